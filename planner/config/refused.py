"""What MkDocs would refuse in mkdocs.yml, told without it: to import MkDocs takes longer than a whole check.

Whether a plugin, an extension or a hook is installed is not asked: a shop may be checked elsewhere than where it is built.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from planner.config.files import File, Files, is_folder, is_tagged
from planner.config.kinds import IN_THEME, TOP, Kinds
from planner.config.material import languages, languages_in, meant
from planner.frontmatter import Entry, Items, Node, Scalar, Table
from planner.shapes import shown

_THEME = "material"
_THEMES = {_THEME, "mkdocs"}
"""`mkdocs` is what MkDocs takes where no theme is named, and ours takes its place."""
_USUAL = "docs"


def refuse(files: Files, root: Path, *, themed: bool) -> None:
    """Stop at the first thing that MkDocs would refuse; `themed`: whether our templates dress the theme."""
    for file in files.files:
        _refuse_repeated(file)
        _refuse_kinds(file, file.table, TOP)
    _refuse_theme(files, root, themed=themed)
    _refuse_overlap(files, root)


def _refuse_repeated(file: File) -> None:
    for entry in _repeated(file.table):
        raise file.wrong("config-bad-front-matter-repeated", entry.key_place, key=entry.key)


def _repeated(node: Node) -> Iterator[Entry]:
    """The keys that stand twice in one table, at any depth."""
    if isinstance(node, Table):
        yield from node.repeated
    if not isinstance(node, Scalar):
        for inner in node.items if isinstance(node, Items) else [entry.node for entry in node.entries]:
            yield from _repeated(inner)


def _refuse_kinds(file: File, table: Table, kinds: Kinds) -> None:
    for entry in table.entries:
        if entry.key in kinds.of and not is_tagged(entry.node):
            fits, expected = kinds.of[entry.key]
            key = f"{kinds.below}{entry.key}"
            if not isinstance(entry.node, Scalar) or entry.node.text is not None:
                if not fits(entry.node):
                    raise file.bad(key, entry.node, expected)
            elif entry.key in kinds.never_empty:
                raise file.wrong("config-empty", entry.key_place, key=key, expected=expected)


def _refuse_theme(files: Files, root: Path, *, themed: bool) -> None:
    found = files.find("theme")
    if found is None or is_tagged(found[1]):
        return
    if isinstance(found[1], Items):
        raise found[0].bad("theme", found[1], "theme")
    if themed:
        _refuse_name(files, *found)
        for file, theme in ((file, file.table.get("theme")) for file in files.files):
            if isinstance(theme, Table):
                _refuse_kinds(file, theme, IN_THEME)
    folder = files.find("theme", "custom_dir")
    if folder and not is_tagged(folder[1]) and not is_folder(root / files.text("theme", "custom_dir")):
        raise folder[0].wrong("config-theme-folder", folder[1].place, found=shown(folder[1]))
    if themed and files.text("theme", "name") == _THEME:
        _refuse_language(files, root)


def _refuse_language(files: Files, root: Path) -> None:
    """A language in which neither Material nor the shop's own templates have the words of a page."""
    found, folder = files.find("theme", "language"), files.find("theme", "custom_dir")
    if found is None or is_tagged(found[1]) or (folder and is_tagged(folder[1])):
        return
    written, known = files.text("theme", "language"), languages()
    own = languages_in(root / files.text("theme", "custom_dir")) if folder else frozenset()
    if not known or written in known | own:
        return
    guess = meant(written, known)
    case, near = ("config-theme-language-near", {"nearest": guess}) if guess else ("config-theme-language", {})
    raise found[0].wrong(case, found[1].place, found=shown(found[1]), **near)


def _refuse_name(files: Files, file: File, theme: Node) -> None:
    """A theme of another name, or none in a table that is to have one; `name: null` leaves all to `custom_dir`."""
    if isinstance(theme, Table):
        named = files.find("theme", "name")
        if named is None and _stands_alone(files):
            return
        if named is None:
            raise file.bad("theme", theme, "theme")
        file, theme = named
    if not is_tagged(theme) and (not isinstance(theme, Scalar) or theme.text not in _THEMES):
        raise file.wrong("config-theme", theme.place, found=shown(theme), wanted=_THEME)


def _stands_alone(files: Files) -> bool:
    themes = [file.table.get("theme") for file in files.files]
    named = any(isinstance(theme, Table) and theme.get("name") is not None for theme in themes)
    return named and files.find("theme", "custom_dir") is not None


def _refuse_overlap(files: Files, root: Path) -> None:
    """A site among the posts would be part of itself; posts within the site would be swept away with it."""
    site, docs = files.text("site_dir"), files.text("docs_dir") or _USUAL
    found = files.find("site_dir")
    if found is None or not site or not is_folder(root / docs):
        return
    one, other = (Path(os.path.normpath(root / folder)) for folder in (site, docs))
    if one.is_relative_to(other) or other.is_relative_to(one):
        raise found[0].wrong("config-site-dir", found[1].place, found=site, docs=docs)
