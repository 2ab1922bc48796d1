"""`planner new`: starts a letter with what its purpose needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import click

from planner.cli import stubs
from planner.cli.clock import parse_at
from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import common, unknown
from planner.cli.session import Session
from planner.cli.writing import write_new
from planner.content import default_slug
from planner.model import Purpose, Settings
from planner.nearest import fold
from planner.purposes import spellings
from planner.shop import Shop
from planner.wording import catalogue

_SLUG_ROOM = 60


@click.command("new", cls=Command)
@click.argument("purpose", metavar="PURPOSE")
@click.argument("title", required=False, default="", metavar="[TITLE]")
@click.option("--date", "written", metavar="DATE")
@common
def command(session: Session, *, purpose: str, title: str, written: str | None) -> int:
    """Write the file and print its path."""
    shop = open_from(session)
    found = _purpose(shop.settings, purpose)
    date = _date(shop, written)
    tidied = stubs.tidy(title)
    text = stubs.letter(found, tidied, date, catalogue(shop.settings.language))
    path = _write(shop, _slug(tidied) or found.name, date, text)
    click.echo(_from_here(path))
    return 0


def _purpose(settings: Settings, word: str) -> Purpose:
    known = spellings(settings.purposes)
    if fold(word) not in known:
        raise unknown("usage-purpose", word, settings.purposes)
    return settings.purposes[known[fold(word)]]


def _date(shop: Shop, written: str | None) -> datetime:
    """The date asked for, else today at the usual hour, in the shop's time zone."""
    if written is None:
        return shop.at.replace(hour=9, minute=0)
    date = parse_at(written, "--date")
    zone = shop.settings.timezone
    return date.replace(tzinfo=zone) if date.tzinfo is None else date.astimezone(zone)


def _slug(title: str) -> str:
    """An address out of the title's Latin words; empty where there is no such word."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    short = words[:_SLUG_ROOM].rsplit("-", 1)[0] if len(words) > _SLUG_ROOM else words
    return short if re.search(r"[a-z]{2}", short) else ""


def _write(shop: Shop, slug: str, date: datetime, text: str) -> Path:
    """Write to the first name that is free, both as a file and as an address."""
    folder = _folder(shop.settings, date)
    taken = {source.letter.slug for source in shop.sources if source.letter is not None}
    paths = (folder / name for name in _names(f"{date:%Y-%m-%d}-{slug}") if default_slug(name) not in taken)
    return next(path for path in paths if write_new(path, text.encode()))


def _names(stem: str) -> Iterator[str]:
    yield f"{stem}.md"
    yield from (f"{stem}-{number}.md" for number in count(2))


def _folder(settings: Settings, date: datetime) -> Path:
    """The folder of the year in a shop that has such folders, else the one for all posts."""
    posts = settings.docs_dir / "posts"
    years = posts.is_dir() and any(re.fullmatch(r"\d{4}", path.name) for path in posts.iterdir() if path.is_dir())
    return posts / f"{date:%Y}" if years else posts


def _from_here(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
