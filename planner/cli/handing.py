"""Handing an edition to listmonk or Buttondown."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

import click

from planner.cli.agreeing import agreed
from planner.cli.mailing import show_variant
from planner.cli.terminal import tell
from planner.deliver import ledger
from planner.deliver.access import buttondown_access, listmonk_access
from planner.deliver.built import BuiltEdition, BuiltVariant
from planner.deliver.buttondown import Buttondown
from planner.deliver.handing import Mode, Parcel, Timing, parcel
from planner.deliver.ledger import Ledger
from planner.deliver.listmonk import Listmonk
from planner.errors import DeliveryError
from planner.report.visible import visible
from planner.shop import Shop
from planner.wording import Catalogue

SERVICES = ("listmonk", "buttondown")
_SURELY_NOT = {"send-unreachable", "send-denied", "send-rejected", "send-redirected"}
"""After these, nothing can have gone out."""


def hand_over(
    shop: Shop,
    built: BuiltEdition,
    variants: Sequence[BuiltVariant],
    timing: Timing,
    words: Catalogue,
    *,
    again: bool,
    yes: bool,
) -> int:
    """Hand over each variant, as a draft unless told otherwise."""
    desk = _desk(built)
    with closing(desk), ledger.opened(shop.settings.root, secrets.token_hex(32)) as book:
        if not again:
            _refuse_again(book, built, variants)
        parcels = [parcel(built, variant) for variant in variants]
        _show(built, variants, [desk.count(one) for one in parcels], timing, words)
        question = words.say(f"send.ask.{timing.mode}", n=len(parcels), service=built.service)
        if not agreed(question, words, yes=yes):
            click.echo(words.say("send.done.nothing"))
            return 0
        for variant, one in zip(variants, parcels, strict=True):
            _hand(desk, book, built, variant, one, timing)
            said = words.say(f"send.done.{timing.mode}", variant=variant.name, service=built.service)
            tell(visible(said), err=False)
    return 0


def _desk(built: BuiltEdition) -> Listmonk | Buttondown:
    if built.service == "listmonk":
        return Listmonk(listmonk_access(os.environ))
    return Buttondown(buttondown_access(os.environ))


def _hand(
    service: Listmonk | Buttondown,
    book: Ledger,
    built: BuiltEdition,
    variant: BuiltVariant,
    one: Parcel,
    timing: Timing,
) -> None:
    def enter(state: str, **more: str) -> None:
        book.add(
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            edition=built.name,
            variant=variant.name,
            service=built.service,
            mode=timing.mode.value,
            state=state,
            **more,
        )

    enter("handing")
    try:
        id_ = service.hand_over(one, timing)
    except DeliveryError as error:
        # Where the service may have understood, the entry stays open, and the next run asks for `--again`.
        if error.case in _SURELY_NOT:
            enter("failed")
        raise
    enter("handed", id=id_)


def _refuse_again(book: Ledger, built: BuiltEdition, variants: Sequence[BuiltVariant]) -> None:
    for variant in variants:
        last = book.last(built.name, variant.name)
        if last is not None and last["state"] != "failed":
            case = "send-unsure" if last["state"] == "handing" else "send-again"
            raise DeliveryError(case, edition=built.name, variant=variant.name, service=last["service"])
    if book.readers(built.name):
        raise DeliveryError("send-again", edition=built.name, variant=variants[0].name, service="SMTP")


def _show(
    built: BuiltEdition,
    variants: Sequence[BuiltVariant],
    counts: Sequence[int | None],
    timing: Timing,
    words: Catalogue,
) -> None:
    when = {"when": timing.at} if timing.at else {}
    key = f"send.show.as-{timing.mode}"
    click.echo(visible(words.say(key, edition=built.name, service=built.service, **when)))
    for variant, count in zip(variants, counts, strict=True):
        show_variant(variant, words)
        if count is not None:
            click.echo("    " + words.say("send.show.readers", n=count))


__all__ = ["SERVICES", "Mode", "Timing", "hand_over"]
