"""`overdue-promise`: what a letter promised by a day, and no later letter has kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from planner.model import Letter, Level, Post, Promise, Step
from planner.nearest import nearest
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at
from planner.rules.naming import by_name
from planner.rules.unread import unread_keys
from planner.warming.calendar import names_of


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """Promises that nothing keeps in time, those that could not be kept in time, and a `fulfils` that fulfils nothing.

    A letter that is held back keeps no promise.
    """
    is_unread = unread_keys(inspection)
    fulfilling = [letter for letter in inspection.letters if letter.fulfils]
    sent = _by_promise(post for post in fulfilling if isinstance(post, Post) and post.path not in inspection.faulty)
    for letter in inspection.letters:
        keeping = sorted(_keeping(letter, sent)) if letter.promises else ()
        for number, promise in enumerate(letter.promises):
            for judgement in _judge(inspection.at, letter, number, promise, keeping):
                if not is_unread(letter, f"promises.{judgement.values.get('missing')}"):
                    yield judgement
    if fulfilling:
        known = by_name(inspection.letters)
        promising = [letter.slug for letter in inspection.letters if letter.promises]
        for letter in fulfilling:
            yield from _fulfils(letter, known, promising)


def _by_promise(posts: Iterable[Post]) -> Mapping[str, list[Post]]:
    found: dict[str, list[Post]] = {}
    for post in posts:
        for name in post.fulfils:
            found.setdefault(name, []).append(post)
    return found


def _keeping(letter: Post | Step, sent: Mapping[str, list[Post]]) -> Iterator[datetime]:
    """The moments at which a later letter keeps what this one promised."""
    for name in names_of(letter):
        for post in sent.get(name, ()):
            if isinstance(letter, Step) or post.date > letter.date:
                yield post.date


def _judge(
    now: datetime, letter: Letter, number: int, promise: Promise, keeping: Sequence[datetime]
) -> Iterator[Judgement]:
    key = f"promises[{number}]"
    values: dict[str, Any] = {"what": promise.what, "by": promise.by}
    if promise.by is None or not promise.what:
        yield _at(letter, key, "unclear", missing="what" if promise.by else "by")
    elif keeping and (keeping[0] <= now or keeping[0].date() <= promise.by):
        return
    elif isinstance(letter, Post) and promise.by < letter.date.date():
        yield _at(letter, key, "before", **values, date=letter.date.date())
    elif promise.by < now.date():
        late = {"days": (now.date() - promise.by).days}
        yield _at(letter, key, "planned" if keeping else "overdue", **values, **late, **_next(keeping))
    elif keeping:
        yield _at(letter, key, "too-late", **values, **_next(keeping))


def _next(keeping: Sequence[datetime]) -> dict[str, date]:
    return {"next": keeping[0].date()} if keeping else {}


def _at(letter: Letter, key: str, case: str, **values: Any) -> Judgement:
    return Judgement(letter.path, letter.place(f"{key}.by", f"{key}.what", key, "promises"), case, values)


def _fulfils(letter: Letter, known: Mapping[str, list[Post | Step]], promising: Sequence[str]) -> Iterator[Judgement]:
    for number, name in enumerate(letter.fulfils):
        named = known.get(name, [])
        place = f"fulfils[{number}]" if f"fulfils[{number}]" in letter.places else "fulfils"
        if not named:
            guess = nearest(name, promising)
            near = {"nearest": guess} if guess else {}
            yield at(letter, place, "near" if guess else "unknown", found=name, **near)
        elif not any(other.promises for other in named):
            yield at(letter, place, "no-promise", found=name, other=named[0].path)


RULE = Rule("overdue-promise", Level.WARNING, NoOptions(), check, after_warming=True)
