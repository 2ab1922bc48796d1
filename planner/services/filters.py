"""Who gets a variant, in the language of each service: ready to be pasted, or handed over as it is.

All of them go by the day of joining (days.py). The shop's list has that day as an attribute of each reader, and the stage
as another; `newsletter.joined_attribute` and `newsletter.stage_attribute` name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from planner.model import Edition, NewsletterSettings, Stage, Variant
from planner.services.days import Days, ReaderDays, reader_days
from planner.services.known import ALL
from planner.wording import Catalogue

_BY_SENTENCE = ("mailchimp", "kit", "brevo", "sendgrid")
_NOBODY = "FALSE"


def filters(edition: Edition, variant: Variant, newsletter: NewsletterSettings, words: Catalogue) -> dict[str, Any]:
    """The filter of a variant's readers by service; for `plain`, by stage and days, as `planner send` reads them."""
    return dict(_filters(tuple(reader_days(edition, variant).items()), newsletter, words))


@lru_cache(maxsize=64)
def _filters(
    readers: tuple[tuple[Stage, tuple[Days, ...]], ...], newsletter: NewsletterSettings, words: Catalogue
) -> dict[str, Any]:
    """Most editions go to the same readers, so their filters are worked out once."""
    days = dict(readers)
    sentences = {name: _sentence(name, days, newsletter, words) for name in _BY_SENTENCE}
    made = {
        "plain": [{"stage": stage, "joined": [_bounds(one) for one in ranges]} for stage, ranges in days.items()],
        "listmonk": listmonk(days, newsletter),
        "buttondown": buttondown(days, newsletter),
        **sentences,
    }
    return {service.name: made[service.name] for service in ALL}


def listmonk(days: ReaderDays, newsletter: NewsletterSettings) -> str:
    """An expression of PostgreSQL over `subscribers`."""
    groups = [_sql_group(stages, ranges, newsletter) for ranges, stages in _alike(days).items()]
    return " OR ".join(f"({group})" for group in groups) if len(groups) > 1 else (groups or [_NOBODY])[0]


def buttondown(days: ReaderDays, newsletter: NewsletterSettings) -> dict[str, Any]:
    """The `filters` of an e-mail; days are UTC's there, as Buttondown keeps no other."""
    groups = [_group(stages, ranges, newsletter) for ranges, stages in _alike(days).items()]
    if not groups:
        return _all_of([_test("subscriber.subscription_date", "less_than", "1970-01-01")])
    return groups[0] if len(groups) == 1 else _any_of(groups)


def _alike(days: ReaderDays) -> dict[tuple[Days, ...], list[Stage]]:
    """The stages with the same days, together."""
    found: dict[tuple[Days, ...], list[Stage]] = {}
    for stage, ranges in days.items():
        found.setdefault(ranges, []).append(stage)
    return found


def _sql_group(stages: list[Stage], ranges: Iterable[Days], newsletter: NewsletterSettings) -> str:
    joined = f"(subscribers.attribs->>{_quoted(newsletter.joined_attribute)})::date"
    spans = [" AND ".join(_sql_days(joined, one)) or "TRUE" for one in ranges]
    when = " OR ".join(f"({span})" for span in spans) if len(spans) > 1 else spans[0]
    if len(stages) == len(Stage):
        return when
    names = ", ".join(_quoted(stage) for stage in stages)
    named = f"subscribers.attribs->>{_quoted(newsletter.stage_attribute)} IN ({names})"
    return named if when == "TRUE" else f"{named} AND ({when})"


def _sql_days(joined: str, one: Days) -> list[str]:
    found = [f"{joined} >= {_quoted(one.first.isoformat())}"] if one.first else []
    return [*found, f"{joined} < {_quoted(one.end.isoformat())}"] if one.end else found


def _quoted(text: str) -> str:
    """A string of SQL, in which only an apostrophe is special."""
    return "'" + text.replace("'", "''") + "'"


def _group(stages: list[Stage], ranges: Iterable[Days], newsletter: NewsletterSettings) -> dict[str, Any]:
    spans = [[*_span(one)] for one in ranges]
    named = [_test(f"subscriber.metadata.{newsletter.stage_attribute}", "equals", stage) for stage in stages]
    who = [] if len(stages) == len(Stage) else named
    if len(spans) == 1 and len(who) <= 1:
        return _all_of([*who, *spans[0]])
    parts = [_any_of([], who)] if who else []
    return _all_of([], [*parts, *([_any_of([_all_of(span) for span in spans])] if any(spans) else [])])


def _span(one: Days) -> list[dict[str, str]]:
    # There is no "on or after": the day itself as a bound takes in all but its very first instant.
    found = [_test("subscriber.subscription_date", "greater_than", one.first.isoformat())] if one.first else []
    return [*found, _test("subscriber.subscription_date", "less_than", one.end.isoformat())] if one.end else found


def _test(field: str, operator: str, value: str) -> dict[str, str]:
    return {"field": field, "operator": operator, "value": value}


def _all_of(tests: list[dict[str, str]], groups: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {"predicate": "and", "filters": tests, "groups": groups or []}


def _any_of(groups: list[dict[str, Any]], tests: list[dict[str, str]] | None = None) -> dict[str, Any]:
    return {"predicate": "or", "filters": tests or [], "groups": groups}


def _sentence(name: str, days: ReaderDays, newsletter: NewsletterSettings, words: Catalogue) -> str:
    groups = [_told(stages, ranges, newsletter, words) for ranges, stages in _alike(days).items()]
    if not groups:
        return words.say("send.filter.nobody")
    readers = words.say("send.filter.also").join(groups)
    return words.say(f"send.filter.{name}", readers=readers)


def _told(stages: list[Stage], ranges: Iterable[Days], newsletter: NewsletterSettings, words: Catalogue) -> str:
    when = words.say("send.filter.or").join(_told_days(one, words) for one in ranges)
    joined, stage = newsletter.joined_attribute, newsletter.stage_attribute
    if len(stages) == len(Stage):
        return words.say("send.filter.everyone", attribute=joined, when=when)
    names = words.enumeration(stages)
    return words.say("send.filter.stages", attribute=joined, when=when, stage=stage, names=names)


def _told_days(one: Days, words: Catalogue) -> str:
    key = "between" if one.first and one.end else "before" if one.end else "after" if one.first else "ever"
    bounds = {"first": one.first, "end": one.end}
    return words.say(f"send.filter.{key}", **{name: day for name, day in bounds.items() if day})


def _bounds(one: Days) -> Mapping[str, date | None]:
    return {"from": one.first, "until": one.end}
