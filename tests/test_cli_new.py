"""`planner new`: a draft with what its purpose needs, and never over anything."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from planner.cli import stubs
from planner.cli.main import main
from planner.nearest import meant
from planner.purposes import ROLES, built_in, spellings
from tests.small_shop import AT, write_post, write_shop

OWED = {
    *("offer-terms", "offer-needs", "human-way"),
    *("story-consent", "story-label", "apology-parts", "recovery-proof"),
}
"""Rules that ask for what only the author knows; a draft owes it still."""


@pytest.fixture(autouse=True)
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_shop(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def new(*words: str) -> Path:
    result = run("new", "--at", AT, *words)
    assert result.exit_code == 0, result.stderr
    return Path(result.stdout.rstrip("\n"))


def front(path: Path) -> dict[str, object]:
    """The front matter as any YAML reader sees it."""
    found: dict[str, object] = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    return found


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("purpose", ROLES)
def test_every_purpose_starts_a_draft_without_findings(purpose: str, language: str) -> None:
    path = new(purpose, "A first line", "--language", language)
    text = path.read_text(encoding="utf-8")
    assert path == Path("content/posts/2026-12-01-a-first-line.md")
    assert front(path)["draft"] is True
    assert "<!--" in text.rpartition("---\n")[2]
    checked = json.loads(
        run("check", str(path), "--drafts", "--format", "json", "--ignore", "cold-offer,cut-off").stdout
    )
    assert {finding["rule"] for finding in checked["findings"]} <= OWED


def test_front_matter_fits_the_purpose() -> None:
    assert front(new("offer"))["offer"] == dict.fromkeys(
        ["for", "worry", "wish", "price", "postage", "until", "pay", "delivery", "returns", "order"]
    ) | {"ask": {"chat": None, "phone": None, "visit": None}}
    assert "offer" not in front(new("gratitude"))
    assert front(new("customer-story"))["customer"]["consent"] == {"date": None, "scope": None}  # type: ignore[index]
    assert {"recovers", "promised", "delivered"} <= front(new("recovery")).keys()


@pytest.mark.parametrize("word", ["Staff Voice", "staff_voice", "スタッフの声", "STAFF－VOICE"])
def test_a_purpose_in_any_spelling(word: str) -> None:
    assert front(new(word))["purpose"] == "staff-voice"


def test_a_purpose_of_the_shop_itself(shop: Path) -> None:
    config = shop / "mkdocs.yml"
    config.write_text(
        config.read_text() + "      purposes:\n        garden-diary: {role: warms, label: Garden diary}\n"
    )
    path = new("Garden diary", "Frost")
    assert front(path)["purpose"] == "garden-diary"
    assert "A post of your own kind (Garden diary)." in path.read_text()


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("かんしゃ", "gratitude"),
        ("ご感謝", "gratitude"),
        ("お詫び状", "apology"),
        ("おわび", "apology"),
        ("御案内", "offer"),
        ("お客さまの声", "customer-story"),
        ("すたっふのこえ", "staff-voice"),
        ("お礼", "gratitude"),
        ("おれい", "gratitude"),
        ("回復", "recovery"),
        ("かいふく", "recovery"),
    ],
)
def test_a_purpose_as_it_is_said(word: str, name: str) -> None:
    assert meant(word, spellings(built_in("ja"))) == name


def test_no_two_purposes_are_said_alike() -> None:
    known = spellings(built_in("ja"))
    assert [word for word in known if meant(word, known) != known[word]] == []
    assert meant("お", known) is None


def test_japanese_lists_purposes_as_they_are_called(tmp_path: Path) -> None:
    shop = write_shop(tmp_path / "ja", language="ja")
    result = run("new", "お礼を言う", "--config", str(shop / "mkdocs.yml"))
    assert "感謝（gratitude）、選ぶ目（good-choice）" in result.stderr
    near = run("new", "スタフの声", "--config", str(shop / "mkdocs.yml"))
    assert "help: スタッフの声（staff-voice）でしょうか。" in near.stderr


@pytest.mark.parametrize(("language", "listed"), [("en", "are gratitude, good-choice,"), ("ja", "感謝（gratitude）、")])
def test_without_a_purpose_all_are_listed(language: str, listed: str) -> None:
    result = run("new", "--language", language)
    assert result.exit_code == 2
    assert "PURPOSE" in result.stderr
    assert listed in result.stderr


def test_an_unknown_purpose_is_answered_with_the_nearest(shop: Path) -> None:
    result = run("new", "grattitude")
    assert result.exit_code == 2
    assert "Did you mean gratitude?" in result.stderr
    assert len(list(shop.rglob("posts/*.md"))) == 6


TITLES = [
    'Tea: "hot", #1 & cold',
    "It's here",
    "- a dash",
    "no",
    "2026-12-01",
    "[brackets]",
    "back\\slash",
    "& anchor",
    "trailing colon:",
    "冬の器『小さな湯呑み』",
    "👩\u200d🌾 field",
    "{a: b}",
    "? what",
    "%percent",
    "@at",
    "`tick`",
    "!tag",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_valid_yaml(title: str) -> None:
    assert front(new("news", "--", title))["title"] == title


def test_a_title_over_lines_becomes_one() -> None:
    assert front(new("news", "one\ntwo\u2028three\x1b[31m\x00"))["title"] == "one two three [31m"


def test_without_a_title_its_line_says_what_goes_there() -> None:
    path = new("news")
    assert front(path)["title"] is None
    assert path.name == "2026-12-01-news.md"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Crème brûlée & tea!", "2026-12-01-creme-brulee-tea.md"),
        ("冬の器", "2026-12-01-gratitude.md"),
        ("第2号", "2026-12-01-gratitude.md"),
        ("../../etc/passwd", "2026-12-01-etc-passwd.md"),
        ("word " * 40, "2026-12-01-word-word-word-word-word-word-word-word-word-word-word-word.md"),
    ],
)
def test_the_name_comes_from_the_title(title: str, name: str) -> None:
    assert new("gratitude", title).name == name


def test_nothing_is_overwritten(shop: Path) -> None:
    first, second = new("news", "Closed"), new("news", "Closed")
    assert (first.name, second.name) == ("2026-12-01-closed.md", "2026-12-01-closed-2.md")
    (shop / "content/posts/2026-12-01-closed-3.md").symlink_to(shop / "nowhere.md")
    assert new("news", "Closed").name == "2026-12-01-closed-4.md"
    assert not (shop / "nowhere.md").exists()


def test_the_address_is_free_too(shop: Path) -> None:
    write_post(shop, "2026-01-01-closed.md", "title: Closed\ndate: 2026-01-01\npurpose: news")
    assert new("news", "Closed").name == "2026-12-01-closed-2.md"


def test_folders_of_years_are_kept(shop: Path) -> None:
    (shop / "content/posts/2025").mkdir()
    assert new("news", "Open", "--date", "2027-01-05").parent == Path("content/posts/2027")


@pytest.mark.parametrize(
    ("written", "date"),
    [("2026-12-24", "2026-12-24"), ("令和8年12月24日", "2026-12-24"), ("2026/12/24 18:30", "2026-12-24 18:30")],
)
def test_a_date_as_people_write_it(written: str, date: str) -> None:
    path = new("news", "Open", "--date", written)
    assert f"\ndate: {date}\n" in path.read_text()


def test_a_path_from_elsewhere_can_be_opened(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop / "content" / "posts")
    assert new("news", "One") == Path("2026-12-01-one.md")
    (shop / "away").mkdir()
    monkeypatch.chdir(shop / "away")
    path = new("news", "Two")
    assert path.is_absolute()
    assert path.is_file()


def test_a_folder_that_can_not_be_made(shop: Path) -> None:
    shutil.rmtree(shop / "content" / "posts")
    (shop / "content" / "posts").write_text("no folder")
    result = run("new", "news", "Open")
    assert result.exit_code == 2
    assert "This cannot be written" in result.stderr


def test_tidy_keeps_joined_signs() -> None:
    assert stubs.tidy("\ufeffa\u200db") == "a\u200db"
