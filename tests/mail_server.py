"""A real mail server on this machine, that can be told to misbehave."""

# ruff: noqa: ARG001, ARG002, N802 - aiosmtpd names its hooks, and what they are given

from __future__ import annotations

from asyncio.base_events import Server
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HANG_UP = "hang up"
"""An answer: the line goes dead."""


@dataclass
class Post:
    """What a mail server took, and how it is to answer."""

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    at_rcpt: dict[str, list[str]] = field(default_factory=dict)
    """By address: the answers to the first times it is named, before it is accepted."""
    at_data: dict[str, list[str]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    connections: int = 0
    before_rcpt: Callable[[str], None] = lambda _address: None
    before_data: Callable[[str], None] = lambda _address: None
    port: int = 0

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.taken]

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        self.asked[address] += 1
        self.before_rcpt(address)
        answer = self.at_rcpt.get(address)
        if answer:
            return self._answer(server, answer.pop(0))
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        self.before_data(address)
        answer = self.at_data.get(address)
        if answer:
            return self._answer(server, answer.pop(0))
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append((address, message))
        return "250 OK"

    def _answer(self, server: SMTP, answer: str) -> str:
        if answer == HANG_UP:
            assert server.transport is not None
            server.transport.close()
            return "451 never heard"
        return answer


class _OnAnyPort(Controller):
    def _trigger_server(self) -> None:
        # It knocks to see whether the server is up, and has to know where.
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd has types only in part


@contextmanager
def mail_server(user: str = "", password: str = "") -> Iterator[Post]:
    """A server on a free port; with a user, it takes mail from nobody else."""

    def login(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=right)

    post = Post()
    auth: dict[str, Any] = {"authenticator": login, "auth_required": True, "auth_require_tls": False} if user else {}
    controller = _OnAnyPort(post, hostname="127.0.0.1", port=0, **auth)
    controller.start()
    post.port, post.connections = controller.port, 0
    try:
        yield post
    finally:
        controller.stop(no_assert=True)
