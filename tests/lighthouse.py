"""Lighthouse on home, a letter and an open offer of the demo shop and both starters: `make lighthouse`, some minutes.

Prints each score, with what was found where one is too low, and fails then. Not a test: how fast a page is depends on what
else the machine does, so a page that is too slow at first is measured up to twice more.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.built_sites import BuiltSite, built_site
from tests.headered import served
from tests.web_tools import HOME, MODULES

WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = {
    "demo": ("", "posts/river-walk/", "posts/winter-cup/"),
    "en": ("", "posts/roasting-day/", "posts/the-small-teapot/"),
    "ja": ("", "posts/roasting-day/", "posts/the-small-teapot/"),
}
PRESETS = ("mobile", "desktop")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
ATTEMPTS = 3


def main() -> int:
    """How many pages fall short."""
    program, chrome = (
        MODULES / "lighthouse" / "cli" / "index.js",
        shutil.which("chromium") or shutil.which("google-chrome"),
    )
    if not program.is_file() or chrome is None:
        _say("No Lighthouse or no browser here. `.ci/web --all` fetches Lighthouse.")
        return 1
    with TemporaryDirectory() as folder:
        short = [len(list(_site(built_site(name, Path(folder)), program, chrome))) for name in PAGES]
    return sum(short)


def _site(site: BuiltSite, program: Path, chrome: str) -> Iterator[str]:
    with served(site.path, site.below) as base:
        for path in PAGES[site.name]:
            for preset in PRESETS:
                found = _best(base + path, preset, program, chrome)
                scores = {name: round(100 * found["categories"][name]["score"]) for name in WANTED}
                shown = " ".join(f"{name} {score}" for name, score in scores.items())
                _say(f"{site.name:5} {path or 'home':25} {preset:8} {shown}")
                if any(scores[name] < wanted for name, wanted in WANTED.items()):
                    _say("\n".join(_found(found)))
                    yield path


def _best(address: str, preset: str, program: Path, chrome: str) -> Any:
    """The first measurement that is fast enough, or the fastest; a browser that did not start is started again."""
    found: list[Any] = []
    for attempt in range(1, ATTEMPTS + 1):
        try:
            found.append(_measured(address, preset, program, chrome))
        except subprocess.CalledProcessError as error:
            _say(error.stderr.decode(errors="replace").strip()[-400:])
            if attempt == ATTEMPTS and not found:
                raise
            continue
        if 100 * found[-1]["categories"]["performance"]["score"] >= WANTED["performance"]:
            break
    return max(found, key=lambda one: one["categories"]["performance"]["score"])


def _measured(address: str, preset: str, program: Path, chrome: str) -> Any:
    with TemporaryDirectory() as folder:
        out = Path(folder, "report.json")
        told = ["--quiet", "--output=json", f"--output-path={out}", f"--chrome-flags={FLAGS}"]
        told += ["--preset=desktop"] if preset == "desktop" else []
        command = [str(HOME / "node"), str(program), address, *told]
        subprocess.run(command, env={**os.environ, "CHROME_PATH": chrome}, check=True, timeout=180, capture_output=True)
        return json.loads(out.read_text(encoding="utf-8"))


def _found(report: Any) -> Iterator[str]:
    for name in WANTED:
        for one in report["categories"][name]["auditRefs"]:
            audit = report["audits"][one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"      {name}: {audit['title']} ({audit['score']}) {audit.get('displayValue', '')}"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
