"""`planner new`: starts a letter with what its purpose needs."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

import click

from planner.cli import stubs
from planner.cli.clock import moment_in
from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import common
from planner.cli.session import Session
from planner.cli.starting import Starter, from_here
from planner.errors import UsageError
from planner.model import Purpose, Settings
from planner.nearest import meant, nearest
from planner.purposes import spellings
from planner.shop import Shop
from planner.wording import catalogue

_SLUG_ROOM = 60


@click.command("new", cls=Command)
@click.argument("purpose", required=False, metavar="PURPOSE")
@click.argument("title", required=False, default="", metavar="[TITLE]")
@click.option("--date", "written", metavar="DATE")
@common
def command(session: Session, *, purpose: str | None, title: str, written: str | None) -> int:
    """Write the file and print its path."""
    shop = open_from(session)
    found = _purpose(shop.settings, purpose)
    date = _date(shop, written)
    tidied = stubs.tidy(title)
    text = stubs.letter(found, tidied, date, catalogue(shop.settings.language))
    path = Starter(shop).write(_slug(tidied) or found.name, date, text)
    click.echo(from_here(path))
    return 0


def _purpose(settings: Settings, word: str | None) -> Purpose:
    if word is None:
        raise UsageError("usage-no-purpose", known=list(_names(settings).values()))
    known = spellings(settings.purposes)
    name = meant(word, known)
    if name is None:
        raise _no_purpose(settings, word, nearest(word, known))
    return settings.purposes[name]


def _no_purpose(settings: Settings, word: str, near: str | None) -> UsageError:
    names = _names(settings)
    guess = meant(near, spellings(settings.purposes)) if near else None
    return UsageError("usage-purpose", found=word, known=list(names.values()), nearest=guess and names[guess])


def _names(settings: Settings) -> dict[str, str]:
    """The purposes as one may write them, by their own names."""
    words = catalogue(settings.language)
    return {purpose.name: words.name(purpose.name, purpose.label) for purpose in settings.purposes.values()}


def _date(shop: Shop, written: str | None) -> datetime:
    """The date asked for, else today at the usual hour, in the shop's time zone."""
    if written is None:
        return shop.at.replace(hour=9, minute=0)
    return moment_in(shop.settings.timezone, written, "--date")


def _slug(title: str) -> str:
    """An address out of the title's Latin words; empty where there is no such word."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    short = words[:_SLUG_ROOM].rsplit("-", 1)[0] if len(words) > _SLUG_ROOM else words
    return short if re.search(r"[a-z]{2}", short) else ""
