"""Adding a voice to content/voices.yml: at its end, and not a byte elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count

import click

from planner.cli.clock import moment_in
from planner.cli.stages import stage_named
from planner.cli.stubs import scalar, tidy
from planner.cli.terminal import tell
from planner.cli.writing import write_file
from planner.errors import PlannerError, UsageError
from planner.frontmatter import Items, YamlError, parse_yaml
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
_WRITTEN = ("id", "date", "stage", "source", "worry", "wish")


def asked_for(shop: Shop, given: Mapping[str, str | None]) -> dict[str, str | None]:
    """What is given, and what a person at the terminal answers for the rest; an empty answer leaves a key out."""
    words = catalogue(shop.settings.language)
    answers = dict(given)
    for name in ASKED:
        if answers[name] is None and name != "date":
            answers[name] = _answer(shop, name, words)
    return answers


def _answer(shop: Shop, name: str, words: Catalogue) -> str | None:
    """What is typed, asked for again where it can't be kept, so that the other answers are not lost."""
    while answer := click.prompt(words.say(f"cli.voices.ask.{name}"), default="", show_default=False, err=True).strip():
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
    path = shop.settings.docs_dir / FILE
    write_file(path, _longer(shop, values))
    return values["id"]


def _date(shop: Shop, written: str | None) -> date:
    heard = shop.at.date() if written is None else moment_in(shop.settings.timezone, written, "--date").date()
    if heard > shop.at.date():
        raise UsageError("voices-future", option="--date", found=heard, today=shop.at.date())
    return heard


def _fresh(shop: Shop, day: str) -> str:
    taken = {voice.id for voice in shop.voices}
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
        return "\n".join([catalogue(shop.settings.language).say("cli.voices.head"), *_entry(values, ""), ""])
    text = (shop.settings.docs_dir / FILE).read_bytes().decode("utf-8", errors="replace")
    ends = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text.strip("\ufeff") or text.endswith("\n") else ends
    longer = text + gap + "".join(line + ends for line in _entry(values, _indent(source)))
    _prove(shop, source, longer)
    return longer


def _entry(values: Mapping[str, str], indent: str) -> Iterator[str]:
    for number, name in enumerate(name for name in _WRITTEN if name in values):
        plain = name in {"id", "date", "stage"}
        yield f"{indent}{'  ' if number else '- '}{name}: {values[name] if plain else scalar(values[name])}"


def _indent(source: Source) -> str:
    """How far the dashes of the list stand in."""
    tree = None
    try:
        tree = parse_yaml(source.text)
    except YamlError as error:
        raise PlannerError("voices-broken", path=source.path, line=error.place.line) from error
    if not isinstance(tree, Items) or not tree.items:
        return ""
    dash = re.match(r"([ ]*)-[ ]", source.text.split("\n")[tree.items[0].place.line - 1])
    return dash[1] if dash else ""


def _prove(shop: Shop, source: Source, longer: str) -> None:
    text = longer.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    after = read_voices(source.path, text, Reading(shop.settings.timezone))
    faults = after.source.faults if after.source else ()
    if after.all[:-1] != shop.voices or len(after.all) != len(shop.voices) + 1 or len(faults) > len(source.faults):
        raise PlannerError("voices-broken", path=source.path)
