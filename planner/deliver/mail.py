"""The mail for one reader: the built mail file, with the reader's address, the day of sending and an id of its own."""

from __future__ import annotations

from collections.abc import Callable
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
    built: bytes,
    address: str,
    name: str,
    *,
    now: datetime,
    key: str,
    subject: str | None = None,
    rewrite: Callable[[str, str], str] | None = None,
) -> Mail:
    """The mail to one reader. The same key gives the same id, by which servers know a letter that comes twice."""
    message = _message(built)
    sender = sender_of(built)
    own = f"<{_digest(message['Message-ID'], key)}@{sender.domain}>"
    user, _, host = address.rpartition("@")
    headers = {"Date": format_datetime(now), "Message-ID": own, "Subject": subject or message["Subject"]}
    headers |= {"To": str(Address(" ".join(name.split()), user, host))}
    for header, value in headers.items():
        del message[header]
        message[header] = value
    if rewrite is not None:
        _rewrite(message, rewrite)
    return Mail(sender.addr_spec, address, own, message.as_bytes())


def _rewrite(message: EmailMessage, rewrite: Callable[[str, str], str]) -> None:
    for part in message.iter_parts():
        kind = part.get_content_subtype()
        part.set_content(rewrite(part.get_content(), kind), subtype=kind, cte="base64")


def _message(built: bytes) -> EmailMessage:
    message = message_from_bytes(built, policy=_POLICY)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what this policy makes
    return message


def sender_of(built: bytes) -> Address:
    """Whom a built mail comes from."""
    sender: Address = _message(built)["From"].addresses[0]
    return sender


def _digest(*parts: str) -> str:
    return sha256("/".join(parts).encode()).hexdigest()[:32]
