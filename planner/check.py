"""Which rules run when, over a shop, and what comes of it.

First the rules that look at the files alone; a letter in which they find an error warms nobody, and closes no incident. Then the
warming, and the rules that read its verdicts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from planner.content import Content
from planner.engine import Engine
from planner.judged import Judged
from planner.model import EMPTY, Finding, Settings
from planner.rules import RULES, HtmlSize, Inspection
from planner.warmed import kept_back, warmed


def judge(
    settings: Settings,
    content: Content,
    at: datetime,
    promised: Mapping[str, date] = EMPTY,
    html_size: HtmlSize | None = None,
) -> Judged:
    """Run every rule that the shop has not switched off.

    `promised` is what readers were told of the end of each offer; `html_size` makes letters, and says how large they came out.
    """
    seen = Inspection(
        settings=settings,
        at=at,
        sources=tuple(source for source in content.sources if not source.draft),
        files=content.files,
        weigh=content.weigh,
        html_size=html_size,
        voices=content.voices,
        promised=promised,
    )
    engine = Engine(seen)
    before = engine.run(rule for rule in RULES if not (rule.after_faults or rule.after_warming or rule.last))
    engine.inspection = seen._replace(faulty=kept_back(before).faulty)
    before += engine.run(rule for rule in RULES if rule.after_faults)
    kept = kept_back(before)
    warm = warmed(settings, seen.letters, before)
    engine.inspection = seen._replace(faulty=kept.faulty, **warm._asdict())
    after = engine.run(rule for rule in RULES if rule.after_warming)
    names = tuple(rule.name for rule in RULES)
    engine.inspection = engine.inspection._replace(names=names, silenced=frozenset(engine.silenced))
    last = engine.run(rule for rule in RULES if rule.last)
    return Judged(findings=_sorted([*before, *after, *last]), faulty=kept.faulty, **warm._asdict())


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.path, one.place.line, one.place.column, one.rule)))
