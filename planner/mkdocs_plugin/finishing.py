"""What is done when all pages are written: pictures freed of their notes, and the files that servers and machines read."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import write_file

from planner.mkdocs_plugin.handing import is_shops
from planner.model import Publication, Settings
from planner.pictures import Album, Gallery, read_picture, stripped
from planner.publish.site import COLOURS, MANIFEST, colours, headers, manifest, robots, withheld
from planner.shop import Shop

_TEXTS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".html", ".css", ".js", ".yml", ".yaml", ".json", ".svg")


def untold_pictures(shop: Shop, publication: Publication, files: Files, overrides: list[Path]) -> frozenset[str]:
    """The pictures of letters that nobody gets."""
    given = {letter.path for letter in (*publication.site, *publication.feed)}
    given |= {letter.path for edition in publication.editions for letter in edition.letters}
    sources = {source.path: source.text for source in shop.sources}
    untold = "\n".join(text for path, text in sources.items() if path not in given)
    told = [text for path, text in sources.items() if path in given]
    told += [_text(shop.settings.config_path), _text(shop.settings.block_file)]
    told += [_text(path) for folder in overrides for path in folder.rglob("*.html")]
    told += [_text(path) for path in _texts(files, shop.settings) if _own_path(path, shop.settings) not in sources]
    return withheld([file.src_uri for file in files], "\n".join(told), untold)


def clean_pictures(files: Files, album: Album, config: MkDocsConfig) -> None:
    """Publish the shop's pictures without what cameras wrote into them."""
    for file in files:
        target = Path(config.site_dir, file.dest_uri)
        if file.is_documentation_page() or not _is_shops(file, config) or not target.is_file():
            continue
        clean = album.clean(file.src_uri)
        if clean is None and not album.size(file.src_uri):  # a link that leads out of the folder
            clean = _stripped(target)
        if clean is not None:
            write_file(clean, str(target))


def write_files(settings: Settings, gallery: Gallery, config: MkDocsConfig, files: Files) -> None:
    """Write what pages show of pictures, and what servers and machines read; a file of the shop's own by that name stays."""
    site = Path(config.site_dir)
    own = {file.dest_uri for file in files}
    for path, data in gallery.files.items():
        if path not in own:
            write_file(data, str(site / path))
    texts = {"robots.txt": robots(settings), MANIFEST: manifest(settings), COLOURS: colours(settings)}
    for path, text in texts.items():
        if text is not None and path not in own:
            write_file(text.encode(), str(site / path))
    if "_headers" not in own:
        pages = (path.read_text(encoding="utf-8", errors="replace") for path in sorted(site.rglob("*.html")))
        write_file(headers(pages, settings.shop.signup.then).encode(), str(site / "_headers"))


def _is_shops(file: File, config: MkDocsConfig) -> bool:
    return is_shops(file) and file.src_dir == config.docs_dir


def _stripped(path: Path) -> bytes | None:
    data = read_picture(path)
    bare = stripped(data)
    return None if bare == data else bare


def _texts(files: Files, settings: Settings) -> list[Path]:
    paths = (Path(file.abs_src_path) for file in files if file.abs_src_path)
    return [path for path in paths if path.suffix.lower() in _TEXTS and path.is_relative_to(settings.docs_dir)]


def _own_path(path: Path, settings: Settings) -> str:
    """A file as sources name it."""
    return f"{settings.docs_folder}/{path.relative_to(settings.docs_dir).as_posix()}"


def _text(path: Path | None) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path else ""
    except OSError:
        return ""
