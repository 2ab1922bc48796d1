"""Adding a voice to content/voices.yml: at its end, and not a byte elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path

import click

from planner.cli.clock import moment_in
from planner.cli.inserting import entry, with_voice
from planner.cli.reporting import way_to
from planner.cli.stages import stage_named
from planner.cli.stubs import tidy
from planner.cli.terminal import tell
from planner.cli.writing import refusals, write_file
from planner.errors import PlannerError, UsageError
from planner.model import Level, RuleSettings, Source
from planner.personal import names, personal_data
from planner.report.problem import sentence
from planner.rules import personal_data as rule
from planner.shapes import Reading
from planner.shop import Shop
from planner.voices import FILE, read_voices
from planner.wording import Catalogue, catalogue

ASKED = ("worry", "wish", "stage", "source", "date")
"""What a voice is asked for, in this order."""


def asked_for(shop: Shop, given: Mapping[str, str | None]) -> dict[str, str | None]:
    """What is given, and what a person at the terminal answers for the rest; an empty answer leaves a key out."""
    words = catalogue(shop.settings.language)
    answers = dict(given)
    for name in ASKED:
        if name == "stage" and not (answers["worry"] or answers["wish"]):
            break  # there is nothing that somebody may have said
        if answers[name] is None and name != "date":
            answers[name] = _answer(shop, name, words)
    return answers


def _answer(shop: Shop, name: str, words: Catalogue) -> str | None:
    """What is typed, asked for again where it can't be kept, so that the other answers are not lost."""
    while answer := click.prompt(
        words.say(f"cli.voices.ask.{name}"), default="", show_default=False, prompt_suffix=" ", err=True
    ).strip():
        try:
            _refuse(shop, name, answer)
        except UsageError as error:
            tell(sentence(error, words))
        else:
            return answer
    return None


def _refuse(shop: Shop, name: str, answer: str) -> None:
    if name == "stage":
        stage_named(answer)
    else:
        _refuse_personal(shop, {name: tidy(answer)})


def add_voice(shop: Shop, given: Mapping[str, str | None]) -> str:
    """Write a voice at the end of the file, and give its id."""
    values = {name: tidy(text) for name, text in given.items() if text and tidy(text)}
    if not {"worry", "wish"} & values.keys():
        raise UsageError("voices-empty")
    values["date"] = str(_date(shop, values.get("date")))
    if "stage" in values:
        values["stage"] = stage_named(values["stage"]).value
    _refuse_personal(shop, values)
    values["id"] = _fresh(shop, values["date"])
    _write(shop.settings.docs_dir / FILE, _longer(shop, values))
    return values["id"]


def _date(shop: Shop, written: str | None) -> date:
    heard = shop.at.date() if written is None else moment_in(shop.settings.timezone, written, "--date").date()
    if heard > shop.at.date():
        raise UsageError("voices-future", option="--date", found=heard, today=shop.at.date())
    return heard


def _fresh(shop: Shop, day: str) -> str:
    """An id that no voice has, be it one that could not be read, and that no letter answers."""
    source = shop.content.voices.source
    taken = {name for read in shop.sources if read.letter is not None for name in read.letter.answers}
    taken |= set(re.findall(r"[\w-]+", source.text)) if source else set()
    return next(name for number in count(1) if (name := f"{day}-{number}") not in taken)


def _refuse_personal(shop: Shop, values: Mapping[str, str]) -> None:
    """Refuse what `planner check` would find in the file afterwards."""
    chosen = shop.settings.rules.get(rule.RULE.name, RuleSettings(None, rule.RULE.options))
    letters = [source.letter for source in shop.sources if source.letter is not None]
    known = rule.known(shop.settings, letters, chosen.options)
    for name in ("worry", "wish", "source"):
        for datum in personal_data(values.get(name, ""), known):
            raise UsageError("voices-personal", option=f"--{name}", masked=datum.masked)
        for datum in names(values.get(name, "")) if chosen.level is not Level.OFF else ():
            raise UsageError("voices-name", option=f"--{name}", masked=datum.masked)


def _longer(shop: Shop, values: Mapping[str, str]) -> str:
    """The whole file with the voice at its end; whatever was there must read as before."""
    source = shop.content.voices.source
    if source is None:
        return "\n".join([catalogue(shop.settings.language).say("cli.voices.head"), *entry(values), ""])
    text = (shop.settings.docs_dir / FILE).read_bytes().decode("utf-8", errors="replace")
    longer = with_voice(text, values)
    _prove(shop, source, longer, values["id"])
    return longer


def _prove(shop: Shop, source: Source, longer: str, added: str) -> None:
    text = longer.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    after = read_voices(source.path, text, Reading(shop.settings.timezone))
    faults = after.source.faults if after.source else ()
    kept = after.all[:-1] == shop.voices and len(faults) <= len(source.faults)
    if not kept or [voice.id for voice in after.all[-1:]] != [added]:
        raise PlannerError("voices-form", path=way_to(shop.settings) + source.path)


def _write(path: Path, text: str) -> None:
    """Write the file, and the folder for it if there is none; nothing stays behind where that fails."""
    made = _is_new(path.parent)
    try:
        write_file(path, text)
    except BaseException:
        if made:
            with suppress(OSError):
                path.parent.rmdir()
        raise


def _is_new(folder: Path) -> bool:
    if folder.is_dir():
        return False
    with refusals(folder):
        folder.mkdir()
    return True
