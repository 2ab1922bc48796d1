"""Templates: the shop's own first, then ours; autoescaped and sandboxed, and their styles moved into the tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import Any

from css_inline import CSSInliner, InlineError
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from planner.errors import BuildError
from planner.model import Settings

_PACKAGE = Path(__file__).resolve().parent.parent


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, which remembers what it found: its answers hang on the type of a thing and the name asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        key = (type(obj), attr)
        if key not in self._found:
            self._found[key] = super().is_safe_attribute(obj, attr, value)
        return self._found[key]


def templates_dir(kind: str) -> Path:
    """Our templates of a kind: in a wheel inside the package, in a checkout beside it."""
    inside = _PACKAGE / "site_templates" / kind
    return inside if inside.is_dir() else _PACKAGE.parent / "site_templates" / kind


def own_folders(settings: Settings, kind: str, overrides: Iterable[Path] = ()) -> list[Path]:
    """Where a shop may have templates of its own, whether there are any or not."""
    return [folder / kind for folder in (*overrides, settings.root / "site_templates")]


def environment(settings: Settings, kind: str, overrides: Iterable[Path] = ()) -> Environment:
    """Where templates of a kind are found: in `overrides`, in the shop's `site_templates`, then ours."""
    own = own_folders(settings, kind, overrides)
    # A template of the checked folder is data as well: it may arrange what it is given, and reach nothing else.
    return _Sandbox(
        loader=FileSystemLoader([*own, templates_dir(kind)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def fill(templates: Environment, name: str, values: dict[str, object]) -> str:
    """A filled template; BuildError names the file and line of one that can't be."""
    try:
        return templates.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise _unfilled(error, error.filename or name, error.lineno) from error
    except Exception as error:  # a template of the shop's own can do anything wrong
        # Jinja puts the lines of templates among those of its own, which may be the last.
        places = [place for place in extract_tb(error.__traceback__) if not place.filename.endswith(".py")]
        path, line = (places[-1].filename, places[-1].lineno) if places else (name, None)
        raise _unfilled(error, path, line) from error


def _unfilled(error: Exception, path: str, line: int | None) -> BuildError:
    return BuildError("template", path=path, line=line, reason=str(error).removesuffix("."))


_OPENING = re.compile(r'<[a-z][a-z0-9:-]*(?: [^\s=>"/]+="[^"]*")+')
"""An opening tag, up to its end, as the inliner writes it."""


@cache
def _inliner(*, variables: bool) -> CSSInliner:
    return CSSInliner(load_remote_stylesheets=False, resolve_css_variables=variables)


def inline_styles(html: str) -> str:
    """A page of mail with its styles in the tags; `<style data-css-inline="keep">` stays."""
    try:
        # To look for variables where there are none takes as long as the rest.
        inlined = _inliner(variables="var(" in html).inline(html)
    except InlineError as error:
        raise BuildError("letter-styles", reason=str(error)) from error
    # The inliner writes the brackets of attributes bare, which HTML allows and some who filter mail take for tags.
    return _OPENING.sub(_escaped, inlined) if "&lt;" in html or "&gt;" in html else inlined


def _escaped(tag: re.Match[str]) -> str:
    return "<" + tag[0][1:].replace("<", "&lt;").replace(">", "&gt;")
