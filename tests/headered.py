"""A server on loopback that sends what `_headers` says, as Netlify and Cloudflare do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

Rules = list[tuple[str, list[tuple[str, str]]]]


def rules_of(text: str) -> Rules:
    """The paths of a `_headers` file, and what is sent for each."""
    rules: Rules = []
    for line in text.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
        elif line:
            rules.append((line, []))
    return rules


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, rules: Rules, **keys: Any) -> None:
        self.rules = rules
        super().__init__(*args, **keys)

    def end_headers(self) -> None:
        for pattern, headers in self.rules:
            if fnmatchcase(self.path, pattern):
                for name, value in headers:
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        del args


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site that is served with its own headers."""
    rules = rules_of((site / "_headers").read_text(encoding="utf-8"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site), rules=rules))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
