"""A letter in the browser for as long as one looks: served to this machine alone, and loaded again when it changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from planner.errors import PlannerError, UsageError
from planner.report.problem import sentence
from planner.wording import Catalogue

HOST = "127.0.0.1"
_LOOK = 0.3
"""Seconds between two looks at the files."""
_FRAME = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ margin: 0; display: flex; flex-direction: column; height: 100vh; font: 15px/1.5 system-ui, sans-serif; }}
nav {{ display: flex; gap: 1.5em; padding: .6em 1em; border-bottom: 1px solid #ccc; }}
nav a[aria-current] {{ font-weight: 700; color: inherit; text-decoration: none; }}
iframe {{ flex: 1; border: 0; }}
</style></head><body><nav>{tabs}</nav><iframe sandbox src="{source}" title="{title}"></iframe>
<script>new EventSource("changes").onmessage = () => {{
const frame = document.querySelector("iframe"); frame.src = frame.src; }};</script></body></html>
"""


@dataclass(frozen=True, slots=True)
class Forms:
    """A letter in its two forms."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: how to make it, and a value that changes when it must be made anew."""

    make: Callable[[], Forms]
    version: Callable[[], object]


def listening(view: View, port: int, words: Catalogue) -> ThreadingHTTPServer:
    """A server for a view; the caller runs and closes it."""
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Handler, view, words))
    except OSError as error:
        raise UsageError("usage-port", found=port, reason=error.strerror or str(error)) from error
    server.daemon_threads = True
    return server


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, view: View, words: Catalogue, *request: object) -> None:
        self.view = view
        self.words = words
        super().__init__(*request)  # type: ignore[arg-type]  # what the server hands over

    def do_GET(self) -> None:
        """Answer the browser; nobody else is asked in (a page elsewhere may point its own name at this machine)."""
        if self.headers.get("Host", "").rpartition(":")[0] not in {HOST, "localhost"}:
            self.send_error(403)
        elif self.path == "/changes":
            self._changes()
        elif self.path in {"/", "/text"}:
            self._answer("html", self._frame())
        elif self.path in {"/letter.html", "/letter.txt"}:
            self._letter(self.path.rpartition(".")[2])
        else:
            self.send_error(404)

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing of each request."""

    def _frame(self) -> str:
        tabs = (("/", "html", "letter.html"), ("/text", "text", "letter.txt"))
        links = [
            f'<a href="{path}"{" aria-current=page" * (path == self.path)}>{self.words.say(f"cli.letter.{name}")}</a>'
            for path, name, _ in tabs
        ]
        source = next(file for path, _, file in tabs if path == self.path)
        title = escape(self.words.say("cli.letter.title"))
        return _FRAME.format(language=self.words.language, title=title, tabs="".join(links), source=source)

    def _letter(self, kind: str) -> None:
        try:
            forms = self.view.make()
        except (PlannerError, OSError) as error:
            said = sentence(error, self.words) if isinstance(error, PlannerError) else str(error)
            self._answer("plain", self.words.say("cli.letter.broken", reason=said))
            return
        self._answer("html" if kind == "html" else "plain", forms.html if kind == "html" else forms.text)

    def _answer(self, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"text/{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _changes(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        seen = self.view.version()
        try:
            while True:
                time.sleep(_LOOK)
                now = self.view.version()
                # A line that says nothing shows whether the browser is still there.
                self.wfile.write(b": \n\n" if now == seen else b"data: changed\n\n")
                self.wfile.flush()
                seen = now
        except OSError:  # it has gone
            return
