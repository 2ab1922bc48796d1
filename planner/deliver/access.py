"""Where services are reached and with which keys: from environment variables, and never from a file of the shop.

A key is never printed: it stands in fields that no `repr` shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from planner.errors import DeliveryError

SECURITY = ("starttls", "ssl", "none")
_PORTS = {"starttls": 587, "ssl": 465, "none": 25}
_LAST_PORT = 65535


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpAccess:
    """A mail server."""

    host: str
    port: int
    security: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListmonkAccess:
    """A listmonk, and the list that readers sign up to there."""

    url: str
    user: str
    token: str = field(repr=False)
    list_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtondownAccess:
    """A newsletter at Buttondown."""

    url: str
    key: str = field(repr=False)


def smtp_access(environ: Mapping[str, str]) -> SmtpAccess:
    """The mail server of NUKUMORI_SMTP_*. A password is never sent in the clear, unless to this machine itself."""
    host = _needed(environ, "NUKUMORI_SMTP_HOST", "SMTP")
    security = environ.get("NUKUMORI_SMTP_SECURITY") or ("none" if is_loopback(host) else "starttls")
    if security not in SECURITY:
        raise DeliveryError("send-setting-choice", name="NUKUMORI_SMTP_SECURITY", known=SECURITY)
    user = environ.get("NUKUMORI_SMTP_USER") or None
    password = _needed(environ, "NUKUMORI_SMTP_PASSWORD", "SMTP") if user else None
    if user and security == "none" and not is_loopback(host):
        raise DeliveryError("send-smtp-clear", host=host)
    port = _number(environ, "NUKUMORI_SMTP_PORT", _PORTS[security], _LAST_PORT)
    return SmtpAccess(host=host, port=port, security=security, user=user, password=password)


def listmonk_access(environ: Mapping[str, str]) -> ListmonkAccess:
    """The listmonk of NUKUMORI_LISTMONK_*."""
    url, user, token = (_needed(environ, f"NUKUMORI_LISTMONK_{name}", "listmonk") for name in ("URL", "USER", "TOKEN"))
    _needed(environ, "NUKUMORI_LISTMONK_LIST", "listmonk")
    list_id = _number(environ, "NUKUMORI_LISTMONK_LIST", 0, 2**31)
    return ListmonkAccess(
        url=_address("NUKUMORI_LISTMONK_URL", url.removesuffix("/").removesuffix("/api")),
        user=user,
        token=token,
        list_id=list_id,
    )


def buttondown_access(environ: Mapping[str, str]) -> ButtondownAccess:
    """The newsletter of NUKUMORI_BUTTONDOWN_KEY."""
    key = _needed(environ, "NUKUMORI_BUTTONDOWN_KEY", "Buttondown")
    url = environ.get("NUKUMORI_BUTTONDOWN_URL") or "https://api.buttondown.com"
    return ButtondownAccess(url=_address("NUKUMORI_BUTTONDOWN_URL", url), key=key)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _needed(environ: Mapping[str, str], name: str, service: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise DeliveryError("send-setting-missing", name=name, service=service)
    return value


def _number(environ: Mapping[str, str], name: str, default: int, most: int) -> int:
    written = environ.get(name, "").strip()
    if not written:
        return default
    if not (written.isascii() and written.isdecimal() and 0 < int(written) <= most):
        raise DeliveryError("send-setting-number", name=name)
    return int(written)


def _address(name: str, url: str) -> str:
    """An address that a key may be sent to: https, or this machine itself."""
    try:
        parts = urlsplit(url)
        safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
        fits = safe and bool(parts.hostname) and not (parts.username or parts.password or parts.query or parts.fragment)
    except ValueError:
        fits = False
    if not fits:
        raise DeliveryError("send-setting-address", name=name)
    return url.rstrip("/")
