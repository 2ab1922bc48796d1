"""`planner voices`: what customers said, the unanswered first; `planner voices add` writes one more down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from planner.cli.adding import ASKED, add_voice, asked_for
from planner.cli.agreeing import can_ask
from planner.cli.group import Command
from planner.cli.missed import tell_missed
from planner.cli.opening import open_from
from planner.cli.options import choice, common
from planner.cli.session import COULD_NOT_RUN, Session
from planner.cli.terminal import tell
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
    session.code = _added(shop, given) if action == "add" else _listed(shop, form, given)
    return session.code


def _added(shop: Shop, given: Mapping[str, str | None]) -> int:
    if not shop.content.voices.is_read:  # before anything is asked, so that no answer is lost
        code = tell_missed(shop)
        tell(catalogue(shop.settings.language).say("cli.voices.unwritten"))
        return code
    try:
        answers = asked_for(shop, given) if can_ask() else given
    except click.Abort:
        tell("\n" + catalogue(shop.settings.language).say("cli.voices.unwritten"))
        raise
    click.echo(add_voice(shop, answers))
    return 0


def _listed(shop: Shop, form: str, given: Mapping[str, str | None]) -> int:
    for name in ASKED:
        if given[name] is not None:
            raise UsageError("voices-list", option=f"--{name}")
    code = tell_missed(shop)
    if code != COULD_NOT_RUN:
        told = _json(shop) if form == "json" else _text(shop, catalogue(shop.settings.language))
        click.echo(told, nl=False)
    return code


def _json(shop: Shop) -> str:
    voices, ahead = ([_plain(shop, voice) for voice in some] for some in (_in_order(shop), _ahead(shop)))
    more = {"ahead": ahead, "missed": shop.missed}
    told = {"schema": SCHEMA, "at": shop.at.isoformat(timespec="seconds"), "voices": voices}
    return dump(told | {key: value for key, value in more.items() if value})


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


def _ahead(shop: Shop) -> tuple[Voice, ...]:
    """The voices with a date that is yet to come, by date."""
    ahead = (voice for voice in shop.voices if voice.date > shop.at.date())
    return tuple(sorted(ahead, key=lambda voice: (voice.date, voice.id)))


def _text(shop: Shop, words: Catalogue) -> str:
    if not shop.voices:
        return words.say("cli.voices.none") + "\n"
    waiting, voices = len(shop.unanswered), _in_order(shop)
    parts = {"unanswered": voices[:waiting], "answered": voices[waiting:], "ahead": _ahead(shop)}
    all_answered = voices and not waiting and not shop.missed  # what could not be read may wait, too
    blocks = [words.say("cli.voices.all-answered")] if all_answered else []
    for name, part in parts.items():
        if part:
            blocks.append(words.say(f"cli.voices.{name}", n=len(part)))
        blocks += ["\n".join(_lines(shop, voice, words)) for voice in part]
    return "\n\n".join(blocks) + "\n"


def _lines(shop: Shop, voice: Voice, words: Catalogue) -> Iterator[str]:
    answers = shop.answers.get(voice.id, ())
    days = days_waiting(voice, shop.at)
    case = "heard-ahead" if days < 0 else "heard" if days else "heard-today"
    heard = words.say(f"cli.voices.{case}", date=voice.date, days=days)
    who = [words.stage(voice.stage) if voice.stage else "", visible(voice.source or "")]
    yield "  " + "  ".join(filter(None, [visible(voice.id), heard, " · ".join(filter(None, who))]))
    told = {"worry": voice.worry, "wish": voice.wish, "answer": ", ".join(answers)}
    for name, text in told.items():
        if text:
            yield f"    {words.say(f'cli.voices.{name}', text=visible(text))}"
