"""The site made from our own command, just as `mkdocs build` makes it."""

from __future__ import annotations

import errno
import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from planner.config import is_nameless, refuse_tags
from planner.errors import BuildError, PlannerError
from planner.mkdocs_plugin.plugin import PlannerPlugin, Progress, held_back
from planner.mkdocs_plugin.refused import refused, told
from planner.pictures import Album
from planner.render import Renderer
from planner.shop import Shop
from planner.wording import catalogue

_REFUSALS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EACCES, errno.EPERM}  # fmt: skip
"""No room, no right, no more open files, a disk that fails."""


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` gives besides the site: the renderer and the album, warm from their work, and what MkDocs warned of."""

    renderer: Renderer
    album: Album
    """The pictures of the shop, read once."""
    warnings: tuple[str, ...]


def build(
    shop: Shop, site_dir: Path, *, strict: bool = False, progress: Progress | None = None, cached: bool = True
) -> Built:
    """Make the site of an opened shop in `site_dir`, just as `mkdocs build` does; BuildError where that can't be.

    `cached`: whether pictures that earlier builds made are used again.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice to developers is none for a shop's owner
    refuse_tags(shop.settings.config_path)
    with _listening() as ear:
        try:
            config = load_config(
                str(shop.settings.config_path),
                docs_dir=str(shop.settings.docs_dir),
                site_dir=str(site_dir),
                site_name=shop.settings.site_name if is_nameless(shop.settings.config_path) else None,
                strict=strict,
            )
            plugin = next(plugin for plugin in config.plugins.values() if isinstance(plugin, PlannerPlugin))
            plugin.shop, plugin.progress, plugin.cached = shop, progress, cached
            build_site(config)
        except StopIteration as error:
            raise BuildError("build-no-plugin", path=shop.settings.config_path.name) from error
        except (MkDocsException, Exception) as error:
            raise _failed(error, ear, shop, strict=strict) from error
    return Built(plugin.renderer, plugin.album, tuple(_told(ear, shop)))


def _failed(error: BaseException, ear: _Ear, shop: Shop, *, strict: bool) -> PlannerError:
    ours = _ours(error) or _machines(error) or refused(ear.errors, shop.settings.config_path)
    if ours is not None:
        return ours
    reason = " ".join(_told(ear, shop)) or str(error)
    if strict and "strict mode" in str(error):
        return BuildError("build-strict", reason=reason)
    path, line = _template(error)
    root = shop.settings.root
    shown = os.path.relpath(path, root) if path else None
    return BuildError("build-failed", path=shown, line=line, reason=(str(error) if path else reason).removesuffix("."))


def _told(ear: _Ear, shop: Shop) -> list[str]:
    words = catalogue(shop.settings.language)
    return [told(warning, words) for warning in ear.heard]


def _ours(error: BaseException) -> PlannerError | None:
    """The error of ours that MkDocs has wrapped into its own, if there is one."""
    return next((one for one in _chain(error) if isinstance(one, PlannerError)), None)


def _machines(error: BaseException) -> PlannerError | None:
    """What the machine refused, whatever was being made when it did; no template and no extension can help that."""
    found = next((one for one in _chain(error) if isinstance(one, OSError) and one.errno in _REFUSALS), None)
    return None if found is None else BuildError("build-refused", reason=found.strerror or str(found))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and those that it came from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _template(error: BaseException) -> tuple[str | None, int | None]:
    """The file and line of a template that an error came from."""
    if getattr(error, "lineno", None):
        return getattr(error, "filename", None), getattr(error, "lineno", None)
    frames = [step for step in traceback.extract_tb(error.__traceback__) if step.filename.endswith(".html")]
    return (frames[-1].filename, frames[-1].lineno) if frames else (None, None)


@contextmanager
def _listening() -> Iterator[_Ear]:
    """What MkDocs warns of, without a word on the terminal; held-back letters are told by the report."""
    ear = _Ear()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(ear)
    try:
        yield ear
    finally:
        logger.removeHandler(ear)


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []
        self.errors: list[str] = []
        """Those of `heard` that were worse than warnings."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != held_back.logger.name:
            self.heard.append(record.getMessage())
            if record.levelno >= logging.ERROR:
                self.errors.append(record.getMessage())
