"""The formats of a report, held against findings under one's eyes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from planner.errors import ConfigError
from planner.model import Finding, Level, Money, Place, Stage
from planner.report import FORMATS, Report
from planner.report.json_report import dump, plain_data
from planner.report.problem import sentence
from planner.wording import catalogue

TEXT = "---\ntitle: 器\ndate: soon\n---\n"
BAD = Finding(
    rule="bad-value",
    level=Level.ERROR,
    path="content/posts/a,b:c%.md",
    place=Place(3, 7, 3, 11),
    case="not",
    values={"key": "date", "found": "soon", "expected": "when"},
)
LONG = Finding(
    rule="bad-value",
    level=Level.NOTE,
    path="content/posts/a,b:c%.md",
    place=Place(2, 1, 3, 11),
    case="control",
    values={"key": "title", "found": "100%\x1b[2J\r\n::error::x\u202e", "expected": "text"},
)


def report(*findings: Finding, **values: Any) -> Report:
    given: dict[str, Any] = {
        "findings": findings,
        "texts": {BAD.path: TEXT},
        "catalogue": catalogue("en"),
        "at": datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Asia/Tokyo")),
        "posts": 3,
    }
    return Report(**given | values)


def test_text_is_a_line_a_caret_and_help() -> None:
    assert FORMATS["text"](report(BAD)) == (
        "content/posts/a,b:c%.md:3:7: error: `date` is “soon”; "
        "expected a date such as 2026-12-01 or 2026-12-01 10:00. (bad-value)\n"
        "    date: soon\n"
        "          ^^^^\n"
        "help: Change the value, or take the key out where it is not needed.\n"
        "\n"
        "3 posts read: 1 error.\n"
    )


def test_text_in_japanese() -> None:
    lines = FORMATS["text"](report(BAD, catalogue=catalogue("ja"))).splitlines()
    assert lines[0].startswith("content/posts/a,b:c%.md:3:7: error: `date` が「soon」")
    assert lines[-1] == "3通の便りを読みました。エラー1件です。"


def test_text_with_nothing_found() -> None:
    assert FORMATS["text"](report()) == "3 posts read, nothing to mend.\n"
    assert FORMATS["text"](report(posts=0)).startswith("There are no posts here yet.")


def test_text_counts_each_level_and_each_rule() -> None:
    shown = FORMATS["text"](report(BAD, BAD, replace(LONG, level=Level.WARNING), statistics=True))
    assert shown.endswith("\n\n3  bad-value\n\n3 posts read: 2 errors and 1 warning.\n")


def test_text_is_painted_only_by_the_brush_it_is_given() -> None:
    shown = FORMATS["text"](report(BAD, paint=lambda text, part: f"<{part}>{text}</>"))
    assert "<path>content/posts/a,b:c%.md:3:7:</> <error>error:</> " in shown
    assert "          <caret>^^^^</>\n<help>help:</> " in shown


def test_no_file_can_speak_to_the_terminal() -> None:
    shown = FORMATS["text"](report(replace(LONG, path="evil\x1b[2J.md")))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert shown.startswith("evil␛[2J.md:2:1: note: ")
    assert len(shown.splitlines()) == 4


def test_a_prefix_leads_to_the_shop() -> None:
    assert FORMATS["text"](report(BAD, prefix="shop/")).startswith("shop/content/posts/")
    assert "::error file=shop/content/posts/" in FORMATS["github"](report(BAD, prefix="shop/"))
    assert '"path": "content/posts/' in FORMATS["json"](report(BAD, prefix="shop/"))


def test_github_escapes_what_ends_a_command() -> None:
    first, second = FORMATS["github"](report(BAD, LONG)).splitlines()
    assert first == (
        "::error file=content/posts/a%2Cb%3Ac%25.md,line=3,col=7,endLine=3,endColumn=11,title=bad-value"
        "::`date` is “soon”; expected a date such as 2026-12-01 or 2026-12-01 10:00."
        "%0AChange the value, or take the key out where it is not needed."
    )
    assert second.startswith("::notice file=content/posts/a%2Cb%3Ac%25.md,line=2,endLine=3,title=bad-value::")
    assert "100%25␛[2J␍␊::error::x<U+202E>" in second


def test_github_is_silent_where_all_is_well() -> None:
    assert FORMATS["github"](report()) == ""
    assert FORMATS["github"](report(BAD, statistics=True)).splitlines()[-1] == "1  bad-value"


def test_json_is_the_contract() -> None:
    assert json.loads(FORMATS["json"](report(BAD))) == {
        "schema": "planner.check/1",
        "at": "2026-12-01T09:00:00+09:00",
        "posts": 3,
        "findings": [
            {
                "rule": "bad-value",
                "level": "error",
                "path": "content/posts/a,b:c%.md",
                "line": 3,
                "column": 7,
                "end_line": 3,
                "end_column": 11,
                "message": "`date` is “soon”; expected a date such as 2026-12-01 or 2026-12-01 10:00.",
                "help": "Change the value, or take the key out where it is not needed.",
                "values": {"key": "date", "found": "soon", "expected": "when"},
            }
        ],
        "summary": {"error": 1, "warning": 0, "note": 0},
    }


def test_json_with_statistics() -> None:
    assert json.loads(FORMATS["json"](report(BAD, LONG, statistics=True)))["statistics"] == {"bad-value": 2}


def test_json_keeps_every_sign_and_shows_none_that_acts() -> None:
    shown = FORMATS["json"](report(LONG))
    assert json.loads(shown)["findings"][0]["values"]["found"] == LONG.values["found"]
    assert not set(shown) & {"\x1b", "\u202e"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2026, 12, 1, 9, tzinfo=UTC), "2026-12-01T09:00:00+00:00"),
        (date(2026, 12, 1), "2026-12-01"),
        (timedelta(hours=36), 1.5),
        (Decimal(4400), 4400),
        (Decimal("12.50"), 12.5),
        (Money(Decimal(4400), "JPY"), {"amount": 4400, "currency": "JPY"}),
        ((Stage.CUSTOMER, None), ["customer", None]),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({Stage.REGULAR: True}, {"regular": True}),
        (PurePosixPath("a/b"), "a/b"),
    ],
)
def test_values_become_plain_data(value: object, expected: object) -> None:
    assert plain_data(value) == expected
    assert json.loads(dump(value)) == expected


def test_a_problem_names_its_place_and_the_nearest_name() -> None:
    error = ConfigError(
        "config-timezone-near", path="mkdocs.yml", line=12, column=3, found="Tokio", nearest="Asia/Tokyo"
    )
    assert sentence(error, catalogue("en")) == (
        "mkdocs.yml:12:3: error: There is no time zone “Tokio”.\nhelp: Did you mean Asia/Tokyo?"
    )


def test_a_problem_says_what_was_expected() -> None:
    error = ConfigError("config-bad-value-not", path="mkdocs.yml", line=1, key="since", found="x", expected="when")
    assert "Write a date such as 2026-12-01" in sentence(error, catalogue("en"))
