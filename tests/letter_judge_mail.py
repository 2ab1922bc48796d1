"""The judge of letters reads the mail file byte by byte, as servers do (RFC 5322, 2045 to 2047, 2369, 2919, 3282, 8058)."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from quopri import decodestring
from typing import Any

ONCE = ("From", "To", "Subject", "Date", "Message-ID", "List-Id", "MIME-Version", "Content-Language", "Content-Type")
MAY_BE = ("List-Unsubscribe", "List-Unsubscribe-Post")
LONGEST_LINE = 78
LONGEST_WORD = 75
LONGEST_BOUNDARY = 70


def mail_faults(raw: bytes, language: str, domain: str) -> Iterator[str]:
    """What is wrong with a mail file from a shop at `domain`."""
    yield from _bytes(raw)
    message: EmailMessage = message_from_bytes(raw, policy=default)
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
    yield from _headers(head, message)
    yield from _words(head)
    yield from _sender(message, domain)
    yield from _ways_out(message, domain)
    yield from _body(raw, message)
    if message["Content-Language"] != language:
        yield "another language"


def _bytes(raw: bytes) -> Iterator[str]:
    if not raw.isascii() or b"\0" in raw:
        yield "not seven bits"
    if b"\r" in raw.replace(b"\r\n", b"") or b"\n" in raw.replace(b"\r\n", b""):
        yield "a line's end that is not CRLF"
    if any(len(line) > LONGEST_LINE for line in raw.split(b"\r\n")):
        yield "a line that servers may break"
    if not raw.endswith(b"--\r\n"):
        yield "no end"


def _headers(head: str, message: EmailMessage) -> Iterator[str]:
    names = [line.partition(":")[0] for line in head.split("\r\n") if not line.startswith((" ", "\t"))]
    if len(names) != len(set(names)) or set(names) - {*ONCE, *MAY_BE} or set(ONCE) - set(names):
        yield f"headers {names}"
    if any(not line.strip() for line in head.split("\r\n")):
        yield "a header line of nothing"
    for name in message:
        if getattr(message[name], "defects", ()):
            yield f"{name}: {message[name].defects}"
    if message["MIME-Version"] != "1.0":
        yield "another MIME"
    written = str(message["Date"])
    if not re.fullmatch(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}", written):
        yield f"Date {written}"
    elif parsedate_to_datetime(written).tzinfo is None:
        yield "a date without a zone"


def _words(head: str) -> Iterator[str]:
    for word in re.findall(r"=\?\S+", head):
        found = re.fullmatch(r"=\?utf-8\?b\?([A-Za-z0-9+/]+=*)\?=", word)
        if found is None or len(word) > LONGEST_WORD:
            yield f"an encoded word that is none: {word}"
            continue
        try:
            b64decode(found[1], validate=True).decode("utf-8")
        except ValueError:
            yield f"a character is cut in two: {word}"
    if re.search(r'"[^"\r\n]*=\?', head):
        yield "an encoded word within quotes"
    if any(len(line) > 76 for line in head.split("\r\n") if "=?" in line):
        yield "a line of encoded words that is too long"


def _sender(message: EmailMessage, domain: str) -> Iterator[str]:
    senders = message["From"].addresses
    if len(senders) != 1 or not senders[0].display_name or senders[0].domain != domain:
        yield f"From {message['From']}"
    if re.match(r"no-?reply", senders[0].username, re.IGNORECASE):
        yield "nobody who could be answered"
    if not re.fullmatch(rf"<[A-Za-z0-9.]{{8,64}}@{re.escape(domain)}>", str(message["Message-ID"])):
        yield f"Message-ID {message['Message-ID']}"
    if not re.fullmatch(rf"(?:[^<>]+ )?<[a-z0-9-]+\.{re.escape(domain)}>", str(message["List-Id"])):
        yield f"List-Id {message['List-Id']}"
    subject = str(message["Subject"])
    if not subject.strip() or re.match(r"(?:re|fwd?|aw)\s*:", subject, re.IGNORECASE):
        yield f"Subject {subject!r}"
    if re.search(r"!!|\?\?|[A-Z]{5,}|[$€¥%]{2}|[\x00-\x1f]", subject):
        yield f"a subject that shouts: {subject!r}"


def _ways_out(message: EmailMessage, domain: str) -> Iterator[str]:
    written = message["List-Unsubscribe"]
    if written is None:
        if message["List-Unsubscribe-Post"] is not None:
            yield "a click without an address"
        return
    ways = re.findall(r"<([^<>\s]+)>", str(written))
    if ", ".join(f"<{way}>" for way in ways) != " ".join(str(written).split()):
        yield f"List-Unsubscribe {written}"
    for way in ways:
        if not re.match(rf"https://|mailto:[^@?]+@{re.escape(domain)}(?:\?|$)", way):
            yield f"a way out to {way}"
    posts = any(way.startswith("https://") for way in ways)
    if (message["List-Unsubscribe-Post"] is not None) != posts:
        yield "a click without an address, or an address without a click"


def _body(raw: bytes, message: EmailMessage) -> Iterator[str]:
    boundary = message.get_boundary() or ""
    if not re.fullmatch(r"[0-9A-Za-z'()+_,./:=? -]{1,69}[0-9A-Za-z'()+_,./:=?-]", boundary):
        yield f"boundary {boundary}"
    lines = raw.split(b"\r\n")
    if sum(line.startswith(b"--" + boundary.encode()) for line in lines) != 3:
        yield "a boundary that stands in a part"
    parts: list[Any] = list(message.iter_parts())
    if message.get_content_type() != "multipart/alternative" or message.preamble or message.epilogue:
        yield "not an alternative of two"
    for part in parts:
        yield from _part(part)


def _part(part: EmailMessage) -> Iterator[str]:
    kind, way = part.get_content_type(), str(part["Content-Transfer-Encoding"])
    if part.defects or part.get_content_charset() != "utf-8" or part.is_attachment():
        yield f"{kind}: {part.defects or 'not UTF-8'}"
    if way not in {"quoted-printable", "base64"}:
        yield f"{kind} by {way}"
        return
    body = str(part.get_payload())
    data = b64decode(body.replace("\n", "").replace("\r", ""), validate=True) if way == "base64" else None
    data = decodestring(body.encode()) if data is None else data
    try:
        data.decode("utf-8")
    except ValueError:
        yield f"{kind} can't be read"
    if way == "quoted-printable" and re.search(r"[ \t]\r?\n|=(?![0-9A-F]{2}|\r?\n)", body):
        yield f"{kind} is quoted badly"
