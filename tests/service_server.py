"""listmonk and Buttondown on this machine: every request is held to the shapes that the services publish.

After listmonk's documentation of its interface (v6) and Buttondown's public OpenAPI (2026). What has another shape is
answered with 400, as there, and kept in `wrong`.
"""

# ruff: noqa: N815, PLR0911 - the library names what answers a request; a line for each of the answers

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jsonschema import Draft202012Validator, FormatChecker

IDS = {"type": "array", "items": {"type": "integer"}, "minItems": 1}
TEXT = {"type": "string", "minLength": 1}
INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}


def table(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "properties": required | optional,
        "required": list(required),
        "additionalProperties": False,
    }


TEST = {
    "type": "object",
    "properties": {
        "field": {"pattern": r"^subscriber\.(subscription_date|status|source|tags|metadata\.\w+)$"},
        "operator": {
            "enum": [
                "equals",
                "not_equals",
                "contains",
                "not_contains",
                "is_empty",
                "is_not_empty",
                "greater_than",
                "less_than",
            ]
        },
        "value": {"type": "string"},
    },
    "required": ["field", "operator", "value"],
    "additionalProperties": False,
}
GROUP = {
    "$defs": {
        "group": table(
            {
                "predicate": {"enum": ["and", "or"]},
                "filters": {"type": "array", "items": TEST},
                "groups": {"type": "array", "items": {"$ref": "#/$defs/group"}},
            }
        )
    },
    "$ref": "#/$defs/group",
}
SHAPES = {
    "POST /api/lists": table(
        {"name": TEXT, "type": {"enum": ["public", "private"]}, "optin": {"enum": ["single", "double"]}},
        tags={"type": "array", "items": TEXT},
        description={"type": "string"},
    ),
    "PUT /api/subscribers/query/lists": {
        **table(
            {"action": {"enum": ["add", "remove", "unsubscribe"]}, "target_list_ids": IDS},
            query=TEXT,
            search=TEXT,
            list_ids=IDS,
            status={"enum": ["confirmed", "unconfirmed", "unsubscribed"]},
            subscription_status={"enum": ["confirmed", "unconfirmed", "unsubscribed"]},
        ),
        "if": {"properties": {"action": {"const": "add"}}},
        "then": {"required": ["status"]},
    },
    "POST /api/templates": table(
        {
            "name": TEXT,
            "type": {"enum": ["campaign", "tx"]},
            "body": {"pattern": r'\{\{(\s+)?template\s+?"content"(\s+)?\.(\s+)?\}\}'},
        }
    ),
    "POST /api/campaigns": table(
        {
            "name": TEXT,
            "subject": TEXT,
            "lists": IDS,
            "type": {"enum": ["regular", "optin"]},
            "content_type": {"enum": ["richtext", "html", "markdown", "plain"]},
            "body": TEXT,
        },
        altbody=TEXT,
        from_email=TEXT,
        send_at=INSTANT,
        messenger=TEXT,
        template_id={"type": "integer"},
        tags={"type": "array", "items": TEXT},
        headers={"type": "array", "items": {"type": "object"}},
    ),
    "PUT /api/campaigns/9/status": table({"status": {"enum": ["scheduled", "running", "paused", "cancelled"]}}),
    "POST /v1/emails": {
        **table(
            {"subject": TEXT},
            body={"type": "string", "not": {"pattern": r"^\s*---"}},
            status={"enum": ["draft", "about_to_send", "scheduled"]},
            template={"enum": ["classic", "modern", "plaintext", "custom", "naked"]},
            filters={"$ref": "#/$defs/group"},
            description={"type": "string"},
            publish_date=INSTANT,
            slug=TEXT,
            canonical_url=TEXT,
            image=TEXT,
            metadata={"type": "object"},
            archival_mode=TEXT,
        ),
        "$defs": GROUP["$defs"],
        "if": {"properties": {"status": {"const": "scheduled"}}, "required": ["status"]},
        "then": {"required": ["publish_date"]},
    },
}


@dataclass
class Asked:
    """One request."""

    what: str
    words: Any
    params: dict[str, list[str]]
    headers: dict[str, str]


@dataclass
class Services:
    """Both services, and what they were asked."""

    url: str = ""
    optin: str = "single"
    lists: list[dict[str, Any]] = field(default_factory=list)
    templates: list[dict[str, Any]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    answers: dict[str, tuple[int, dict[str, str], str]] = field(default_factory=dict)
    """By request: a status, headers and a body in place of the usual answer."""

    @property
    def writes(self) -> list[str]:
        return [one.what for one in self.asked if not one.what.startswith("GET")]

    def words(self, what: str) -> list[Any]:
        return [one.words for one in self.asked if one.what == what]

    def answer(self, asked: Asked) -> tuple[int, dict[str, str], str]:
        self.asked.append(asked)
        if asked.what in self.answers:
            return self.answers[asked.what]
        if not self._may(asked):
            return 403, {}, json.dumps({"message": "invalid API credentials"})
        shape = SHAPES.get(asked.what)
        if shape is not None:
            faults = list(Draft202012Validator(shape, format_checker=FormatChecker()).iter_errors(asked.words))
            if faults:
                self.wrong += [f"{asked.what}: {fault.message[:200]}" for fault in faults]
                return 400, {}, json.dumps({"message": "bad shape"})
        return 200, {}, json.dumps(self._usual(asked))

    def _may(self, asked: Asked) -> bool:
        wanted = (
            "Token butter-key"
            if asked.what.endswith(("/v1/emails", "/v1/ping"))
            else "Basic " + base64.b64encode(b"api:monk-token").decode()
        )
        return asked.headers.get("Authorization") == wanted

    def _usual(self, asked: Asked) -> Any:
        match asked.what:
            case "GET /api/lists":
                return {"data": {"results": self.lists, "total": len(self.lists)}}
            case "GET /api/lists/3":
                return {"data": {"id": 3, "name": "Letters", "optin": self.optin}}
            case "GET /api/subscribers":
                return {
                    "data": {"results": [], "total": 5 if asked.params["subscription_status"] == ["confirmed"] else 2}
                }
            case "GET /api/templates":
                return {"data": self.templates}
            case "POST /api/lists":
                return {"data": {"id": 40 + len(self.words(asked.what)), **asked.words}}
            case "POST /api/templates":
                return {"data": {"id": 7, **asked.words}}
            case "POST /api/campaigns":
                return {"data": {"id": 9, "status": "draft", **asked.words}}
            case "POST /v1/emails":
                return {"id": "em_1", **asked.words}
        if re.fullmatch(r"PUT /api/(subscribers/query/lists|campaigns/9/status)", asked.what):
            return {"data": True}
        self.wrong.append(f"{asked.what}: no such place")
        return {}


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, services: Services, *request: Any) -> None:
        self.services = services
        super().__init__(*request)

    def _any(self) -> None:
        parts = urlsplit(self.path)
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = Asked(
            f"{self.command} {parts.path}",
            json.loads(data) if data else None,
            parse_qs(parts.query),
            dict(self.headers),
        )
        status, headers, body = self.services.answer(asked)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    do_GET = do_POST = do_PUT = do_DELETE = _any

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - the library's name
        pass


@contextmanager
def service_server() -> Iterator[Services]:
    services = Services()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, services))
    services.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=partial(server.serve_forever, poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()
