"""The mail for one reader: the built mail file, with the reader's address, the day of sending and an id of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

_POLICY = SMTP.clone(refold_source="none", max_line_length=76)
"""Headers that stay as they are keep their bytes: they were folded with care."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail and its envelope."""

    sender: str
    address: str
    id: str
    data: bytes


def addressed(
    built: bytes, address: str, name: str, *, now: datetime, key: str, changed: Mapping[str, str] | None = None
) -> Mail:
    """The mail to one reader. The same key gives the same id, by which servers know a letter that comes twice."""
    message = message_from_bytes(built, policy=_POLICY)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what this policy makes
    domain = sender_of(built).domain
    own = f"<{_digest(message['Message-ID'], key)}@{domain}>"
    user, _, host = address.rpartition("@")
    headers = {"Date": format_datetime(now), "Message-ID": own, **(changed or {})}
    for header, value in headers.items():
        del message[header]
        message[header] = value
    del message["To"]
    message["To"] = Address(" ".join(name.split()), user, host)
    return Mail(sender_of(built).addr_spec, address, own, message.as_bytes())


def sender_of(built: bytes) -> Address:
    """Whom a built mail comes from."""
    message = message_from_bytes(built, policy=_POLICY)
    sender: Address = message["From"].addresses[0]
    return sender


def _digest(*parts: str) -> str:
    return sha256("/".join(parts).encode()).hexdigest()[:32]
