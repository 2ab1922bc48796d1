"""`planner explain`, `planner schema` and `planner serve`."""

from __future__ import annotations

import json
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from planner.cli import serve
from planner.cli.main import main
from planner.rules import RULES
from planner.wording import LANGUAGES, locale_text
from tests.small_shop import AT, write_shop
from tests.terminal import in_a_terminal


def run(*words: str) -> Result:
    return CliRunner(env={"LANG": "C", "LC_ALL": None, "PLANNER_LANGUAGE": None}).invoke(main, words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_names_every_rule_with_a_sentence(language: str) -> None:
    result = run("explain", "--language", language)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines[: len(RULES)]] == [rule.name for rule in RULES]
    assert all(len(line.split(maxsplit=2)[2]) > 5 for line in lines[: len(RULES)])
    assert not any(sign in line for line in lines[: len(RULES)] for sign in "#*")


@pytest.mark.parametrize("word", ["cold-offer", "Cold Offer", "cold_offer"])
def test_a_page_is_plain_markdown_in_a_pipe(word: str) -> None:
    assert run("explain", word).stdout.strip() == locale_text("en", "rules/cold-offer.md").strip()


def test_a_page_is_rendered_in_a_terminal() -> None:
    shown = in_a_terminal("explain", "cold-offer")
    assert "\x1b[" in shown
    assert "```" not in shown


def test_a_shop_is_spoken_to_in_its_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_shop(tmp_path, language="ja"))
    assert run("explain", "cold-offer").stdout.strip() == locale_text("ja", "rules/cold-offer.md").strip()
    assert (
        run("explain", "cold-offer", "--language", "en").stdout.strip()
        == locale_text("en", "rules/cold-offer.md").strip()
    )


def test_a_broken_shop_does_not_stop_an_explanation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [")
    monkeypatch.chdir(tmp_path)
    assert run("explain", "cold-offer").exit_code == 0
    assert run("explain", "cold-offer", "--config", "mkdocs.yml").exit_code == 2


def schema(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("schema", *words).stdout)
    Draft202012Validator.check_schema(found)
    return found


def test_schema_without_a_shop_knows_the_built_in_purposes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "gratitude" in json.dumps(schema()["properties"]["purpose"])


def test_schema_of_a_shop_knows_its_own(tmp_path: Path) -> None:
    config = write_shop(tmp_path) / "mkdocs.yml"
    own = "      purposes:\n        garden-diary: {role: warms}\n      extra_keys: [location]\n"
    config.write_text(config.read_text() + own)
    properties = schema("--config", str(config))["properties"]
    assert "garden-diary" in json.dumps(properties["purpose"])
    assert "location" in properties


@pytest.mark.parametrize(
    ("keys", "valid"),
    [
        ({"date": "2026-12-15 10:00"}, True),
        ({"date": "令和8年12月15日"}, True),
        ({"day": 3}, True),
        ({}, False),
        ({"date": "soon"}, False),
        ({"date": "2026-12-15", "offer": {"until": "later"}}, False),
        ({"date": "2026-12-15", "sumary": "x"}, False),
        ({"date": "2026-12-15", "allow": {"missing-alt": "mere decoration"}}, True),
        ({"date": "2026-12-15", "allow": {"missing-alt": True}}, False),
    ],
)
def test_schema_takes_posts_and_steps_of_a_series(keys: dict[str, Any], valid: bool) -> None:
    judge = Draft202012Validator(schema("--config", "mkdocs.yml"))
    assert judge.is_valid({"title": "A cup", "purpose": "offer"} | keys) is valid


def test_schema_of_a_broken_shop_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the shop's own purposes and keys it would call right words wrong."""
    config = write_shop(tmp_path) / "mkdocs.yml"
    config.write_text(config.read_text() + "      purpose: {garden-diary: {role: warms}}\n")
    monkeypatch.chdir(config.parent)
    result = run("schema")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "purposes" in result.stderr


def test_serve_hands_over_to_mkdocs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[list[str], dict[str, str]]] = []

    def call(words: list[str], env: dict[str, str]) -> int:
        called.append((words, env))
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    config = write_shop(tmp_path) / "mkdocs.yml"
    with socket.socket() as free:
        free.bind((serve.HOST, 0))
        port = free.getsockname()[1]
    assert run("serve", "--config", str(config), "--port", str(port), "--at", AT).exit_code == 0
    [(words, env)] = called
    assert words[1:] == ["-m", "mkdocs", "serve", "--config-file", str(config), "--dev-addr", f"127.0.0.1:{port}"]
    assert env["SOURCE_DATE_EPOCH"] == "1796083200"


def test_serve_runs_no_program_that_a_tag_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.cli.serve.subprocess.call", lambda *_, **__: pytest.fail("handed over"))
    evil = f'copyright: !!python/object/apply:os.system ["touch {tmp_path / "ran"}"]\n'
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Tea\nplugins: [planner]\ndocs_dir: content\n" + evil, encoding="utf-8"
    )
    ran = CliRunner().invoke(main, ["serve", "--config", str(tmp_path / "mkdocs.yml")])
    assert (ran.exit_code, "mkdocs.yml:4" in ran.output) == (2, True)


def test_serve_says_that_a_port_is_taken(tmp_path: Path) -> None:
    config = write_shop(tmp_path) / "mkdocs.yml"
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        taken.listen()
        result = run("serve", "--config", str(config), "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "cannot be listened on: Address already in use." in result.stderr
    assert run("serve", "--config", str(config), "--port", "99999").exit_code == 2
