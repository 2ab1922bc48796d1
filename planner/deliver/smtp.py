"""A mail server: one connection for many mails, opened again when it is lost, and patient with a server that is busy.

What the server refuses for good (5xx) is the end for one reader and none of the others. What it puts off (4xx) is tried
again a few times, with longer pauses. A server that falls silent before its 250 has not taken the mail (RFC 5321, 4.1.1.4):
the mail is given again, with the same id.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum

from planner.deliver.access import SmtpAccess
from planner.deliver.mail import Mail
from planner.errors import DeliveryError

PAUSES = (2.0, 10.0, 30.0)
"""Seconds before each further try."""
_TIMEOUT = 60.0
_BUSY, _REFUSED, _GOODBYE = 400, 500, 421


class Result(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result, and what the server said about it."""

    result: Result
    code: int = 0
    reason: str = ""


class Server:
    """Speaks to one mail server; close it when done."""

    def __init__(self, access: SmtpAccess, sleep: Callable[[float], None], timeout: float = _TIMEOUT) -> None:
        self._access = access
        self._sleep = sleep
        self._timeout = timeout
        self._line: smtplib.SMTP | None = None

    def give(self, mail: Mail, last_word: Callable[[], None]) -> Outcome:
        """Give a mail to the server; `last_word` is called right before the words that may make it leave."""
        outcome = Outcome(Result.DEFERRED)
        for pause in (*PAUSES, None):
            try:
                outcome = self._once(mail, last_word)
            except (smtplib.SMTPServerDisconnected, OSError) as error:
                self.close()
                if pause is None:
                    raise self._lost(error) from error
            if outcome.result is not Result.DEFERRED:
                return outcome
            if pause is not None:
                self._sleep(pause)
        return outcome

    def close(self) -> None:
        """Hang up."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(smtplib.SMTPException, OSError):
                line.quit()
            line.close()

    def _once(self, mail: Mail, last_word: Callable[[], None]) -> Outcome:
        line = self._open()
        code, reason = line.mail(mail.sender)
        if code >= _REFUSED:
            raise DeliveryError("send-smtp-sender", address=mail.sender, reason=_said(code, reason))
        if code < _BUSY:
            code, reason = line.rcpt(mail.address)
        if code < _BUSY:
            last_word()
            code, reason = self._data(line, mail.data)
        return self._judged(line, code, reason)

    def _data(self, line: smtplib.SMTP, data: bytes) -> tuple[int, bytes]:
        try:
            return line.data(data)
        except smtplib.SMTPDataError as error:
            said = error.smtp_error
            return error.smtp_code, said.encode() if isinstance(said, str) else said

    def _judged(self, line: smtplib.SMTP, code: int, reason: bytes) -> Outcome:
        if code < _BUSY:
            return Outcome(Result.SENT, code)
        if code == _GOODBYE:
            self.close()
        else:
            line.rset()
        return Outcome(Result.REFUSED if code >= _REFUSED else Result.DEFERRED, code, _said(code, reason))

    def _open(self) -> smtplib.SMTP:
        if self._line is None:
            self._line = self._connected()
        return self._line

    def _connected(self) -> smtplib.SMTP:
        with self._explained():
            line = self._dialled()
            try:
                self._introduce(line)
            except BaseException:
                line.close()
                raise
            return line

    def _dialled(self) -> smtplib.SMTP:
        host, port = self._access.host, self._access.port
        if self._access.security == "ssl":
            return smtplib.SMTP_SSL(host, port, timeout=self._timeout, context=ssl.create_default_context())
        return smtplib.SMTP(host, port, timeout=self._timeout)

    def _introduce(self, line: smtplib.SMTP) -> None:
        line.ehlo_or_helo_if_needed()
        if self._access.security == "starttls":
            line.starttls(context=ssl.create_default_context())
        if self._access.user and self._access.password:
            line.login(self._access.user, self._access.password)

    @contextmanager
    def _explained(self) -> Generator[None]:
        """Turn what keeps us from writing at all into an error for the owner, and what may pass into a lost line."""
        host = self._access.host
        try:
            yield
        except smtplib.SMTPAuthenticationError as error:
            raise DeliveryError("send-smtp-login", host=host, code=error.smtp_code) from error
        except (smtplib.SMTPNotSupportedError, ssl.SSLError) as error:
            raise DeliveryError("send-smtp-secure", host=host, security=self._access.security) from error
        except smtplib.SMTPResponseException as error:
            if error.smtp_code >= _REFUSED:
                raise DeliveryError("send-smtp-failed", host=host, reason=_said(error.smtp_code, b"")) from error
            raise smtplib.SMTPServerDisconnected(str(error.smtp_code)) from error

    def _lost(self, error: Exception) -> DeliveryError:
        reason = getattr(error, "strerror", None) or str(error)
        return DeliveryError("send-smtp-failed", host=self._access.host, reason=reason)


def _said(code: int, reason: bytes) -> str:
    return f"{code} {reason.decode('utf-8', 'replace')}".strip()[:300]
