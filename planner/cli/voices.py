"""`planner voices`: what customers said, the unanswered first; `planner voices add` writes one more down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from planner.cli.adding import ASKED, add_voice, asked_for
from planner.cli.agreeing import can_ask
from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import choice, common
from planner.cli.session import Session
from planner.errors import UsageError
from planner.report.json_report import dump
from planner.report.visible import visible
from planner.shop import Shop
from planner.voices import Voice, days_waiting
from planner.wording import Catalogue, catalogue

SCHEMA = "planner.voices/1"


@click.command("voices", cls=Command)
@click.argument("action", required=False, metavar="[add]")
@click.option("--worry", metavar="WORDS")
@click.option("--wish", metavar="WORDS")
@click.option("--stage", metavar="STAGE")
@click.option("--source", metavar="WORDS")
@click.option("--date", metavar="DATE")
@choice("--format", "form", known=("text", "json"), default="text")
@common
def command(session: Session, *, action: str | None, form: str, **given: str | None) -> int:
    """List the voices, or add one."""
    if action not in {None, "add"}:
        raise UsageError("voices-action", found=action)
    shop = open_from(session)
    if action == "add":
        click.echo(add_voice(shop, asked_for(shop, given) if can_ask() else given))
        return 0
    for name in ASKED:
        if given[name] is not None:
            raise UsageError("voices-list", option=f"--{name}")
    told = _json(shop) if form == "json" else _text(shop, catalogue(shop.settings.language))
    click.echo(told, nl=False)
    return 0


def _json(shop: Shop) -> str:
    voices = [_plain(shop, voice) for voice in _in_order(shop)]
    return dump({"schema": SCHEMA, "at": shop.at.isoformat(timespec="seconds"), "voices": voices})


def _plain(shop: Shop, voice: Voice) -> dict[str, Any]:
    return {
        "id": voice.id,
        "date": voice.date,
        "days": days_waiting(voice, shop.at),
        "stage": voice.stage,
        "source": voice.source,
        "worry": voice.worry,
        "wish": voice.wish,
        "answered_by": shop.answers.get(voice.id, ()),
    }


def _in_order(shop: Shop) -> tuple[Voice, ...]:
    """The unanswered first, the longest waiting first of all; then the answered, newest first."""
    heard = (voice for voice in shop.voices if voice.date <= shop.at.date() and voice.id in shop.answers)
    answered = sorted(heard, key=lambda voice: (voice.date, voice.id), reverse=True)
    return (*shop.unanswered, *answered)


def _text(shop: Shop, words: Catalogue) -> str:
    voices = _in_order(shop)
    if not voices:
        return words.say("cli.voices.none") + "\n"
    waiting, answered = len(shop.unanswered), len(voices) - len(shop.unanswered)
    lines = [words.say("cli.voices.unanswered", n=waiting) if waiting else words.say("cli.voices.all-answered")]
    for number, voice in enumerate(voices):
        if number == waiting:
            lines += ["", words.say("cli.voices.answered", n=answered)]
        lines += ["", *_lines(shop, voice, words)]
    return "\n".join(lines) + "\n"


def _lines(shop: Shop, voice: Voice, words: Catalogue) -> Iterator[str]:
    answers = shop.answers.get(voice.id, ())
    days = days_waiting(voice, shop.at)
    heard = words.say("cli.voices.heard" if days else "cli.voices.heard-today", date=voice.date, days=days)
    who = [words.stage(voice.stage) if voice.stage else "", visible(voice.source or "")]
    yield "  " + "  ".join(filter(None, [visible(voice.id), heard, " · ".join(filter(None, who))]))
    told = {"worry": voice.worry, "wish": voice.wish, "answer": ", ".join(answers)}
    for name, text in told.items():
        if text:
            yield f"    {words.say(f'cli.voices.{name}', text=visible(text))}"
