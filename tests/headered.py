"""A server on loopback that sends what `_headers` says, packed, and 404.html where nothing is, as Netlify and Cloudflare do."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

Rules = list[tuple[str, list[tuple[str, str]]]]
_TYPES = {".js": "text/javascript", ".json": "application/json", ".webp": "image/webp", ".xml": "application/xml"}
_PACKED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"})


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
    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def __init__(self, *args: Any, rules: Rules, below: str, **keys: Any) -> None:
        self.rules = rules
        self.below = below
        super().__init__(*args, **keys)

    def translate_path(self, path: str) -> str:
        """Where the file lies; what is not below the address of the site is nowhere."""
        inside = path.removeprefix(f"/{self.below}") if path.startswith(f"/{self.below}") else "no/such/file"
        return super().translate_path(f"/{inside.removeprefix('/')}")

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The file, packed where that is of use; the page for what is not there otherwise."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                return super().send_head()
            path /= "index.html"
        if path.is_file():
            return self._sent(path, HTTPStatus.OK)
        missing = Path(self.directory, "404.html")
        if missing.is_file():
            return self._sent(missing, HTTPStatus.NOT_FOUND)
        return super().send_head()

    def _sent(self, path: Path, status: HTTPStatus) -> BytesIO:
        data = path.read_bytes()
        self.send_response(status)
        kind = self.guess_type(path)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if path.suffix in _PACKED else kind)
        if path.suffix in _PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, compresslevel=6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def end_headers(self) -> None:
        for pattern, headers in self.rules:
            if fnmatchcase(f"/{self.path.removeprefix(f'/{self.below}').removeprefix('/')}", pattern):
                for name, value in headers:
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        del args


class _Server(ThreadingHTTPServer):
    def handle_error(self, *args: Any) -> None:
        """A browser that goes on to the next page hangs up on this one."""
        del args


@contextmanager
def served(site: Path, below: str = "") -> Iterator[str]:
    """The address of a site that is served with its own headers, `below` the root of the server (`shop/`)."""
    rules = rules_of((site / "_headers").read_text(encoding="utf-8"))
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(site), rules=rules, below=below))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{below}"
    finally:
        server.shutdown()
        server.server_close()
