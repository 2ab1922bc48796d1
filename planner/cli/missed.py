"""What a command on voices says of those that could not be read: the sentences of `planner check`."""

from __future__ import annotations

from collections.abc import Iterator

from planner.cli.reporting import way_to
from planner.cli.session import COULD_NOT_RUN
from planner.cli.terminal import tell
from planner.model import Finding, Level
from planner.report import Report
from planner.report.text import told
from planner.shop import Shop
from planner.wording import catalogue


def tell_missed(shop: Shop) -> int:
    """Say on standard error why voices are missing, and give the exit code for it: 0 where none is."""
    found = tuple(_findings(shop))
    if not found:
        return 0
    report = Report(
        findings=found,
        texts={source.path: source.text for source in shop.content.voices.missed},
        catalogue=catalogue(shop.settings.language),
        at=shop.at,
        posts=shop.found,
        prefix=way_to(shop.settings),
    )
    tell("\n\n".join(told(report)))
    is_read = shop.content.voices.is_read
    if not is_read or not shop.voices:
        return COULD_NOT_RUN
    return int(any(finding.level is Level.ERROR for finding in found))


def _findings(shop: Shop) -> Iterator[Finding]:
    for source in shop.content.voices.missed:
        for fault in source.faults:
            yield Finding(
                rule=fault.rule,
                level=_level(shop, fault.rule),
                path=source.path,
                place=fault.place,
                case=fault.case,
                values=fault.values,
            )


def _level(shop: Shop, rule: str) -> Level:
    """The level that the shop has given to the rule; one that is off leaves the voice as lost as an error does."""
    chosen = shop.settings.rules.get(rule)
    return Level.ERROR if chosen is None or chosen.level in {None, Level.OFF} else chosen.level
