"""`planner build`: everything or nothing, and only into a folder of our own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from planner import mkdocs_plugin
from planner.cli.main import main
from planner.errors import BuildError
from planner.pictures import Album
from planner.render import Renderer
from tests.small_shop import AT, write_cold_offer, write_post, write_shop
from tests.terminal import in_a_terminal


@pytest.fixture(autouse=True)
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "shop"
    root.mkdir()
    monkeypatch.chdir(write_shop(root))
    return root


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site of one page, for tests that are not about the site."""

    def build(shop: Any, site_dir: Path, **_: object) -> mkdocs_plugin.Built:
        site_dir.mkdir(parents=True)
        (site_dir / "index.html").write_text("<h1>Tea</h1>")
        return mkdocs_plugin.Built(Renderer(shop.settings, [], {}), Album(shop.settings.docs_dir), ())

    monkeypatch.setattr(mkdocs_plugin, "build", build)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["build", "--at", AT, *words])


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_that_readers_get(shop: Path) -> None:
    result = run()
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "Built build: 6 posts on the site, 6 in the feed, 6 letters to send.\n"
    assert {"report.json", "site/index.html", "site/feed.xml"} <= tree(shop / "build").keys()
    assert {path.suffix for path in (shop / "build/newsletter/2026-10-01-letter-0").iterdir()} >= {
        ".html",
        ".txt",
        ".eml",
    }
    assert sorted(path.name for path in shop.iterdir()) == [".cache", "build", "content", "mkdocs.yml"]


def test_the_same_shop_gives_the_same_bytes(shop: Path) -> None:
    run()
    before = tree(shop / "build")
    time.sleep(1.1)
    run()
    assert tree(shop / "build") == before


@pytest.mark.usefixtures("quick")
def test_report_says_what_appeared_and_what_did_not(shop: Path) -> None:
    write_cold_offer(shop)
    write_post(shop, "broken.md", "title: Broken\ndate: soon\npurpose: news")
    write_post(shop, "draft.md", "title: Draft\ndate: 2026-11-01\npurpose: news\ndraft: true")
    write_post(shop, "later.md", "title: Later\ndate: 2026-12-24\npurpose: news")
    result = run()
    report = json.loads((shop / "build/report.json").read_text())
    letters = [f"content/posts/letter-{number}.md" for number in range(6)]
    assert report["schema"] == "planner.report/1"
    assert report["at"] == "2026-12-01T09:00:00+09:00"
    assert report["appeared"]["site"] == report["appeared"]["feed"] == letters
    assert report["appeared"]["newsletter"]["2026-10-01-letter-0"] == letters[:1]
    assert report["drafts"] == ["content/posts/draft.md"]
    assert report["future"] == ["content/posts/later.md"]
    broken, cold = report["held_back"]
    assert broken == {
        "path": "content/posts/broken.md",
        "rule": "bad-value",
        "streams": [],
        "message": "`date` is “soon”; expected a date such as 2026-12-01 or 2026-12-01 10:00.",
    }
    assert (cold["path"], cold["rule"]) == ("content/posts/too-soon.md", "cold-offer")
    assert {"site", "feed"} <= set(cold["streams"])
    assert cold["message"].startswith("Readers of ")
    told = result.stderr.splitlines()
    assert told[0] == f"content/posts/broken.md: held back: {broken['message']} (bad-value)"
    assert told[1].startswith("content/posts/too-soon.md: held back from ")
    assert result.exit_code == 0


@pytest.mark.usefixtures("quick")
def test_strict_builds_nothing_while_something_is_held_back(shop: Path) -> None:
    run()
    before = tree(shop / "build")
    write_cold_offer(shop)
    result = run("--strict")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Nothing was built" in result.stderr
    assert tree(shop / "build") == before


@pytest.mark.usefixtures("quick")
def test_a_site_without_an_address_is_told_of(shop: Path) -> None:
    config = shop / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("site_url: https://tea.example/\n", ""), "utf-8")
    result = run("--strict")
    assert result.exit_code == 0
    assert result.stderr.startswith("mkdocs.yml has no `site_url`: outside your site, links in feeds and letters ")


def test_a_file_that_is_no_picture_is_told_of(shop: Path) -> None:
    (shop / "content/kettle.jpg").write_bytes(b"\xff\xd8\xffcut off")
    front = "title: Kettles\ndate: 2026-10-30\npurpose: helpful\nimage: kettle.jpg\nimage_alt: A kettle"
    write_post(shop, "kettle.md", front)
    assert run().stderr == (
        "No picture for letters can be made of kettle.jpg: its words stand in its place, and browsers may show a gap. "
        "Save it anew as JPEG or PNG, about 2000 pixels wide.\n"
    )


def test_strict_builds_a_shop_in_order() -> None:
    assert run("--strict", "--no-cache").exit_code == 0


def make_file(output: Path) -> None:
    output.write_text("mine")


def make_link(output: Path) -> None:
    (output.parent / "elsewhere").mkdir()
    output.symlink_to(output.parent / "elsewhere", target_is_directory=True)


def make_folder(output: Path) -> None:
    output.mkdir()
    (output / "mine.txt").write_text("mine")


def make_other_report(output: Path) -> None:
    output.mkdir()
    (output / "report.json").write_text('{"schema": "other/1"}')


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("make", [make_file, make_link, make_folder, make_other_report])
def test_an_output_that_is_not_ours_is_refused(shop: Path, make: Callable[[Path], None]) -> None:
    make(shop / "build")
    before = tree(shop)
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("build: error: The output ")
    assert tree(shop) == before


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("output", [".", "..", "content", "content/build", "content/posts", "./content/../"])
def test_an_output_over_the_shop_is_refused(shop: Path, output: str) -> None:
    config = shop / "mkdocs.yml"
    config.write_text(config.read_text() + f"      output: {output}\n")
    before = tree(shop.parent)
    result = run()
    assert result.exit_code == 2
    assert "would replace it" in result.stderr
    assert tree(shop.parent) == before


@pytest.mark.usefixtures("quick")
def test_an_empty_folder_and_a_deep_one_will_do(shop: Path) -> None:
    (shop / "build").mkdir()
    assert run().exit_code == 0
    config = shop / "mkdocs.yml"
    config.write_text(config.read_text() + "      output: out/of/here\n")
    assert run().exit_code == 0
    assert (shop / "out/of/here/report.json").is_file()


@pytest.mark.usefixtures("quick")
def test_an_older_build_is_replaced_as_a_whole(shop: Path) -> None:
    run()
    (shop / "build/site/gone.html").write_text("old")
    run()
    assert not (shop / "build/site/gone.html").exists()


@pytest.mark.usefixtures("quick")
def test_a_build_that_fails_leaves_the_older_one(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    before = tree(shop)

    def fail(*_: object, **__: object) -> None:
        raise BuildError("build-failed", path="site_templates/site/main.html", line=3, reason="unexpected '}'")

    monkeypatch.setattr(mkdocs_plugin, "build", fail)
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "site_templates/site/main.html:3:1: error: The site could not be made: unexpected '}'"
    )
    assert tree(shop) == before


def test_without_the_plugin_there_is_nothing_to_build(shop: Path) -> None:
    config = shop / "mkdocs.yml"
    config.write_text(config.read_text().partition("plugins:")[0])
    result = run()
    assert result.exit_code == 2
    assert "mkdocs.yml: error: The plugin `planner` is not named here" in result.stderr
    assert not (shop / "build").exists()


def test_progress_is_for_terminals() -> None:
    assert "Making the site and the letters" in in_a_terminal("build", "--at", AT)
    assert run().stderr == ""


@pytest.mark.usefixtures("quick")
def test_what_mkdocs_warns_of_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = mkdocs_plugin.build

    def build(*words: Any, **values: Any) -> mkdocs_plugin.Built:
        return replace(quiet(*words, **values), warnings=("no\x1b[2J such page",))

    monkeypatch.setattr(mkdocs_plugin, "build", build)
    assert run().stderr == "warning: no␛[2J such page\n"
