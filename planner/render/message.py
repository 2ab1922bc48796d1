"""A letter as a mail file (`.eml`): the text first, the HTML beside it, and the same bytes each time."""

from __future__ import annotations

from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256

from planner.model import Settings
from planner.render.clean import one_line
from planner.render.folding import encoded, folded
from planner.render.links import absolute, mailto

NOWHERE = "shop.invalid"
"""The domain of a shop that has not said where it is; nobody can own it, and nothing can be delivered to it, by design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One mail: what it says, under which name it is known, and when it goes out."""

    name: str
    subject: str
    text: str
    html: str
    instant: datetime
    unsubscribe: str | None = None
    """An https address that a mail program may post to, so that its reader gets no more letters."""

    def file(self, settings: Settings) -> bytes:
        """The mail as a file, from the shop to nobody yet."""
        sender = sender_of(settings)
        boundary = f"=_{_digest(self.name, self.text, self.html)[:40]}"  # Python would take a random one
        headers = [
            ("From", _shown(sender)),
            # Whoever sends it puts the reader here; until then it is a valid mail that discloses nobody.
            ("To", "undisclosed-recipients:;"),
            ("Subject", encoded(one_line(self.subject))),
            ("Date", _written(self.instant)),
            ("Message-ID", f"<{_digest(self.name)[:24]}@{sender.domain}>"),
            ("List-Id", f"<letters.{sender.domain}>"),
            *self._ways_out(sender),
            ("MIME-Version", "1.0"),
            ("Content-Language", settings.language),
            ("Content-Type", f'multipart/alternative; boundary="{boundary}"'),
        ]
        parts = (_part("plain", self.text), _part("html", self.html))
        body = "".join(f"--{boundary}\r\n{part}" for part in parts)
        return f"{_lines(headers)}\r\n{body}--{boundary}--\r\n".encode("ascii")

    def _ways_out(self, sender: Address) -> list[tuple[str, str]]:
        """How a mail program lets its reader leave; only where there is somewhere to go."""
        mail = [] if sender.domain == NOWHERE else [f"<{mailto(sender.addr_spec, 'unsubscribe')}>"]
        ways = [f"<{self.unsubscribe}>", *mail] if self.unsubscribe else mail
        one_click = [("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")] if self.unsubscribe else []
        return [("List-Unsubscribe", ", ".join(ways)), *one_click] if ways else []


def mail_address(settings: Settings) -> str | None:
    """The shop's mail address in ASCII; None where there is none that mail could be sent to."""
    return _usable(settings.shop.email or "")


@lru_cache(maxsize=64)
def _usable(written: str) -> str | None:
    user, at, domain = written.strip().rpartition("@")
    try:
        host = domain.encode("idna").decode("ascii")
        return Address(addr_spec=f"{user}@{host}").addr_spec if at and user.isascii() and host else None
    except (ValueError, IndexError, AttributeError, HeaderParseError):  # what email raises for addresses that are none
        return None


def sender_of(settings: Settings) -> Address:
    """Whom letters come from."""
    return _address(one_line(settings.shop.name), mail_address(settings) or f"letters@{NOWHERE}")


@lru_cache(maxsize=64)
def _address(name: str, addr_spec: str) -> Address:
    return Address(name, addr_spec=addr_spec)


def one_click(address: str | None) -> str | None:
    """An address that mail programs may post to: https, and short enough for a line of a mail."""
    known = absolute(address or "")
    return known if known and known.startswith("https://") and len(known) < 900 else None  # noqa: PLR2004


def _shown(sender: Address) -> str:
    name = sender.display_name
    if not name.isascii() or "=?" in name:
        return f"{encoded(name)} <{sender.addr_spec}>"
    return str(sender)


def _written(when: datetime) -> str:
    """A day and time as mails have it: its zone in whole minutes, which it was not everywhere in 1900."""
    whole = (when.utcoffset() or timedelta()) % timedelta(minutes=1) == timedelta()
    return format_datetime(when if whole else when.astimezone(UTC))


def _lines(headers: list[tuple[str, str]]) -> str:
    return "".join(f"{folded(f'{name}: {value}')}\r\n" for name, value in headers)


def _part(kind: str, text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n").encode()
    # Quoted-printable stays readable for Western text and would treble Japanese.
    readable = len(text.encode("ascii", "ignore")) * 6 > len(text) * 5
    body = b2a_qp(lines, istext=True) if readable else encodebytes(lines).replace(b"\n", b"\r\n")
    name = "quoted-printable" if readable else "base64"
    headers = [("Content-Type", f'text/{kind}; charset="utf-8"'), ("Content-Transfer-Encoding", name)]
    return f"{_lines(headers)}\r\n{body.decode('ascii')}\r\n"


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
