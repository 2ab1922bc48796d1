"""What is mended without a person: spelling, encoding and addresses; and that nothing else ever changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.config import read_settings
from planner.content import UnreadableError, decode, read_content
from planner.mend import Mended, Mender, free_addresses
from planner.mend.spelling import edits
from planner.model import Finding, Level, Place, Settings, Source
from planner.purposes import ROLES
from planner.shop import open_shop
from planner.wording import catalogue

CONFIG = """\
site_name: Tea
docs_dir: content
plugins:
  - planner:
      language: {language}
      timezone: Asia/Tokyo
      purposes:
        garden-diary: {{role: warms, label: Garden diary}}
"""


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Settings]:
    """The settings of a shop in each language."""
    found = {}
    for language in ("en", "ja"):
        root = tmp_path_factory.mktemp(language)
        (root / "content" / "posts").mkdir(parents=True)
        (root / "mkdocs.yml").write_text(CONFIG.format(language=language), encoding="utf-8")
        found[language] = read_settings(root / "mkdocs.yml")
    return found


@pytest.fixture(scope="module")
def mend(shops: dict[str, Settings]) -> Callable[..., Mended | None]:
    """Mends a text or bytes in a shop of a language."""
    menders = {language: Mender(known) for language, known in shops.items()}

    def mended(text: str | bytes, language: str = "en", **values: Any) -> Mended | None:
        data = text.encode() if isinstance(text, str) else text
        return menders[language].mend(data, **values)

    return mended


def front(*lines: str) -> str:
    return "\n".join(["---", "title: Tea", *lines, "---", "", "Words  ", ""])


def respelt(mend: Callable[..., Mended | None], line: str, language: str = "en") -> str:
    """What becomes of one line of front matter."""
    found = mend(front(line), language)
    if found is None:
        return line
    head, tail = front("@").split("@")
    assert found.text.startswith(head)
    assert found.text.endswith(tail)
    return found.text.removeprefix(head).removesuffix(tail)


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("purpose: Product Story", "en", "purpose: product-story"),
        ("purpose: PRODUCT_STORY   # a cup", "en", "purpose: product-story   # a cup"),
        ("purpose: '商品の物語'", "en", "purpose: 'product-story'"),
        ('purpose : "Thank you"', "en", 'purpose : "gratitude"'),
        ("purpose: Garden diary", "en", "purpose: garden-diary"),
        ("purpose: 商品の物語", "ja", "purpose: 商品の物語"),
        ("purpose: Product_Story", "ja", "purpose: product-story"),
        ("purpose: 感 謝", "ja", "purpose: 感 謝"),
        ("purpose: gratitude", "en", "purpose: gratitude"),
        ("purpose: grattitude", "en", "purpose: grattitude"),
        ("purpose: Product Stories", "en", "purpose: Product Stories"),
        ("purpose: &x News", "en", "purpose: &x News"),
        ("purpose: !x News", "en", "purpose: !x News"),
        ('purpose: "\\u004eews"', "en", 'purpose: "\\u004eews"'),
        ("purpose:\n  News", "en", "purpose:\n  News"),
        ("purpose: >-\n  News", "en", "purpose: >-\n  News"),
    ],
)
def test_a_purpose_is_spelt_as_it_is_called(
    mend: Callable[..., Mended | None], line: str, language: str, expected: str
) -> None:
    assert respelt(mend, line, language) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026年12月1日", "2026-12-01"),
        ("令和8年12月1日(火)  # 友引", "2026-12-01  # 友引"),
        ("2026/12/1", "2026-12-01"),
        ("1 December 2026", "2026-12-01"),
        ("Dec 1, 2026, 9:05", "2026-12-01 09:05"),
        ("２０２６年１２月１日　午後３時半", "2026-12-01 15:30"),
        ("2026-12-01T10:00:00+09:00", "2026-12-01 10:00+09:00"),
        ("2026-12-01 10:00 +0530", "2026-12-01 10:00+05:30"),
        ("2026-12-01T10:00Z", "2026-12-01 10:00Z"),
        ("2026-12-01 10:00 JST", "2026-12-01 10:00+09:00"),
        ("'2026.12.1'", "'2026-12-01'"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-01 10:00", "2026-12-01 10:00"),
        ("2026-12-01 10:00:30", "2026-12-01 10:00:30"),
        ("2026年12月1日(月)", "2026年12月1日(月)"),
        ("2026年12月1日(祝)", "2026年12月1日(祝)"),
        ("2026年2月30日", "2026年2月30日"),
        ("next Tuesday", "next Tuesday"),
        ("12/1/2026", "12/1/2026"),
    ],
)
def test_a_date_is_spelt_the_usual_way(mend: Callable[..., Mended | None], written: str, expected: str) -> None:
    assert respelt(mend, f"date: {written}") == f"date: {expected}"


def test_every_date_of_a_letter_is_found(mend: Callable[..., Mended | None]) -> None:
    found = mend(
        front(
            "offer: {until: 2026年12月25日, price: 4400円}",
            "customer:",
            "  consent: {date: 2026/1/2}",
            "promises:",
            "  - what: 2026年1月1日",
            "    by: 2026年1月2日",
            "incident:",
            "  happened: 2026/1/2 9時",
            "unknown: 2026/1/2",
        )
    )
    assert found is not None
    assert [(change.values["key"], change.values["after"]) for change in found.changes] == [
        ("offer.until", "2026-12-25"),
        ("customer.consent.date", "2026-01-02"),
        ("promises.by", "2026-01-02"),
        ("incident.happened", "2026-01-02 09:00"),
    ]
    assert "what: 2026年1月1日" in found.text
    assert "unknown: 2026/1/2" in found.text
    assert "price: 4400円" in found.text


def test_an_alias_is_left_with_what_it_stands_for(mend: Callable[..., Mended | None]) -> None:
    assert mend("---\ntitle: &x News\npurpose: *x\n---\n") is None
    assert mend("---\ntitle: x\ntags: &x [{by: 2026/1/2}]\npromises: *x\n---\n") is None


@pytest.mark.parametrize(
    ("data", "text", "cases"),
    [
        (b"\xef\xbb\xbf---\ntitle: x\n---\n", "---\ntitle: x\n---\n", ["mark"]),
        (b"---\r\ntitle: x\r\n---\r\na\n", "---\ntitle: x\n---\na\n", ["line-ends"]),
        (b"no front matter\r", "no front matter\n", ["line-ends"]),
        ("---\r\ntitle: お茶\r\n---\r\n".encode("cp932"), "---\ntitle: お茶\n---\n", ["encoding", "line-ends"]),
    ],
)
def test_bytes_become_plain(mend: Callable[..., Mended | None], data: bytes, text: str, cases: list[str]) -> None:
    found = mend(data)
    assert found is not None
    assert (found.text, [change.case for change in found.changes]) == (text, cases)
    assert found.converted == ("encoding" in cases)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"---\ntitle: x\n---\n", "---\ntitle: é\n---\n".encode("latin-1"), "---\n".encode("utf-16"), b"\0\r\n",
        b"\xef\xbb\xbf\xef\xbb\xbf---\ntitle: x\n---\n",
    ],
)  # fmt: skip
def test_what_is_no_text_is_left_alone(mend: Callable[..., Mended | None], data: bytes) -> None:
    assert mend(data) is None


def test_broken_front_matter_still_gets_its_line_ends(mend: Callable[..., Mended | None]) -> None:
    found = mend(b"---\r\ntitle: Tea: x\r\npurpose: News\r\n---\r\n", slug="tea-2")
    assert found is not None
    assert found.text == "---\ntitle: Tea: x\npurpose: News\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: x # y\ndate: z\n---\n", "---\ntitle: x # y\nslug: tea-2\ndate: z\n---\n"),
        ("---\n  title: x\n---\n", "---\n  title: x\n  slug: tea-2\n---\n"),
        ("---\ntitle: >\n  x\n\n  y\n\nday: 1\n---\n", "---\ntitle: >\n  x\n\n  y\nslug: tea-2\n\nday: 1\n---\n"),
        ("---\n{title: x}\n---\n", None),
        ("---\ndate: 2026-12-01\n---\n", None),
        ("---\ntitle: x\nslug: tea\n---\n", None),
    ],
)
def test_an_address_stands_below_the_title(mend: Callable[..., Mended | None], before: str, after: str | None) -> None:
    found = mend(before, slug="tea-2")
    assert (found and found.text) == after


def write(root: Path, **posts: str) -> None:
    for name, day in posts.items():
        path = root / "content" / "posts" / name.replace("__", "/")
        path.with_suffix(".md").parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".md").write_text(f"---\ntitle: x\ndate: {day}\npurpose: news\n---\n", encoding="utf-8")


def addresses(root: Path) -> dict[str, str]:
    sources = read_content(read_settings(root / "mkdocs.yml")).sources
    findings = [
        Finding(rule="duplicate-slug", level=Level.ERROR, path=source.path, place=Place(), case="taken")
        for source in sources[1:]
    ]
    return {Path(path).parent.name: slug for path, slug in free_addresses(sources, findings).items()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(language="en"), encoding="utf-8")
    return tmp_path


def test_the_first_to_appear_keeps_the_address(root: Path) -> None:
    write(root, a__tea="2026-12-03", b__tea="2026-12-01", c__tea="2026-12-02", d__other="2026-12-01")
    assert addresses(root) == {"c": "tea-2", "a": "tea-3"}


def test_who_is_held_back_for_an_address_is_who_gets_another(root: Path) -> None:
    write(root, a__tea="2026-12-03", b__tea="2026-12-01", c__tea="2026-12-02")
    shop = open_shop(root / "mkdocs.yml", start=root, now=datetime(2026, 12, 10, tzinfo=UTC))
    found = {Path(one.path).parent.name for one in shop.findings if one.rule == "duplicate-slug"}
    assert found == {*addresses(root)} == {"a", "c"}


def test_a_free_address_is_free(root: Path) -> None:
    write(root, a__tea="2026-12-01", b__tea="2026-12-01\nslug: tea\n", c__Tea="2026-12-02", d__TEA_2="2026-12-01")
    write(root, **{"e__tea-2": "2026-12-01\ndraft: yes"})
    assert addresses(root) == {"c": "tea-3"}


DATES = [
    "2026-12-01",
    "2026年12月1日",
    "令和8年12月1日(火)",
    "2026/1/2 9:00",
    "1 Dec 2026",
    "Dec 1, 2026 10:00Z",
    "soon",
    "~",
]
PURPOSES = [*ROLES, "News", "PRODUCT_STORY", "商品の物語", "Thank you", "garden diary", "grattitude", "[a]"]
LINES = st.one_of(
    st.sampled_from(DATES).map("date: {}".format),
    st.sampled_from(PURPOSES).map("purpose: {}".format),
    st.sampled_from(DATES).map('offer: {{price: 4400円, until: "{}"}} # 税込'.format),
    st.sampled_from(DATES).map("promises:\n  - what: x\n    by: '{}'".format),
    st.sampled_from(["tags: [a, b ]", "# a note", "", "draft:   no", "slug: 'tea'", "a: &x News", "purpose: *x", "x"]),
    st.text("ab:-[]{}'\"\n \t#&*!|>~é茶\u2028\x85", max_size=12),
)
FRONT = st.lists(LINES, max_size=6).map(lambda lines: "\n".join(["---", "title: お茶", *lines, "---", ""]))
TEXTS = st.builds(lambda head, body: head + body, FRONT, st.text("a b\n-茶 \t", max_size=10))
SLOW = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def said(shop: Settings, data: bytes) -> Source:
    """What a file says, without the places at which it says so."""
    path = shop.docs_dir / "posts" / "x.md"
    path.write_bytes(data)
    (source,) = read_content(shop).sources
    faults = tuple(fault._replace(place=Place()) for fault in source.faults)
    letter = source.letter
    if letter is not None:
        letter = replace(letter, places={}, body_line=0)
    return source._replace(text="", faults=faults, letter=letter)


@SLOW
@given(text=TEXTS, language=st.sampled_from(["en", "ja"]), slug=st.sampled_from([None, "tea-2"]))
def test_mending_twice_is_mending_once(
    mend: Callable[..., Mended | None], text: str, language: str, slug: str | None
) -> None:
    found = mend(text, language, slug=slug)
    assert found is None or mend(found.text, language) is None


@SLOW
@given(text=TEXTS, end=st.sampled_from([b"\n", b"\r\n", b"\r"]), mark=st.booleans())
def test_a_letter_says_what_it_said(
    mend: Callable[..., Mended | None], shops: dict[str, Settings], text: str, end: bytes, mark: bool
) -> None:
    data = b"\xef\xbb\xbf" * mark + text.encode().replace(b"\n", end)
    found = mend(data)
    if found is not None:
        assert said(shops["en"], found.text.encode()) == said(shops["en"], data)


@SLOW
@given(text=TEXTS)
def test_only_the_spans_that_are_told_differ(mend: Callable[..., Mended | None], text: str) -> None:
    found = mend(text)
    if found is None:
        return
    lines, after = text.split("\n"), found.text.split("\n")
    assert len(lines) == len(after)
    for change in reversed(found.changes):
        line, place = lines[change.place.line - 1], change.place
        written = line[place.column - 1 : place.end_column - 1]
        assert written.strip("'\"") == change.values["before"]
        new = written.replace(change.values["before"], change.values["after"])
        lines[place.line - 1] = line[: place.column - 1] + new + line[place.end_column - 1 :]
    assert lines == after


@SLOW
@given(data=st.binary(max_size=60))
def test_no_bytes_break_it(mend: Callable[..., Mended | None], data: bytes) -> None:
    found = mend(data, slug="x")
    if found is not None and not found.converted:
        assert decode(found.text.encode()) == decode(data)
    elif found is not None:
        with pytest.raises(UnreadableError):
            decode(data)


def test_what_is_canonical_has_no_edits(shops: dict[str, Settings]) -> None:
    mender = Mender(shops["en"])
    for purpose in ROLES:
        assert edits(front(f"purpose: {purpose}", "date: 2026-12-01 10:00"), mender.keys, shops["en"]) == []


def test_every_change_has_its_words() -> None:
    for language in ("en", "ja"):
        for case in ("mark", "line-ends", "encoding", "spelling", "slug"):
            assert catalogue(language).has(f"cli.fix.{case}")
