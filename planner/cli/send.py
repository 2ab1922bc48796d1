"""`planner send`: hands an edition to a sending service, as a draft unless told otherwise, or sends it by SMTP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from planner.cli import handing, mailing, sendable
from planner.cli.clock import moment_in
from planner.cli.group import Command
from planner.cli.handing import Mode, Timing
from planner.cli.opening import open_from
from planner.cli.options import choice, common, whole
from planner.cli.session import COULD_NOT_RUN, Session
from planner.cli.terminal import tell
from planner.deliver.built import BuiltEdition, BuiltVariant, read_edition
from planner.errors import DeliveryError, UsageError
from planner.nearest import nearest
from planner.report.visible import visible
from planner.shop import Shop
from planner.wording import Catalogue

_SMTP = "smtp"
_MOST_A_MINUTE = 100_000


@click.command("send", cls=Command)
@click.argument("edition", metavar="EDITION")
@click.option("--to", metavar="ADDRESS")
@choice("--service", known=(*handing.SERVICES, _SMTP))
@click.option("--variant", "names", metavar="NAME", multiple=True)
@click.option("--schedule", "written", metavar="DATE[TIME]")
@click.option("--now", "at_once", is_flag=True)
@click.option("--readers", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--skip-bad", is_flag=True)
@whole("--per-minute", least=1, most=_MOST_A_MINUTE, default=60, example=30)
@choice("--unclear", known=("send", "skip"))
@click.option("--again", is_flag=True)
@click.option("--yes", is_flag=True)
@common
def command(session: Session, *, edition: str, names: tuple[str, ...], to: str | None, yes: bool, **wishes: Any) -> int:
    """Send, or hand over; 1 where some readers did not get the letter."""
    session.code = COULD_NOT_RUN  # who hangs up before it has begun must not take it for sent
    shop = open_from(session)
    built = read_edition(shop.settings.output, edition)
    variants = _chosen(built, names)
    _check(shop, session, built, variants)
    if to is not None:
        return mailing.send_trial(built, variants, _address(to), session.catalogue, yes=yes)
    if built.is_series:
        raise DeliveryError("send-series", edition=built.name)
    return _deliver(shop, built, variants, session.catalogue, yes=yes, **wishes)


def _deliver(
    shop: Shop,
    built: BuiltEdition,
    variants: Sequence[BuiltVariant],
    words: Catalogue,
    *,
    service: str | None,
    written: str | None,
    at_once: bool,
    per_minute: int,
    again: bool,
    yes: bool,
    **smtp: Any,
) -> int:
    timing = _timing(shop, written, at_once=at_once)
    if _service(built, service) != _SMTP:
        return handing.hand_over(shop, built, variants, timing, words, again=again, yes=yes)
    if timing.mode is Mode.SCHEDULED:
        raise UsageError("send-smtp-schedule")
    wishes = mailing.Wishes(per_minute=per_minute, now=at_once, again=again, yes=yes, **smtp)
    return mailing.send_round(shop, built, variants, wishes, words)


def _chosen(built: BuiltEdition, names: Sequence[str]) -> Sequence[BuiltVariant]:
    known = {variant.name: variant for variant in built.variants}
    for name in names:
        if name not in known:
            raise DeliveryError("send-variant", found=name, known=tuple(known), nearest=nearest(name, known))
    return [variant for variant in built.variants if not names or variant.name in names]


def _check(shop: Shop, session: Session, built: BuiltEdition, variants: Sequence[BuiltVariant]) -> None:
    sendable.refuse_other(shop, built, variants)
    for path in sendable.changed(shop.settings, built, variants):
        tell(visible(session.catalogue.say("send.show.changed", path=path)))


def _service(built: BuiltEdition, asked: str | None) -> str:
    """The service to use: it must be the one for which the letters were built, whose tags are in them."""
    made_for = _SMTP if built.service == "plain" else built.service
    if asked is None and made_for not in (*handing.SERVICES, _SMTP):
        raise DeliveryError("send-by-hand", service=built.service, edition=built.name)
    if asked is not None and asked != made_for:
        wanted = "plain" if asked == _SMTP else asked
        raise DeliveryError("send-other-service", service=asked, built=built.service, wanted=wanted)
    return made_for


def _timing(shop: Shop, written: str | None, *, at_once: bool) -> Timing:
    if written is None:
        return Timing(Mode.NOW if at_once else Mode.DRAFT)
    if at_once:
        raise UsageError("send-when")
    zone = shop.settings.timezone
    moment, now = moment_in(zone, written, "--schedule"), datetime.now(zone)  # services know no clock but the real one
    if moment <= now:
        raise UsageError("send-past", found=moment, now=now)
    return Timing(Mode.SCHEDULED, moment)


def _address(to: str) -> str:
    """The address of a trial."""
    user, at, host = to.strip().rpartition("@")
    if not (at and user and host) or any(sign in to for sign in " ,;<>\r\n") or not to.isascii():
        raise UsageError("send-address", found=to)
    return to.strip()
