"""Which rules run when, over a shop, and what comes of it.

First the rules that look at the files alone; a letter in which they find an error warms nobody, and closes no incident. Then the
warming, and the rules that read its verdicts. Where one of those holds a letter back, that letter warms nobody either, so the
warming is reckoned again without it; the rule itself has spoken, and is not asked a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from planner.content import Content
from planner.engine import Engine
from planner.judged import Judged
from planner.model import EMPTY, Finding, Level, Settings
from planner.rules import RULES, HtmlSize, Inspection, Rule
from planner.rules.cold_offer import RULE as COLD
from planner.warmed import Kept, kept_back, warmed

_NAMES = tuple(rule.name for rule in RULES)
_ONCE = tuple(rule for rule in RULES if not (rule.after_faults or rule.after_warming or rule.last))
"""The rules that nothing another rule finds could bring to another judgement."""
_LATER = tuple(rule for rule in RULES if rule not in _ONCE)


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
    found, rules = engine.run(_ONCE), _LATER
    while True:
        judged, holding = _judged(engine, seen, found, rules)
        if not holding:
            return judged
        # Each time there is a rule fewer to ask: that is what ends it.
        found += [finding for finding in judged.findings if finding.rule in holding]
        rules = tuple(rule for rule in rules if rule.name not in holding)


def _judged(
    engine: Engine, seen: Inspection, found: Sequence[Finding], rules: Sequence[Rule]
) -> tuple[Judged, frozenset[str]]:
    """The shop by what is found in it already, and by some further rules; and which of these hold back what has warmed readers."""
    engine.inspection = seen._replace(faulty=kept_back(found).faulty)
    known = [*found, *engine.run(rule for rule in rules if rule.after_faults)]
    kept = kept_back(known)
    warm = warmed(seen.settings, seen.letters, known)
    engine.inspection = seen._replace(faulty=kept.faulty, **warm._asdict())
    after = engine.run(rule for rule in rules if rule.after_warming)
    holding = _holding(seen, kept, after)
    # What allows a finding is told to be of no use only once all that could be found is.
    if not holding:
        engine.inspection = engine.inspection._replace(names=_NAMES, silenced=frozenset(engine.silenced))
        last = engine.run(rule for rule in rules if rule.last)
        after, holding = [*after, *last], _holding(seen, kept, last)
    return Judged(findings=_sorted([*known, *after]), faulty=kept.faulty, **warm._asdict()), holding


def _holding(seen: Inspection, kept: Kept, after: Iterable[Finding]) -> frozenset[str]:
    """The rules that hold back a letter with which the warming has reckoned; with what is cold it has not."""
    letters = {letter.path for letter in seen.letters}
    errors = (one for one in after if one.level is Level.ERROR and one.path in letters and one.rule != COLD.name)
    return frozenset(one.rule for one in errors if not kept.has(one))


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.path, one.place.line, one.place.column, one.rule)))
