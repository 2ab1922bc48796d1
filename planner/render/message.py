"""A letter as a mail file (`.eml`): the text first, the HTML beside it, and the same bytes each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from planner.model import Settings
from planner.render.clean import one_line

NOWHERE = "shop.invalid"
"""The domain of a shop that has neither an address for mail nor a site; it can't be delivered to, by design."""
_POLICY = SMTP.clone(max_line_length=76)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One mail: what it says, under which name it is known, and when it goes out."""

    name: str
    subject: str
    text: str
    html: str
    instant: datetime

    def file(self, settings: Settings) -> bytes:
        """The mail as a file, from the shop to nobody yet."""
        mail = EmailMessage(policy=_POLICY)
        sender = _sender(settings)
        mail["From"] = sender
        mail["Subject"] = one_line(self.subject)
        mail["Date"] = format_datetime(self.instant)
        mail["Message-ID"] = f"<{_digest(self.name)[:24]}@{sender.domain}>"
        mail["List-Id"] = f"<letters.{sender.domain}>"
        if sender.domain != NOWHERE:
            mail["List-Unsubscribe"] = f"<mailto:{sender.addr_spec}?subject=unsubscribe>"
        self._fill(mail)
        return mail.as_bytes()

    def _fill(self, mail: EmailMessage) -> None:
        mail.set_content(self.text, cte=_encoding(self.text))
        mail.add_alternative(self.html, subtype="html", cte=_encoding(self.html))
        # Python would take a random boundary; the hash of the whole can't occur within it.
        mail.set_boundary(f"=_{_digest(self.name, self.text, self.html)[:40]}")


def mail_address(settings: Settings) -> str | None:
    """The shop's mail address in ASCII; None where there is none that mail could be sent to."""
    user, at, domain = (settings.shop.email or "").strip().rpartition("@")
    try:
        host = domain.encode("idna").decode("ascii")
        return Address(addr_spec=f"{user}@{host}").addr_spec if at and user.isascii() and host else None
    except (ValueError, IndexError, AttributeError, HeaderParseError):  # what email raises for addresses that are none
        return None


def _sender(settings: Settings) -> Address:
    return Address(one_line(settings.shop.name), addr_spec=mail_address(settings) or f"letters@{NOWHERE}")


def _encoding(text: str) -> str:
    # Quoted-printable stays readable for Western text and would treble Japanese.
    return "quoted-printable" if sum(map(str.isascii, text)) * 6 > len(text) * 5 else "base64"


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
