"""`human-way`: an offer that leaves no way to ask a person first."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.nearest import fold
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.offers import judged_offers, terms
from planner.rules.unread import unread_keys

_WAYS = frozenset(
    fold(name)
    for name in (
        *("chat", "live chat", "LINE", "WhatsApp", "Messenger", "Telegram", "Signal", "チャット", "ライン"),
        *("phone", "phone number", "telephone", "tel", "tel.", "call", "mobile"),
        *("電話", "お電話", "電話番号", "携帯電話"),
        *("video", "video call", "Zoom", "Skype", "ビデオ通話", "オンライン相談"),
        *("visit", "shop", "store", "counter", "in person", "来店", "ご来店", "店頭", "店", "お店", "店舗", "訪問"),
    )
)


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each offer that states terms and no chat, telephone or visit."""
    is_unread = unread_keys(inspection)
    for letter in judged_offers(inspection):
        ways = terms(letter).ask
        if letter.offer is None or any(fold(way) in _WAYS for way in ways):
            continue
        # A way that stands there and can't be read is told already.
        if any(is_unread(letter, key) for key in letter.places if key.startswith("offer.ask")):
            continue
        place = letter.place("offer.ask", "offer", "purpose")
        yield Judgement(letter.path, place, "other" if ways else "none", {"ways": tuple(ways)} if ways else {})


RULE = Rule("human-way", Level.WARNING, NoOptions(), check)
