"""`open-incident`: readers have had an apology and wait for the report; until then they get no offer."""

from __future__ import annotations

from collections.abc import Iterator

from planner.incidents import Incident, incidents
from planner.model import Level
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """On the apology, while its incident is open; the offers that it keeps out are `cold-offer`'s to judge.

    A recovery with an error of its own reaches nobody, and closes nothing.
    """
    for incident in incidents(inspection.posts, inspection.faulty):
        if incident.open_at(inspection.at):
            yield _judge(inspection, incident)


def _judge(inspection: Inspection, incident: Incident) -> Judgement:
    offers = _waiting(inspection, incident)
    values = {"happened": incident.happened, "streams": incident.streams, "offers": offers, "n": len(offers)}
    if incident.recovery is not None:
        found = at(incident.apology, "incident.happened", "until", **values, until=incident.recovery.date)
        return Judgement(found.path, found.place, found.case, found.values, Level.NOTE)
    return at(incident.apology, "incident.happened", "offers" if offers else "open", **values)


def _waiting(inspection: Inspection, incident: Incident) -> tuple[str, ...]:
    """The offers that readers do not get because of it."""
    end = incident.recovery.date if incident.recovery else None
    kept = {
        verdict.path for stream in incident.streams for verdict in inspection.verdicts.get(stream, ()) if verdict.outage
    }
    return tuple(
        post.path
        for post in inspection.posts
        if post.path in kept and post.date >= incident.happened and (end is None or post.date < end)
    )


RULE = Rule("open-incident", Level.WARNING, NoOptions(), check, after_warming=True)
