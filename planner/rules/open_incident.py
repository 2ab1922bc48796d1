"""`open-incident`: readers have had an apology and wait for the report; until then they get no offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planner.incidents import Incident, incidents
from planner.model import Level, Post
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at
from planner.warming.streams import Verdict


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """On the apology, while its incident is open; the offers that it keeps out are `cold-offer`'s to judge.

    A recovery with an error of its own reaches nobody, and closes nothing.
    """
    late = {name: [one for one in verdicts if one.outage] for name, verdicts in inspection.verdicts.items()}
    paths = {one.path for verdicts in late.values() for one in verdicts}
    offers = [post for post in inspection.posts if post.path in paths]
    for incident in incidents(inspection.posts, inspection.faulty):
        if incident.open_at(inspection.at):
            verdicts = [one for stream in incident.streams for one in late.get(stream, ())]
            yield _judge(incident, *_offers(offers, verdicts, incident))


def _judge(incident: Incident, offers: tuple[str, ...], let_through: tuple[str, ...]) -> Judgement:
    values = {"happened": incident.happened, "streams": incident.streams, "offers": offers, "n": len(offers)}
    if let_through:
        told = values | {"offers": let_through, "n": len(let_through)}
        return at(incident.apology, "incident.happened", "let-through", **told)
    if incident.recovery is not None:
        case = "until-offers" if offers else "until"
        found = at(incident.apology, "incident.happened", case, **values, until=incident.recovery.date)
        return Judgement(found.path, found.place, found.case, found.values, Level.NOTE)
    return at(incident.apology, "incident.happened", "offers" if offers else "open", **values)


def _offers(
    offers: Iterable[Post], verdicts: Sequence[Verdict], incident: Incident
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The offers that readers do not get because of it, and those that they get all the same, as the shop lets them."""
    end = incident.recovery.date if incident.recovery else None
    kept, received = {one.path for one in verdicts if not one.joiners}, {one.path for one in verdicts if one.joiners}
    within = [post.path for post in offers if post.date >= incident.happened and (end is None or post.date < end)]
    return (
        tuple(path for path in within if path in kept),
        tuple(path for path in within if path in received),
    )


RULE = Rule("open-incident", Level.WARNING, NoOptions(), check, after_warming=True)
