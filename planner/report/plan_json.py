"""A plan for programs: the JSON of `planner.plan/1`.

Where the wished date can't be met, `posts` and `warm_joiners` are those of the `earliest` one. `path` is null for a post still to be
written; `draft` says whether the file there is a draft, and `move` whether it still has to be given this date. `warm_joiners` are
warm in every stream; `streams` says the same of each.
"""

from __future__ import annotations

from typing import Any

from planner.report.figures import joined_data
from planner.report.json_report import dump
from planner.report.plan import Answer, Row, State, common

_DRAFTS = {State.MADE, State.DRAFT, State.MOVE}


def render(answer: Answer) -> str:
    """One JSON object; the same shop gives the same bytes."""
    zone = answer.settings.timezone
    return dump(
        {
            "schema": "planner.plan/1",
            "at": answer.at.isoformat(timespec="seconds"),
            "offer": answer.offer.isoformat(timespec="seconds"),
            "path": answer.written,
            "met": answer.met,
            "earliest": answer.earliest and answer.earliest.isoformat(timespec="seconds"),
            "incident": bool(answer.closed),
            "posts": [_post(row) for row in answer.rows],
            "warm_joiners": [joined_data(one, zone) for one in common(answer.readers.values())]
            if answer.readers
            else [],
            "streams": [
                {"stream": name, "warm_joiners": [joined_data(one, zone) for one in joiners]}
                for name, joiners in answer.readers.items()
            ],
        }
    )


def _post(row: Row) -> dict[str, Any]:
    return {
        "date": row.date.isoformat(timespec="seconds"),
        "purpose": row.purpose,
        "path": row.path,
        "draft": row.state in _DRAFTS,
        "move": row.state is State.MOVE,
    }
