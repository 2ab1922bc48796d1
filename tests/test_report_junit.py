"""JUnit XML, held to the schema that Jenkins' readers agree on (written down here from what they accept), and parsed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree  # type: ignore[import-untyped]

from planner.model import Finding, Level, Place
from planner.report import FORMATS, Report
from planner.wording import catalogue

XSD = """\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:simpleType name="seconds"><xs:restriction base="xs:string"><xs:pattern value="[0-9]*([.][0-9]*)?"/></xs:restriction></xs:simpleType>
  <xs:complexType name="words" mixed="true">
    <xs:attribute name="type"/><xs:attribute name="message"/>
  </xs:complexType>
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name"/><xs:attribute name="time" type="seconds"/>
    <xs:attribute name="tests" type="xs:integer"/><xs:attribute name="failures" type="xs:integer"/>
    <xs:attribute name="errors" type="xs:integer"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:choice minOccurs="0" maxOccurs="unbounded">
      <xs:element name="properties"><xs:complexType><xs:sequence>
        <xs:element name="property" maxOccurs="unbounded"><xs:complexType>
          <xs:attribute name="name" use="required"/><xs:attribute name="value" use="required"/>
        </xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element ref="testcase"/>
    </xs:choice>
    <xs:attribute name="name" use="required"/><xs:attribute name="time" type="seconds"/>
    <xs:attribute name="tests" type="xs:integer" use="required"/>
    <xs:attribute name="failures" type="xs:integer" use="required"/>
    <xs:attribute name="errors" type="xs:integer" use="required"/>
    <xs:attribute name="skipped" type="xs:integer"/>
  </xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType>
    <xs:choice minOccurs="0" maxOccurs="unbounded">
      <xs:element name="skipped" type="words"/><xs:element name="error" type="words"/>
      <xs:element name="failure" type="words"/>
      <xs:element name="system-out" type="xs:string"/><xs:element name="system-err" type="xs:string"/>
    </xs:choice>
    <xs:attribute name="name" use="required"/><xs:attribute name="classname"/><xs:attribute name="time"/>
  </xs:complexType></xs:element>
</xs:schema>
"""
SCHEMA = etree.XMLSchema(etree.fromstring(XSD))
BAD = Finding(
    rule="bad-value",
    level=Level.ERROR,
    path="content/posts/b.md",
    place=Place(3, 7, 3, 11),
    case="not",
    values={"key": "date", "found": '<soon> & "]]>"', "expected": "when"},
)
WARNING = replace(BAD, level=Level.WARNING)


def junit(*findings: Finding, **values: Any) -> Any:
    given: dict[str, Any] = {
        "findings": findings,
        "texts": {},
        "catalogue": catalogue("en"),
        "at": datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Asia/Tokyo")),
        "posts": 2,
        "shop": "Tea & <Cups>",
        "letters": ["content/posts/a.md", "content/posts/b.md"],
    }
    root = etree.fromstring(FORMATS["junit"](Report(**given | values)).encode())
    SCHEMA.assertValid(root)
    return root


def test_a_shop_is_a_suite_and_each_letter_a_test() -> None:
    root = junit(BAD)
    (suite,) = root
    assert dict(suite.attrib) == {
        "name": "Tea & <Cups>", "tests": "2", "failures": "1", "errors": "0", "skipped": "0", "time": "0",
    }  # fmt: skip
    assert [case.get("name") for case in suite] == ["content/posts/a.md", "content/posts/b.md"]
    assert [len(case) for case in suite] == [0, 1]


def test_a_finding_at_the_failing_level_is_a_failure() -> None:
    first, second = junit(BAD, BAD).findall(".//failure")
    assert first.get("type") == "bad-value"
    assert first.get("message").startswith('`date` is “<soon> & "]]>"”; expected a date')
    assert first.text.startswith("content/posts/b.md:3:7: error: `date` is “<soon>")
    assert first.text.endswith("\nhelp: Change the value, or take the key out where it is not needed.")
    assert second.text == first.text


def test_a_warning_is_output_unless_strict() -> None:
    loose, strict = junit(WARNING), junit(WARNING, failing=frozenset({Level.ERROR, Level.WARNING}))
    assert (loose[0].get("failures"), len(loose.findall(".//failure"))) == ("0", 0)
    assert loose.findtext(".//system-out").startswith("content/posts/b.md:3:7: warning: ")
    assert (strict[0].get("failures"), len(strict.findall(".//system-out"))) == ("1", 0)


def test_no_character_breaks_it() -> None:
    every = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF, 0xD800, 0x202E, 0x1F600]))
    root = junit(replace(BAD, path=f"content/{every}.md", values={**BAD.values, "found": every}), shop=every)
    assert root.find(".//failure").get("message").startswith("`date` is “␀␁")
    assert "😀" in root.find(".//failure").text


def test_a_finding_outside_of_the_letters_has_a_test_too() -> None:
    names = [case.get("name") for case in junit(replace(BAD, path="content/voices.yml")).iter("testcase")]
    assert names == ["content/posts/a.md", "content/posts/b.md", "content/voices.yml"]


def test_a_prefix_and_the_language_of_the_shop() -> None:
    root = junit(BAD, prefix="shop/", catalogue=catalogue("ja"))
    assert root.find(".//failure").text.startswith("shop/content/posts/b.md:3:7: error: `date` が")


def test_statistics_are_properties() -> None:
    (table,) = junit(BAD, BAD, statistics=True).iter("properties")
    assert [dict(one.attrib) for one in table] == [{"name": "bad-value", "value": "2"}]
    assert junit(statistics=True).find(".//properties") is None
