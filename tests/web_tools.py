"""The tools that judge pages and are no Python: axe-core, html-validate and Nu, where `.ci/web` has brought them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
HOME = HERE.parent / ".cache" / "web"
MODULES = HOME / "node_modules"
HOW = "`make test` fetches it where it can reach npm's packages"


def axe_source() -> str:
    """The script of axe-core; a test without it is skipped."""
    found = MODULES / "axe-core" / "axe.min.js"
    if not found.is_file():
        pytest.skip(f"no axe-core here: {HOW}")
    return found.read_text(encoding="utf-8")


def faults_of_html_validate(folder: Path) -> list[str]:
    """What html-validate finds in the pages below a folder."""
    program = MODULES / "html-validate" / "bin" / "html-validate.mjs"
    if not program.is_file() or not (HOME / "node").exists():
        pytest.skip(f"no html-validate here: {HOW}")
    config = HERE / "web" / "htmlvalidate.json"
    return list(_html_validate(_answer([HOME / "node", program, "--config", config, "--formatter", "json", folder])))


def faults_of_nu(pages: Iterable[Path]) -> list[str]:
    """What Nu, the checker of the W3C and the WHATWG, finds in pages."""
    jar, java = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar", shutil.which("java")
    if java is None or not jar.is_file():
        pytest.skip(f"no Nu here: it needs Java, and {HOW}")
    found = _answer([java, "-Xss8m", "-jar", jar, "--format", "json", "--stdout", *pages])
    return [
        f"{one['url']}:{one.get('lastLine')}: {one['message']} {one.get('extract', '')}" for one in found["messages"]
    ]


def _html_validate(found: Any) -> Iterator[str]:
    for page in found:
        for one in page["messages"]:
            yield f"{page['filePath']}:{one['line']}: {one['ruleId']}: {one['message']}"


def _answer(command: list[Any]) -> Any:
    done = subprocess.run([*map(str, command)], capture_output=True, check=False, timeout=120)
    return json.loads(done.stdout)
