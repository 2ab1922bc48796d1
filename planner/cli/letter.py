"""`planner letter`: a letter in the browser, live: one of the build, or a post as it would go out."""

from __future__ import annotations

import json
import os
import re
import webbrowser
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote

import click

from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import LAST_PORT, common, whole
from planner.cli.session import Session
from planner.cli.viewing import HOST, Forms, View, listening
from planner.errors import DeliveryError
from planner.model import Edition, JoinRange, Post, Stage, Step, Variant
from planner.pictures import Album, kept_below
from planner.publish import letter
from planner.render import Renderer, standard_extensions
from planner.services import Form, as_read, service
from planner.shop import Shop
from planner.variants import EVERYONE

_NAME = "preview"


@click.command("letter", cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@whole("--port", least=0, most=LAST_PORT, default=0, example=8001)
@click.option("--no-open", is_flag=True)
@common
def command(session: Session, *, file: Path, port: int, no_open: bool) -> int:
    """Show the letter until Ctrl+C."""
    shop = open_from(session, drafts=True)
    view = _view(session, shop, file)
    with listening(view, port, session.catalogue) as server:
        address = f"http://{HOST}:{server.server_address[1]}/"
        click.echo(session.catalogue.say("cli.letter.at", address=address))
        if not no_open:
            webbrowser.open(address)
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            return 0
    return 0


def _view(session: Session, shop: Shop, file: Path) -> View:
    if file.suffix == ".md":
        path = _path(shop, file)
        _found(shop, path, file)
        watched = [file, shop.settings.config_path, *_templates(shop)]
        return View(lambda: _of_post(open_from(session, drafts=True), path, file), lambda: _version(watched))
    built = _built(file)
    return View(lambda: _read(shop, built), lambda: _version(built.with_suffix(ending) for ending in (".html", ".txt")))


def _version(files: Iterable[Path]) -> list[int]:
    return [file.stat().st_mtime_ns if file.exists() else 0 for file in files]


def _templates(shop: Shop) -> Iterator[Path]:
    """The shop's own templates of letters."""
    yield from sorted((shop.settings.root / "site_templates" / "letter").glob("*"))


def _path(shop: Shop, file: Path) -> str:
    place, root = (Path(os.path.realpath(one)) for one in (file, shop.settings.root))
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else file.name


def _found(shop: Shop, path: str, file: Path) -> Post | Step:
    found = next((source.letter for source in shop.sources if source.path == path), None)
    if found is None:
        raise DeliveryError("letter-file", found=file.name)
    return found


def _of_post(shop: Shop, path: str, file: Path) -> Forms:
    """The letter that a post makes by itself, whatever keeps it back so far."""
    one = _found(shop, path, file)
    readers = {stage: (JoinRange(),) for stage in one.audience or Stage}
    variant = Variant(name=EVERYONE, letters=(one,), readers=readers)
    edition = Edition(
        name=_NAME, instant=one.date if isinstance(one, Post) else None, letters=(one,), variants=(variant,)
    )
    publication = replace(shop.publication, editions=(edition,))
    album = Album(shop.settings.docs_dir, kept_below(shop.settings.root))
    files = letter.files(publication, Renderer(shop.settings, *standard_extensions(shop.settings)), album)
    made_for = service(shop.settings.newsletter.service)
    html, text = (files[f"newsletter/{_NAME}/{EVERYONE}.{ending}"].decode() for ending in ("html", "txt"))
    pictures = {**album.own(), **album.derived()}
    return Forms(_seen(shop, as_read(html, Form.HTML, made_for), pictures.get), as_read(text, Form.TEXT, made_for))


def _seen(shop: Shop, html: str, find: Callable[[str], bytes | None]) -> str:
    """The HTML with the shop's own pictures in it: on the site they stand only once it is published."""

    def here(match: re.Match[str]) -> str:
        name = unquote(match[1])
        data, kind = find(name), guess_type(name)[0]
        return f'src="data:{kind};base64,{b64encode(data).decode()}"' if data and kind else match[0]

    base = shop.settings.site_url
    return re.sub(rf'src="{re.escape(base)}([^"]+)"', here, html) if base else html


def _published(shop: Shop, name: str) -> bytes | None:
    """A picture of the site as it was built."""
    site = (shop.settings.output / "site").resolve()
    file = (site / name).resolve()
    return file.read_bytes() if file.is_relative_to(site) and file.is_file() else None


def _built(file: Path) -> Path:
    """The HTML file of a built letter, by any file of it or by its folder, whose first variant is shown."""
    found = next(iter(sorted(file.glob("*.html"))), file) if file.is_dir() else file.with_suffix(".html")
    if not (found.is_file() and found.with_suffix(".txt").is_file()):
        raise DeliveryError("letter-file", found=file.name)
    return found


def _read(shop: Shop, built: Path) -> Forms:
    try:
        made_for = service(json.loads((built.parent / "edition.json").read_bytes())["service"])
    except (OSError, ValueError, KeyError):
        made_for = service("plain")
    html, text = (built.with_suffix(ending).read_text(encoding="utf-8") for ending in (".html", ".txt"))
    seen = _seen(shop, as_read(html, Form.HTML, made_for), partial(_published, shop))
    return Forms(seen, as_read(text, Form.TEXT, made_for))
