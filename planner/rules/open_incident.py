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
    offers, let_through = _offers(inspection, incident)
    values = {"happened": incident.happened, "streams": incident.streams, "offers": offers, "n": len(offers)}
    if let_through:
        told = values | {"offers": let_through, "n": len(let_through)}
        return at(incident.apology, "incident.happened", "let-through", **told)
    if incident.recovery is not None:
        case = "until-offers" if offers else "until"
        found = at(incident.apology, "incident.happened", case, **values, until=incident.recovery.date)
        return Judgement(found.path, found.place, found.case, found.values, Level.NOTE)
    return at(incident.apology, "incident.happened", "offers" if offers else "open", **values)


def _offers(inspection: Inspection, incident: Incident) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The offers that readers do not get because of it, and those that they get all the same, as the shop lets them."""
    end = incident.recovery.date if incident.recovery else None
    verdicts = [one for stream in incident.streams for one in inspection.verdicts.get(stream, ()) if one.outage]
    kept, received = {one.path for one in verdicts if not one.joiners}, {one.path for one in verdicts if one.joiners}
    within = [
        post.path for post in inspection.posts if post.date >= incident.happened and (end is None or post.date < end)
    ]
    return (
        tuple(path for path in within if path in kept),
        tuple(path for path in within if path in received),
    )


RULE = Rule("open-incident", Level.WARNING, NoOptions(), check, after_warming=True)
