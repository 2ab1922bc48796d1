"""What a shop knows once it is judged, for reports on its readers."""

from __future__ import annotations

from planner.report.known import Known
from planner.shop import Shop


def known(shop: Shop) -> Known:
    """The letters that are no drafts, the streams they make, and the verdicts on their offers."""
    judged = shop.judged
    letters = {source.path: source.letter for source in shop.sources if source.letter is not None and not source.draft}
    return Known(
        settings=shop.settings,
        at=shop.at,
        letters=letters,
        streams=judged.streams,
        verdicts=judged.verdicts,
        series=judged.series,
        findings=judged.findings,
        unanswered=shop.unanswered,
    )
