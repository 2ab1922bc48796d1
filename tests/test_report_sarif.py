"""SARIF: what it must look like, and that it says the right things about the right places.

`CLOSED` is the part of the SARIF 2.1.0 schema that we use, closed against everything else. Where SARIF_SCHEMA names a file
with the published schema, the report is held to that as well.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from planner import __version__
from planner.model import Finding, Level, Place
from planner.report import FORMATS, Report
from planner.rules import RULES
from planner.wording import catalogue

TEXT = "---\ntitle: 😀 器\ndate: 😀soon\npurpose: news\n---\n"
PATH = "content/posts/a b%é:.md"
BAD = Finding(
    rule="bad-value",
    level=Level.ERROR,
    path=PATH,
    place=Place(3, 7, 3, 12),
    case="not",
    values={"key": "date", "found": "😀soon", "expected": "when"},
)


def of(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*required], "additionalProperties": False}


def some(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


WORDS = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1}
MESSAGE = of({"text": WORDS, "markdown": WORDS}, "text")
REGION = of(dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), NUMBER), "startLine")
LOCATION = of({"uri": {"type": "string", "pattern": r"^[\w!$&'()*+,;=.~/%-]+$"}, "uriBaseId": WORDS}, "uri")
LEVELS = {"enum": ["none", "note", "warning", "error"]}
RULE = of(
    {
        "id": WORDS,
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": of({"level": LEVELS, "enabled": {"type": "boolean"}}),
    },
    "id", "shortDescription", "fullDescription", "help",
)  # fmt: skip
RESULT = of(
    {
        "ruleId": WORDS,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVELS,
        "message": MESSAGE,
        "locations": some(of({"physicalLocation": of({"artifactLocation": LOCATION, "region": REGION})})),
        "partialFingerprints": {"type": "object", "additionalProperties": WORDS},
    },
    "message", "ruleId", "locations",
)  # fmt: skip
URI = {"type": "string", "pattern": "^https://"}
DRIVER = of({"name": WORDS, "version": WORDS, "rules": some(RULE)}, "name", "version", "rules")
RUN = of(
    {
        "tool": of({"driver": DRIVER}, "driver"),
        "language": {"enum": ["en", "ja"]},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "originalUriBaseIds": {"type": "object", "additionalProperties": of({"description": MESSAGE})},
        "invocations": some(of({"executionSuccessful": {"type": "boolean"}}, "executionSuccessful")),
        "results": some(RESULT),
        "properties": {"type": "object"},
    },
    "tool", "results",
)  # fmt: skip
CLOSED = of({"$schema": URI, "version": {"const": "2.1.0"}, "runs": some(RUN)}, "version", "runs")


def sarif(*findings: Finding, **values: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "findings": findings,
        "texts": {PATH: TEXT},
        "catalogue": catalogue("en"),
        "at": datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Asia/Tokyo")),
        "posts": 3,
    }
    log: dict[str, Any] = json.loads(FORMATS["sarif"](Report(**given | values)))
    return log


def run(*findings: Finding, **values: Any) -> dict[str, Any]:
    (found,) = sarif(*findings, **values)["runs"]
    return dict(found)


def result(finding: Finding, **values: Any) -> dict[str, Any]:
    (found,) = run(finding, **values)["results"]
    return dict(found)


def everything(language: str) -> dict[str, Any]:
    found = [BAD, replace(BAD, level=Level.NOTE), replace(BAD, level=Level.WARNING, place=Place())]
    return sarif(*found, catalogue=catalogue(language), statistics=True, prefix="my shop/")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_is_of_the_form_that_readers_expect(language: str) -> None:
    jsonschema.validate(everything(language), CLOSED)
    jsonschema.validate(sarif(catalogue=catalogue(language)), CLOSED)


@pytest.mark.skipif(not os.environ.get("SARIF_SCHEMA"), reason="SARIF_SCHEMA names no file with the published schema")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_fits_the_published_schema(language: str) -> None:
    schema = json.loads(Path(os.environ["SARIF_SCHEMA"]).read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    assert list(kind(schema, format_checker=kind.FORMAT_CHECKER).iter_errors(everything(language))) == []


def test_the_tool_says_who_it_is_and_what_each_rule_is_about() -> None:
    driver = run()["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("Nukumori", __version__)
    assert [rule["id"] for rule in driver["rules"]] == [rule.name for rule in RULES]
    assert [rule["defaultConfiguration"]["level"] for rule in driver["rules"]] == [rule.level for rule in RULES]
    (told,) = [rule for rule in driver["rules"] if rule["id"] == "bad-value"]
    assert told["shortDescription"]["text"] == "A value is of another kind than its key takes."
    assert told["fullDescription"]["text"].startswith(told["shortDescription"]["text"])
    assert "A date that cannot be read is no date" in told["fullDescription"]["text"]
    assert told["help"]["markdown"].startswith("# bad-value\n")


def test_a_result_says_what_is_wrong_and_what_to_do() -> None:
    found = result(BAD)
    assert (found["ruleId"], RULES[found["ruleIndex"]].name, found["level"]) == ("bad-value", "bad-value", "error")
    assert found["message"]["text"] == (
        "`date` is “😀soon”; expected a date such as 2026-12-01 or 2026-12-01 10:00.\n"
        "Change the value, or take the key out where it is not needed."
    )


def test_a_place_is_relative_escaped_and_counted_in_utf_16() -> None:
    (location,) = result(BAD, prefix="my shop/")["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20shop/content/posts/a%20b%25%C3%A9%3A.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 13},
    }
    units = TEXT.split("\n")[2].encode("utf-16-le")
    assert units[2 * 6 : 2 * 12].decode("utf-16-le") == "😀soon"


def test_a_file_name_that_is_no_utf_8_is_told_by_its_bytes() -> None:
    name = b"content/posts/caf\xe9.md".decode(errors="surrogateescape")
    (location,) = result(replace(BAD, path=name), texts={name: TEXT})["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "content/posts/caf%E9.md"


def fingerprint(finding: Finding, text: str) -> str:
    return str(result(finding, texts={finding.path: text})["partialFingerprints"]["primaryLocationLineHash"])


def test_a_fingerprint_stays_when_the_line_moves_and_changes_with_its_words() -> None:
    moved = replace(BAD, place=Place(5, 7, 5, 12))
    first = fingerprint(BAD, TEXT)
    assert fingerprint(moved, TEXT.replace("title", "a: 1\nb: 2\ntitle", 1)) == first
    assert fingerprint(replace(BAD, path="other.md"), TEXT) == first
    assert fingerprint(BAD, TEXT.replace("soon", "later")) != first
    assert fingerprint(replace(BAD, case="control"), TEXT) != first


def test_two_that_look_alike_are_told_apart() -> None:
    marks = [one["partialFingerprints"]["primaryLocationLineHash"] for one in run(BAD, BAD)["results"]]
    assert [mark.rpartition(":")[2] for mark in marks] == ["1", "2"]


def test_what_a_post_says_is_no_link_and_no_placeholder() -> None:
    found = replace(BAD, values={**BAD.values, "found": "[x](1) {0} \x1b[2J\u202e"})
    assert "“[x] (1) {{0}} ␛[2J<U+202E>”" in result(found)["message"]["text"]


def test_nothing_found_is_a_run_without_results() -> None:
    assert run()["results"] == []
    assert run()["invocations"] == [{"executionSuccessful": True}]


def test_statistics_are_kept_apart() -> None:
    assert run(BAD, statistics=True)["properties"] == {"statistics": {"bad-value": 1}}
