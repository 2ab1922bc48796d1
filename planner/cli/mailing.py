"""Letters by SMTP: a trial to oneself, or a round to the readers of a list."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from planner.cli.agreeing import agreed
from planner.cli.terminal import tell
from planner.deliver import ledger
from planner.deliver.access import SmtpAccess, smtp_access
from planner.deliver.audience import audience
from planner.deliver.built import BuiltEdition, BuiltVariant
from planner.deliver.ledger import Ledger
from planner.deliver.mail import Mail, addressed, sender_of
from planner.deliver.readers import read_readers
from planner.deliver.round import Due, Round, Standing, standing
from planner.deliver.smtp import Outcome, Result, Server
from planner.errors import DeliveryError, UsageError
from planner.render.message import NOWHERE
from planner.report.visible import visible
from planner.services import Form, as_read, service
from planner.shop import Shop
from planner.wording import Catalogue

sleep = time.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line says of a round."""

    readers: Path | None
    skip_bad: bool
    per_minute: int
    unclear: str | None
    now: bool
    again: bool
    yes: bool


def send_trial(built: BuiltEdition, variants: Sequence[BuiltVariant], to: str, words: Catalogue, *, yes: bool) -> int:
    """Send each variant to one address, marked as a trial; it leaves no trace in the ledger."""
    access = smtp_access(os.environ)
    _refuse_nowhere(variants)
    for variant in variants:
        click.echo(visible(words.say("send.show.trial", variant=variant.name, subject=variant.subject, address=to)))
    if not agreed(words.say("send.ask.trial", n=len(variants), address=to), words, yes=yes):
        return _nothing(words)
    with closing(Server(access, sleep)) as server:
        for variant in variants:
            _judge_trial(server.give(_trial(built, variant, to, words), lambda: None), to)
    tell(words.say("send.done.trial", n=len(variants), address=to), err=False)
    return 0


def send_round(
    shop: Shop, built: BuiltEdition, variants: Sequence[BuiltVariant], wishes: Wishes, words: Catalogue
) -> int:
    """Send an edition to the readers of a list; 1 where some of them did not get it."""
    access = smtp_access(os.environ)
    _refuse_nowhere(variants)
    wanted = _wanted(shop, variants, wishes, words)
    with ledger.opened(shop.settings.root, secrets.token_hex(32)) as book:
        _refuse_handed(book, built, variants, wishes)
        number = book.round(built.name) + 1 if wishes.again else max(1, book.round(built.name))
        stand = standing(built, wanted, book) if not wishes.again else Standing(tuple(wanted), 0, ())
        return _Sending(built, wishes, words, book, access, number).run(stand)


class _Sending:
    def __init__(
        self, built: BuiltEdition, wishes: Wishes, words: Catalogue, book: Ledger, access: SmtpAccess, number: int
    ) -> None:
        self.built, self.wishes, self.words = built, wishes, words
        self.book, self.access, self.number = book, access, number
        self.missed = 0

    def run(self, stand: Standing) -> int:
        due = self._due(stand)
        self._show(due, stand)
        if not due and stand.done and not self.missed:
            raise DeliveryError("send-again", edition=self.built.name, variant=self._names(), service="SMTP")
        if not due:
            return self._end(0)
        if not self.wishes.now:
            click.echo(self.words.say("send.show.rehearsal"))
            return 0
        if not agreed(self.words.say("send.ask.round", n=len(due)), self.words, yes=self.wishes.yes):
            return _nothing(self.words)
        return self._send(due)

    def _due(self, stand: Standing) -> Sequence[Due]:
        """Those to write to; of whom nobody knows whether they have it, the owner decides."""
        if not stand.unclear or self.wishes.unclear == "send":
            return (*stand.unclear, *stand.due)
        lines = [one.reader.line for one in stand.unclear]
        if self.wishes.unclear is None:
            self.missed += len(lines)
            tell(self.words.say("send.show.unclear", n=len(lines), lines=lines))
        return stand.due

    def _show(self, due: Sequence[Due], stand: Standing) -> None:
        host = f"{self.access.host}:{self.access.port}"
        click.echo(visible(self.words.say("send.show.round", edition=self.built.name, host=host)))
        for variant in self.built.variants:
            n = sum(one.variant.name == variant.name for one in due)
            if n:
                show_variant(variant, self.words)
                click.echo("    " + self.words.say("send.show.readers", n=n))
        if stand.done:
            click.echo(self.words.say("send.show.have", n=stand.done))

    def _send(self, due: Sequence[Due]) -> int:
        sent = 0
        with closing(Server(self.access, sleep)) as server:
            round_ = Round(
                self.built,
                self.book,
                server,
                now=_now,
                sleep=sleep,
                per_minute=self.wishes.per_minute,
                number=self.number,
            )
            for one, outcome in round_.send(due):
                sent += outcome.result is Result.SENT
                self._tell(one, outcome)
        return self._end(sent)

    def _tell(self, one: Due, outcome: Outcome) -> None:
        if outcome.result is not Result.SENT:
            self.missed += 1
            line, reason = one.reader.line, outcome.reason
            key = "send.show.refused" if outcome.result is Result.REFUSED else "send.show.deferred"
            tell(visible(self.words.say(key, line=line, reason=reason)))

    def _end(self, sent: int) -> int:
        tell(self.words.say("send.done.round", n=sent), err=False)
        if self.missed:
            tell(self.words.say("send.done.missed", n=self.missed))
        return 1 if self.missed else 0

    def _names(self) -> str:
        return self.words.enumeration(variant.name for variant in self.built.variants)


def show_variant(variant: BuiltVariant, words: Catalogue) -> None:
    """Say what a variant is, and who gets it."""
    click.echo(visible("  " + words.say("send.show.variant", variant=variant.name, subject=variant.subject)))
    click.echo(visible("    " + variant.who))


def _wanted(shop: Shop, variants: Sequence[BuiltVariant], wishes: Wishes, words: Catalogue) -> list[Due]:
    if wishes.readers is None:
        raise UsageError("send-no-readers")
    found = read_readers(wishes.readers, shop.settings, _now())
    for bad in found.bad:
        said = words.say(f"send.reader.{bad.case}", **bad.values)
        tell(visible(f"{wishes.readers.name}:{bad.line}: {said}"))
    if found.bad and not wishes.skip_bad:
        raise DeliveryError("send-readers-bad", n=len(found.bad), path=wishes.readers.name)
    if found.left_out:
        click.echo(words.say("send.show.left-out", n=found.left_out))
    by_name = audience(variants, found.readers)
    return [Due(variant, reader) for variant in variants for reader in by_name[variant.name]]


def _refuse_handed(book: Ledger, built: BuiltEdition, variants: Iterable[BuiltVariant], wishes: Wishes) -> None:
    """Stop where another service has the letter already."""
    for variant in variants:
        last = book.last(built.name, variant.name)
        if last is not None and last["state"] != "failed" and not wishes.again:
            raise DeliveryError("send-again", edition=built.name, variant=variant.name, service=last["service"])


def _refuse_nowhere(variants: Sequence[BuiltVariant]) -> None:
    if any(sender_of(variant.mail).domain == NOWHERE for variant in variants):
        raise DeliveryError("send-no-sender")


def _trial(built: BuiltEdition, variant: BuiltVariant, to: str, words: Catalogue) -> Mail:
    """The mail with a mark in its subject, and readable addresses where the service's tags would mean nothing."""
    moment, made_for = _now(), service(built.service)
    return addressed(
        variant.mail,
        to,
        "",
        now=moment,
        key=f"trial/{moment.timestamp()}",
        subject=words.say("send.trial.subject", subject=variant.subject),
        rewrite=lambda text, kind: as_read(text, Form.HTML if kind == "html" else Form.TEXT, made_for),
    )


def _judge_trial(outcome: Outcome, to: str) -> None:
    if outcome.result is not Result.SENT:
        raise DeliveryError("send-trial-refused", address=to, reason=outcome.reason)


def _nothing(words: Catalogue) -> int:
    click.echo(words.say("send.done.nothing"))
    return 0


def _now() -> datetime:
    return datetime.now(UTC)
