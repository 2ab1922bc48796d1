"""The site as MkDocs makes it: what is on it, what is not, and that it is always the same."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from planner.errors import BuildError, ConfigError
from planner.mkdocs_plugin import build
from planner.mkdocs_plugin.refused import refused
from planner.report.problem import sentence
from planner.shop import open_shop
from planner.wording import LANGUAGES, catalogue

NOW = datetime(2026, 11, 21, tzinfo=UTC)
Write = Callable[..., Path]


def post(
    title: str, date: str = "2026-10-01", body: str = "A few words.", purpose: str = "helpful", **keys: Any
) -> str:
    front = {"title": title, "date": date, "purpose": purpose, **keys}
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    return f"---\n{lines}---\n\n{body}\n"


def site(root: Path, name: str = "site", **options: Any) -> Path:
    build(open_shop(root / "mkdocs.yml", start=root, now=NOW), root / "build" / name, **options)
    return root / "build" / name


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made(folder: Path) -> str:
    """All that the build itself says: pages, search index, sitemap, feed; not the theme's files."""
    own = {path: data for path, data in files_of(folder).items() if not path.startswith("assets/")}
    return "\n".join(own.keys()) + "\n".join(data.decode(errors="replace") for data in own.values())


def mkdocs(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *words],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def edit(root: Path, **changes: Any) -> Path:
    path = root / "mkdocs.yml"
    settings = json.loads(path.read_text()) | changes
    path.write_text(json.dumps({key: value for key, value in settings.items() if value is not None}))
    return root


def test_a_post_has_a_page_and_stands_in_every_list_it_belongs_to(shop: Write) -> None:
    root = shop(
        {"posts/a.md": post("Cool the water", author="aya")}, people={"aya": {"name": "Aya"}}, shop={"name": "Hidamari"}
    )
    out = site(root)
    assert "<h1>Cool the water</h1>" in (out / "posts/a/index.html").read_text()
    for page in ("", "purposes/helpful/", "archive/", "archive/2026/", "people/aya/"):
        assert "Cool the water" in (out / page / "index.html").read_text(), page


def test_what_is_not_published_appears_nowhere(shop: Write) -> None:
    unseen = {
        "posts/draft.md": post("Xylophone", draft=True, body="Xylophone body"),
        "posts/later.md": post("Xylophone", date="2027-01-01", body="Xylophone body", slug="later"),
        "posts/cold.md": post("Xylophone", purpose="offer", body="Xylophone body"),
        "posts/feed-only.md": post("A", channels=["newsletter"], purpose="offer", body="Xylophone body"),
        "series/welcome/00-x.md": "---\ntitle: Xylophone\nday: 0\npurpose: gratitude\n---\nXylophone",
        "voices.yml": "Xylophone",
        "README.md": "Xylophone",
        "posts/notes.txt": "Xylophone",
    }
    out = site(shop({"posts/seen.md": post("Seen"), **unseen}))
    assert "Seen" in made(out)
    assert "xylophone" not in made(out).lower()
    for name in ("draft", "later", "cold", "feed-only"):
        assert not (out / "posts" / name).exists()


def test_a_hostile_title_is_text_everywhere(shop: Write) -> None:
    title = '<script>alert(1)</script> {{ 7*7 }} & "co" \''
    out = site(shop({"posts/a.md": post(title, summary=title, author=title, tags=[title])}))
    everything = made(out)
    assert "<script>alert(1)" not in everything
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in everything
    index = json.loads((out / "search/search_index.json").read_text())
    assert all("<script" not in f"{entry['title']}{entry['text']}" for entry in index["docs"])


def test_the_body_of_a_post_is_sanitised(shop: Write) -> None:
    body = (
        "Hello <img src=x onerror=alert(1)> [go](javascript:alert(1))\n\n<script>alert(1)</script>\n\n"
        '<iframe src="https://evil.example"></iframe>\n\n# A first heading\n\n{{ config.site_name }} {% raw %}'
    )
    root = shop({"posts/a.md": post("A", body=body)}, rules={"missing-image": {"level": "off"}})
    page = (site(root) / "posts/a/index.html").read_text()
    for word in ("onerror", "javascript:alert", "evil.example", "alert(1)</script>"):
        assert word not in page
    assert page.count("<h1") == 1
    assert "{{ config.site_name }} {% raw %}" in page


@pytest.mark.parametrize(
    ("extensions", "published"),
    [
        (["tables"], "<del>5,500円</del>4,400円 a~b~c"),
        ([{"pymdownx.tilde": {"subscript": True}}], "<del>5,500円</del>4,400円 a<sub>b</sub>c"),
    ],
)
def test_an_old_price_is_struck_out_on_the_site_and_in_the_feed(
    shop: Write, extensions: list[Any], published: str
) -> None:
    body = "~~5,500円~~4,400円 a~b~c"
    root = edit(shop({"posts/a.md": post("A", body=body)}), markdown_extensions=extensions)
    out = site(root)
    assert published in (out / "posts/a/index.html").read_text()
    assert published in unescape((out / "feed.xml").read_text())


@pytest.mark.parametrize("body", ["Note: we close early.", "---\ntemplate: 404.html\n---\nNote: we close early."])
def test_a_body_is_never_taken_for_front_matter(shop: Write, body: str) -> None:
    page = (site(shop({"posts/a.md": post("A", body=body)})) / "posts/a/index.html").read_text()
    assert "Note: we close early." in page
    assert "<h1>A</h1>" in page


def test_links_between_posts_work_and_those_to_unpublished_ones_become_words(shop: Write) -> None:
    body = 'See [one](b.md#x), [**two**](draft.md) and <a href="b.md">raw</a> <a href="draft.md">three</a>.'
    root = shop(
        {
            "posts/2026/a.md": post("A", body=body),
            "posts/2026/b.md": post("B", body='<p id="x">Here</p>', slug="bee"),
            "posts/2026/draft.md": post("C", draft=True),
        },
        rules={"broken-link": {"level": "off"}},
    )
    page = (site(root, strict=True) / "posts/a/index.html").read_text()
    assert '<a href="../bee/#x">one</a>' in page
    assert '<a href="../bee/">raw</a>' in page
    assert "<strong>two</strong> and" in page
    assert "three." in page
    assert "draft" not in page


def test_a_picture_beside_a_post_comes_along_if_the_post_names_it(shop: Write) -> None:
    files: dict[str, Any] = {"posts/a.md": post("A", body="![Tea](cup.png)")}
    out = site(shop({**files, "posts/cup.png": b"1", "posts/other.png": b"2"}))
    assert '<img alt="Tea" src="../cup.png"' in (out / "posts/a/index.html").read_text()
    assert (out / "posts/cup.png").read_bytes() == b"1"
    assert not (out / "posts/other.png").exists()


def test_two_builds_are_the_same_bytes_and_mkdocs_alone_makes_the_same_site(shop: Write) -> None:
    root = shop(
        {"index.md": "# Welcome\n\nOur own words.", "about.md": "# About"}
        | {f"posts/{n}.md": post(f"Letter {n}", date=f"2026-10-{n:02d}") for n in range(1, 16)}
    )
    ours, again = site(root), site(root, "again")
    assert files_of(ours) == files_of(again)
    result = mkdocs(root, "build", "--quiet", "--site-dir", str(root / "build" / "theirs"))
    assert result.returncode == 0, result.stderr
    theirs = files_of(root / "build" / "theirs")
    assert {path for path in theirs if theirs[path] != files_of(ours).get(path)} == set()
    assert theirs.keys() == files_of(ours).keys()


def test_a_sitemap_says_when_the_newest_letter_came(shop: Write) -> None:
    out = site(shop({"posts/a.md": post("A", date="2026-10-01"), "about.md": "# About"}))
    sitemap = "".join((out / "sitemap.xml").read_text().split())
    assert "<loc>https://tea.example/posts/a/</loc><lastmod>2026-10-01</lastmod>" in sitemap
    assert "<loc>https://tea.example/</loc><lastmod>2026-10-01</lastmod>" in sitemap
    assert "<loc>https://tea.example/about/</loc></url>" in sitemap


def test_strict_stops_on_what_is_held_back(shop: Write) -> None:
    root = shop({"posts/cold.md": post("Buy", purpose="offer")})
    with pytest.raises(BuildError) as caught:
        site(root, strict=True)
    assert caught.value.case == "build-strict"
    result = mkdocs(root, "build", "--strict", "--site-dir", str(root / "build" / "theirs"))
    assert result.returncode == 1
    assert "content/posts/cold.md" in result.stderr
    assert "held back" in result.stderr


def test_the_shop_s_own_words_stand_on_our_pages(shop: Write) -> None:
    files = {
        "index.md": "Our own words.",
        "archive.md": "---\ntitle: All of them\n---\nEvery letter.",
        "posts/a.md": post("A"),
    }
    out = site(shop(files))
    home, archive = (out / "index.html").read_text(), (out / "archive/index.html").read_text()
    assert "Our own words." in home
    assert "nk-card" in home
    assert "<h1>All of them</h1>" in archive
    assert "Every letter." in archive


@pytest.mark.parametrize(
    ("named", "lang"), [((), "en"), (("search",), "en"), (({"search": {"lang": "de"}},), "de")], ids=str
)
def test_without_theme_and_address_there_is_a_site_with_a_search_all_the_same(
    shop: Write, named: tuple[Any, ...], lang: str
) -> None:
    root = edit(shop({"posts/a.md": post("A")}), theme=None, site_url=None, plugins=[*named, "planner"])
    out = site(root)
    home = (out / "index.html").read_text()
    assert "nk-header" in home
    assert 'data-md-component="search"' in home
    assert "search/main.js" not in home, "of MkDocs' own search"
    index = json.loads((out / "search/search_index.json").read_text())
    assert index["config"]["lang"] == [lang]
    assert "posts/a/" in {page["location"] for page in index["docs"]}
    assert (out / "feed.xml").exists()


@pytest.mark.parametrize("theme", [None, {"name": "material"}], ids=str)
def test_a_shop_can_do_without_the_search(shop: Write, theme: dict[str, str] | None) -> None:
    root = edit(shop({"posts/a.md": post("A")}), theme=theme, plugins=[{"search": {"enabled": False}}, "planner"])
    out = site(root)
    assert "md-search" not in (out / "index.html").read_text()
    assert not (out / "search/search_index.json").exists()


def test_file_names_in_links_where_the_shop_wants_them(shop: Write) -> None:
    out = site(edit(shop({"posts/a.md": post("A")}), use_directory_urls=False))
    assert 'href="posts/a/index.html"' in (out / "index.html").read_text()
    assert 'href="../../index.html"' in (out / "posts/a/index.html").read_text()


def test_the_language_of_the_page_is_the_language_of_the_words(shop: Write) -> None:
    out = site(shop({"posts/a.md": post("湯をさます")}, language="ja"))
    page = (out / "posts/a/index.html").read_text()
    assert '<html lang="ja"' in page
    assert "お役立ち" in page
    assert '"lang":["ja"]' in (out / "search/search_index.json").read_text()


def test_nothing_is_fetched_from_elsewhere(shop: Write) -> None:
    out = site(shop({"posts/a.md": post("A")}))
    for page in out.rglob("*.html"):
        text = page.read_text()
        assert "googleapis" not in text
        assert 'src="http' not in text
        assert "stylesheet" in text


def test_a_shop_s_template_takes_the_place_of_ours(shop: Write) -> None:
    root = edit(shop({"posts/a.md": post("A <b>")}), theme={"name": "material", "custom_dir": "overrides"})
    (root / "overrides").mkdir()
    (root / "overrides/home.html").write_text("{% for letter in view.letters %}Mine: {{ letter.title }}{% endfor %}")
    assert (site(root) / "index.html").read_text() == "Mine: A &lt;b&gt;"


@pytest.mark.parametrize("template", ["\n{% if %}", "\n{{ nothing.at.all }}"])
def test_a_broken_template_is_named_with_its_line(shop: Write, template: str) -> None:
    root = edit(shop({"posts/a.md": post("A")}), theme={"name": "material", "custom_dir": "overrides"})
    (root / "overrides").mkdir()
    (root / "overrides/home.html").write_text(template)
    with pytest.raises(BuildError) as caught:
        site(root)
    assert (caught.value.case, caught.value.path, caught.value.line) == ("build-failed", "overrides/home.html", 2)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_what_the_machine_refuses_is_no_fault_of_a_template(
    shop: Write, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refusing(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("mkdocs.utils.write_file", refusing)
    with pytest.raises(BuildError) as caught:
        site(shop({"posts/a.md": post("A")}))
    assert (caught.value.case, caught.value.values["reason"]) == ("build-refused", os.strerror(number))
    said = "".join(sentence(caught.value, catalogue(language)) for language in LANGUAGES)
    assert [word for word in ("template", "テンプレート") if word in said.casefold()] == []


def test_a_theme_that_our_pages_are_not_made_for_is_refused(shop: Write) -> None:
    result = mkdocs(edit(shop({"posts/a.md": post("A")}), theme="readthedocs"), "build")
    assert result.returncode == 1
    assert "`readthedocs`" in result.stderr


def test_the_menu_is_the_shop_s_nav_and_leads_to_no_unpublished_letter(shop: Write) -> None:
    files = {"about.md": "# About", "x/one.md": "# One", "x/two.md": "# Two", "posts/d.md": post("D", draft=True)}
    nav = ["index.md", {"About <us>": "about.md"}, {"More": ["x/one.md", "x/two.md"]}, {"D": "posts/d.md"}]
    page = (site(edit(shop(files), nav=nav)) / "about/index.html").read_text()
    menu = page[page.index("nk-menu") : page.index("nk-tools")]
    assert '<a href="./" aria-current="page">About</a>' in menu
    assert '<a href="../x/one/">More</a>' in menu
    assert menu.count("<li>") == 2


def test_without_a_nav_the_menu_has_the_letters_and_the_shop_s_pages(shop: Write) -> None:
    page = (site(shop({"about.md": "# About", "posts/a.md": post("A")})) / "index.html").read_text()
    menu = page[page.index("nk-menu") : page.index("nk-tools")]
    assert menu.index(">About<") < menu.index(">Letters<")
    assert menu.count("<li>") == 2


def test_what_mkdocs_warns_of_is_handed_back(shop: Write) -> None:
    root = shop({"about.md": "# About\n\n[gone](gone.md)", "posts/a.md": post("A")})
    built = build(open_shop(root / "mkdocs.yml", start=root, now=NOW), root / "build" / "site")
    assert ["gone.md" in warning for warning in built.warnings] == [True]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_key_that_mkdocs_does_not_know_is_told_in_the_shop_s_language(shop: Write, language: str) -> None:
    root = edit(shop({"posts/a.md": post("A")}, language=language), site_nam="Tea")
    built = build(open_shop(root / "mkdocs.yml", start=root, now=NOW), root / "build" / "site")
    assert list(built.warnings) == [catalogue(language).say("site.log.unknown", key="site_nam")]


def test_progress_ends_where_it_said_it_would(shop: Write) -> None:
    steps: list[tuple[int, int]] = []
    site(shop({"posts/a.md": post("A")}), progress=lambda done, total: steps.append((done, total)))
    assert steps[-1][0] == steps[-1][1] == len(steps)


def test_a_wrong_setting_stops_mkdocs_with_a_sentence_and_the_line(shop: Write) -> None:
    result = mkdocs(shop({"posts/a.md": post("A")}, languge="en"), "build")
    assert result.returncode == 1
    assert "mkdocs.yml:" in result.stderr
    assert "languge" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("body", ["> " * 3000 + "so deep", "[" * 50_000 + "so deep"])
def test_a_body_that_markdown_cannot_bear_does_not_stop_the_others(shop: Write, body: str) -> None:
    files = {"posts/deep.md": post("Deep", body=body), "posts/b.md": post("B")}
    out = site(shop(files, rules={"unreadable-post": {"level": "warning"}}))
    assert "so deep" in (out / "posts/deep/index.html").read_text()
    assert (out / "posts/b/index.html").exists()


def test_serve_shows_the_same_site(shop: Write) -> None:
    root = shop({"posts/a.md": post("Cool the water")})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
    with subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            page = fetched(f"http://127.0.0.1:{port}/posts/a/")
        finally:
            server.terminate()
    assert "<h1>Cool the water</h1>" in page


def fetched(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    pytest.fail("no answer")


def test_a_tag_that_would_run_a_program_stops_the_build(shop: Write, tmp_path: Path) -> None:
    root = shop({"posts/a.md": post("A")})
    config = root / "mkdocs.yml"
    evil = f'copyright: !!python/object/apply:os.system ["touch {tmp_path / "ran"}"]\n'
    config.write_text("plugins: [planner]\ndocs_dir: content\n" + evil, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        site(root)
    assert (caught.value.case, caught.value.line) == ("config-python-tag", 3)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("inherits", ["INHERIT: base.yml\n", "<<: {INHERIT: base.yml}\n"])
def test_such_a_tag_in_an_inherited_file_stops_the_build_too(shop: Write, tmp_path: Path, inherits: str) -> None:
    root = shop({"posts/a.md": post("A")})
    evil = f'copyright: !!python/object/apply:os.system ["touch {tmp_path / "ran"}"]\n'
    (root / "base.yml").write_text(f"docs_dir: content\n{evil}", encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"site_name: Tea\nplugins: [planner]\n{inherits}", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        site(root)
    assert (caught.value.case, caught.value.path, caught.value.line) == ("config-python-tag", "base.yml", 2)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("written", "case", "line", "column", "said"),
    [
        ("hooks: [gone.py]\n", "config-refused", 4, 1, "gone.py"),
        ("validation: {links: {not_found: loudly}}\n", "config-refused", 4, 1, "loudly"),
        ("markdown_extensions:\n  - tables\n  - gone\n", "config-extension", 6, 5, "No module named 'gone'"),
        ("markdown_extensions:\n  - toc:\n      gone: 1\n", "config-extension", 5, 5, "gone"),
        ("plugins:\n  - planner\n  - gone: {a: 1}\n", "config-plugin-missing", 6, 5, "gone"),
        ("plugins:\n  - planner\n  - search: {lang: 3}\n", "config-refused", 4, 1, "lang"),
    ],
)
def test_what_only_mkdocs_can_refuse_is_said_with_its_place(
    shop: Write, written: str, case: str, line: int, column: int, said: str
) -> None:
    root = shop({"posts/a.md": post("A")})
    begin = "site_name: Tea\ndocs_dir: content\n"
    plugins = "\n" if written.startswith("plugins") else "plugins: [planner]\n"
    (root / "mkdocs.yml").write_text(begin + plugins + written, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        site(root)
    assert (caught.value.case, caught.value.line, caught.value.column) == (case, line, column)
    for language in ("en", "ja"):
        assert said in sentence(caught.value, catalogue(language))


def test_a_site_without_a_name_is_called_as_the_shop_is(shop: Write) -> None:
    root = shop({"posts/a.md": post("A")})
    block = "plugins:\n  - planner: {shop: {name: Hidamari Tea}}\n"
    (root / "mkdocs.yml").write_text(f"docs_dir: content\n{block}", encoding="utf-8")
    assert "<title>Hidamari Tea</title>" in (site(root) / "index.html").read_text()


def test_what_mkdocs_says_is_missing_is_told_with_its_cure(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [planner]\n", encoding="utf-8")
    said = ["Config value 'site_name': Required configuration not provided."]
    error = refused(said, tmp_path / "mkdocs.yml")
    assert error is not None
    assert (error.case, error.line) == ("config-required", 1)
    for language in ("en", "ja"):
        assert "`site_name`" in sentence(error, catalogue(language))


def test_a_key_that_the_file_inherits_is_shown_where_it_stands(shop: Write) -> None:
    root = shop({"posts/a.md": post("A")})
    (root / "base.yml").write_text("site_name: Tea\nhooks: [gone.py]\n", encoding="utf-8")
    inherits = "INHERIT: base.yml\ndocs_dir: content\nplugins: [planner]\n"
    (root / "mkdocs.yml").write_text(inherits, encoding="utf-8")
    with pytest.raises(ConfigError, match="config-refused") as caught:
        site(root)
    assert (caught.value.path, caught.value.line) == ("base.yml", 2)


def test_a_link_to_a_file_that_is_gone_stops_nothing(shop: Write) -> None:
    root = shop({"posts/a.md": post("A"), "images/notes.txt": "x"})
    (root / "content/images/gone.jpg").symlink_to("nowhere.jpg")
    built = build(open_shop(root / "mkdocs.yml", start=root, now=NOW), root / "build" / "site")
    assert ["images/gone.jpg" in warning for warning in built.warnings] == [True]
    assert (root / "build/site/images/notes.txt").exists()
    assert not (root / "build/site/images/gone.jpg").exists()


EVERYTHING = """\
## A heading & more {: title="b" }

*Some* `code`, a [letter](b.md "to B"), [its part](b.md#words), [here](#a-heading-more), [a page](../about.md?x=1&y=2),
![a cup > a pot](../images/cup%20%26.png "drawn"), [![linked](../images/cup%20%26.png)](b.md){: .big data-written-link="x" },
<https://elsewhere.example/?a=1&b=2>, <tea@shop.example>, [ref], [gone](gone.md), a note[^1], [^2] & <b>more</b>
<a href="b.md">raw</a> and <img src="../images/cup%20%26.png" alt="raw">.

| a | b |
|--:|:--|
| [c](b.md) | d |

<div markdown="1">
[inside](b.md) of a block
</div>

    [code](b.md)

[ref]: b.md 'A "reference"'
[^1]: The [note](b.md).
[^2]: Another.
"""


@pytest.mark.parametrize("contents", [{}, {"permalink": True}])
def test_to_make_markdown_once_changes_nothing(
    shop: Write, monkeypatch: pytest.MonkeyPatch, contents: dict[str, Any]
) -> None:
    letters = {"posts/a.md": post("A", body=EVERYTHING), "posts/b.md": post("B", date="2026-10-02", body="## Words")}
    root = edit(
        shop({**letters, "about.md": EVERYTHING, "images/cup &.png": "x"}),
        markdown_extensions=["attr_list", "footnotes", "md_in_html", {"toc": contents}],
    )
    once = made(site(root, "once"))
    assert "data-written-link" not in once
    assert "gone.md" not in (root / "build/once/feed.json").read_text(encoding="utf-8")
    monkeypatch.setattr("planner.render.prose.Prose.extendMarkdown", lambda _self, _md: None)
    monkeypatch.setattr("planner.render.renderer.Renderer.keep", lambda _self, _letter, _text, _html: None)
    assert made(site(root, "twice")) == once
