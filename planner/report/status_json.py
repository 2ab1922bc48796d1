"""How things stand, for programs: the JSON of `planner.status/1`.

The `date` of an offer is its post's own. In a digest, readers of the newsletter get it with the next edition, and `warm_joiners` and
`earliest` are instants of editions.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from planner.model import STREAMS
from planner.report.figures import instant_text, joined_data, warmth_data
from planner.report.json_report import dump
from planner.report.reasons import why
from planner.report.status import Ahead, SeriesStatus, Status, StreamStatus
from planner.voices import Voice, days_waiting
from planner.warming.advice import Advice
from planner.wording import Catalogue


def render(status: Status, words: Catalogue) -> str:
    """One JSON object; the same shop gives the same bytes."""
    zone = status.settings.timezone
    return dump(
        {
            "schema": "planner.status/1",
            "at": status.at.isoformat(timespec="seconds"),
            "streams": [_stream(stream, zone) for stream in sorted(status.streams, key=_place)],
            "next": [_advice(status, one, words) for one in status.next],
            **({"voices": [_voice(status, one) for one in status.unanswered]} if status.unanswered else {}),
            **({"voices_missed": status.missed} if status.missed else {}),
        }
    )


def _advice(status: Status, one: Advice, words: Catalogue) -> dict[str, Any]:
    reason = why(status, one, words)
    return {"by": one.by, "purposes": one.purposes, "for": one.path, "streams": one.streams, "why": reason}


def _voice(status: Status, one: Voice) -> dict[str, Any]:
    return {"id": one.id, "date": one.date, "days": days_waiting(one, status.at)}


def _place(stream: StreamStatus) -> int:
    return STREAMS.index(stream.name)


def _stream(stream: StreamStatus, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "stream": stream.name,
        "offers": [_offer(offer, zone) for offer in stream.offers],
        "series": [_series(series) for series in stream.series],
    }


def _offer(offer: Ahead, zone: ZoneInfo) -> dict[str, Any]:
    verdict = offer.verdict
    return {
        "path": offer.post.path,
        "date": offer.post.date.isoformat(timespec="seconds"),
        "campaign": offer.post.campaign,
        "verdict": verdict.standing,
        "warmth": warmth_data(verdict.warmth),
        "warm_joiners": [joined_data(one, zone) for one in verdict.joiners],
        "earliest": instant_text(verdict.earliest, zone),
        **({"held_back": offer.held_back} if offer.held_back else {}),
    }


def _series(series: SeriesStatus) -> dict[str, Any]:
    offers = [
        {"path": step.path, "day": step.day, "verdict": verdict.standing, "warmth": warmth_data(verdict.warmth)}
        for step, verdict in series.offers
    ]
    return {"name": series.name, "offers": offers}
