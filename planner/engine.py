"""The engine: runs rules over a shop, less what the letters allow, and stamps names and levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.model import Finding, Level, RuleSettings
from planner.rules import Inspection, Judgement, Rule

_LEVELS = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


class Engine:
    """Runs rules, and notes what the letters themselves allow."""

    def __init__(self, inspection: Inspection) -> None:
        self.inspection = inspection
        self.allowed = {letter.path: letter.allow for letter in inspection.letters if letter.allow}
        self.silenced: set[tuple[str, str]] = set()

    def run(self, rules: Iterable[Rule]) -> list[Finding]:
        """What the rules find, less what is allowed."""
        return [finding for rule in rules for finding in self._run(rule)]

    def _run(self, rule: Rule) -> Iterator[Finding]:
        chosen = self.inspection.settings.rules.get(rule.name, RuleSettings(None, rule.options))
        level = chosen.level or rule.level
        for judgement in rule.check(self.inspection, chosen.options) if level is not Level.OFF else ():
            if not rule.last and rule.name in self.allowed.get(judgement.path, ()):
                self.silenced.add((judgement.path, rule.name))
            else:
                yield _finding(rule, level, judgement)


def _finding(rule: Rule, level: Level, judgement: Judgement) -> Finding:
    return Finding(
        rule=rule.name,
        level=level if judgement.level is None else _weaker(level, judgement.level),
        path=judgement.path,
        place=judgement.place,
        case=judgement.case,
        values=judgement.values,
    )


def _weaker(shop: Level, own: Level) -> Level:
    """A judgement's own level, unless the shop has set the rule to something weaker still."""
    return max(shop, own, key=_LEVELS.__getitem__)
