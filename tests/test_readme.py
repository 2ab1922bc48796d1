"""The README says what is so."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from planner.check import judge
from planner.cli.main import COMMANDS
from planner.config import read_settings
from planner.content import read_content
from planner.model import Role
from planner.presets import DEFAULT, PRESETS
from planner.purposes import ROLES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (?P<name>[^|]+) \| (?P<posts>\d+) \| (?P<kinds>\d+) \| (?P<days>\d+) days \|$", re.MULTILINE)
PURPOSES = re.compile(r"^\| (`gratitude`[^|]*) \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_its_commands_exist() -> None:
    named = re.findall(r"planner ([a-z]+)", "\n".join([*blocks("console"), *re.findall("`([^`\n]+)`", README)]))
    assert set(named) - set(COMMANDS) == set()
    assert "check" in named


def test_its_first_letter_has_nothing_to_mend(shop: Callable[..., Path]) -> None:
    (letter,) = blocks("markdown")
    settings = read_settings(shop({"posts/first.md": letter}) / "mkdocs.yml")
    content = read_content(settings)
    assert [source.path for source in content.sources] == ["content/posts/first.md"]
    findings = judge(settings, content, datetime(2026, 12, 1, tzinfo=UTC)).findings
    assert [finding for finding in findings if finding.path == "content/posts/first.md"] == []


def test_its_settings_can_be_read(tmp_path: Path) -> None:
    (settings, _) = blocks("yaml")
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Tea\n{settings}", encoding="utf-8")
    assert read_settings(tmp_path / "mkdocs.yml").warming.usual.days == 14


def test_it_names_every_preset() -> None:
    (settings, _) = blocks("yaml")
    assert [name for name in PRESETS if name not in settings] == []


def test_its_table_of_purposes_is_whole() -> None:
    (columns,) = PURPOSES.findall(README)
    told = [re.findall("`([^`]+)`", column) for column in columns]
    assert told == [[name for name in ROLES if ROLES[name] is role] for role in (Role.WARMS, Role.NEUTRAL, Role.ASKS)]


def test_its_numbers_are_the_defaults() -> None:
    told = [tuple(int(row[part]) for part in ("posts", "kinds", "days")) for row in ROW.finditer(README)]
    assert told == [(need.posts, need.kinds, need.days) for need in (DEFAULT.first, DEFAULT.usual)]
    assert f"{DEFAULT.within} days" in README


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_its_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    near = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if not target.startswith("http")]
    assert [target for target in near if not (ROOT / target).exists()] == []


def test_its_workflow_is_yaml() -> None:
    (_, steps) = blocks("yaml")
    assert [step["run"].split()[0] for step in yaml.safe_load(steps)] == ["pip", "planner", "planner"]
