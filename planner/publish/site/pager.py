"""Lists that are longer than a page: their parts, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from planner.wording import Catalogue

Item = TypeVar("Item")


def parts(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """The items page by page; at least one page, which may be empty."""
    return [items[start : start + size] for start in range(0, max(1, len(items)), size)]


def numbered(url: str, number: int) -> str:
    """The address of a page of the list at `url`."""
    return url if number == 1 else f"{url}{number}/"


def named(words: Catalogue, text: str, number: int) -> str:
    """What a page of a list is called: the first as the list itself, a later one with its number."""
    return text if number == 1 else words.say("site.pager.title", title=text, number=number)


def pager(url: str, number: int, count: int) -> Mapping[str, Any] | None:
    """The pages before and after one of `count`; None where there is only one."""
    if count == 1:
        return None
    newer = numbered(url, number - 1) if number > 1 else None
    older = numbered(url, number + 1) if number < count else None
    return {"number": number, "count": count, "newer": newer, "older": older}
