"""The owner's desk and the marked posts of `planner serve`, which are in no build."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner import mkdocs_plugin
from planner.model import Need, Role, WarmingRule
from planner.preview import AT_THE_DESK, Preview, preview
from planner.publish.site import desk
from planner.shop import Shop, open_shop
from planner.warming.line import Point, warmth_line
from planner.warming.streams import DAY, Send, Stream
from planner.wording import LANGUAGES
from tests.small_shop import AT, TERMS, write_cold_offer, write_post, write_shop

NOW = datetime.fromisoformat(AT).replace(tzinfo=ZoneInfo("Asia/Tokyo"))


def opened(root: Path) -> Shop:
    return open_shop(None, start=root, now=NOW)


def unfinished(root: Path, language: str = "en") -> Path:
    """A shop with a draft, a post to come, one that is held back, and a title that would be HTML."""
    write_shop(root, language=language)
    write_post(root, "draft.md", "title: <b>Half</b> written\ndate: 2026-11-20\npurpose: news\ndraft: true")
    write_post(root, "soon.md", "title: A cup\ndate: 2026-12-20\npurpose: offer" + TERMS)
    write_cold_offer(root)
    (root / "content/voices.yml").write_text("- {id: a, date: 2026-11-01, worry: '<i>Cold</i> tea'}\n")
    return root


def titles(shop: Shop) -> dict[str, str]:
    return {post.path.rpartition("/")[2]: post.title for post in shop.publication.site}


def test_what_readers_do_not_have_is_there_with_its_mark(tmp_path: Path) -> None:
    shop = opened(unfinished(tmp_path))
    shown = titles(preview(shop))
    assert shown["draft.md"] == "[Draft] <b>Half</b> written"
    assert shown["soon.md"] == "[From 20 December 2026 on] A cup"
    assert shown["too-soon.md"] == "[Held back] Buy a cup"
    assert shown["letter-0.md"] == "Letter 0"
    assert shown.keys() - titles(shop).keys() == {"draft.md", "soon.md", "too-soon.md"}


def test_feeds_and_letters_are_those_of_a_build(tmp_path: Path) -> None:
    shop = opened(unfinished(tmp_path))
    assert preview(shop).publication.feed == shop.publication.feed
    assert preview(shop).publication.editions == shop.publication.editions


def test_two_posts_never_share_an_address(tmp_path: Path) -> None:
    root = write_shop(tmp_path)
    for number in range(2):
        front = f"title: Draft\ndate: 2026-11-2{number}\npurpose: news\ndraft: true\nslug: letter-0"
        write_post(root, f"again-{number}.md", front)
    slugs = [post.slug for post in preview(opened(root)).publication.site]
    assert len(slugs) == len(set(slugs))
    assert {"letter-0", "letter-0-2", "letter-0-3"} <= set(slugs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_tells_warmth_offers_next_steps_and_voices(tmp_path: Path, language: str) -> None:
    shop = preview(opened(unfinished(tmp_path, language)))
    [(path, page)] = desk.files(shop.known, shop.unsent).items()
    assert path == "desk/index.html"
    assert page.count('class="line"') == page.count("<article>") > 0
    assert '<g class="flag warm"><title>A cup</title>' in page
    assert f'<html lang="{language}">' in page
    said = {
        "en": ("How warm your readers are", "Voices to answer", "Not out yet"),
        "ja": ("読者の温まり具合", "お返事をお待ちの声", "まだ公開していない便り"),
    }
    assert all(f">{one}</h2>" in page for one in said[language])


@pytest.mark.parametrize(
    ("language", "answered", "missed"),
    [
        ("en", "Every voice has been answered.", "The command “planner voices” says what to mend."),
        ("ja", "すべての声にお答えしています。", "コマンド「planner voices」でご覧になれます。"),
    ],
)
@pytest.mark.parametrize("lost", ["- id: [a", "- {id: b, worry: cold}\n"])
def test_the_desk_says_where_voices_could_not_be_read(
    tmp_path: Path, language: str, answered: str, missed: str, lost: str
) -> None:
    page = desk.files(opened(write_shop(tmp_path, language=language)).known)[desk.PATH]
    assert (answered in page, missed in page) == (True, False)
    (tmp_path / "content/voices.yml").write_text(lost)
    page = desk.files(opened(tmp_path).known)[desk.PATH]
    assert (answered in page, missed in page, "content/voices.yml" in page) == (False, True, True)


def test_what_people_write_is_text_on_the_desk(tmp_path: Path) -> None:
    shop = preview(opened(unfinished(tmp_path)))
    page = desk.files(shop.known, shop.unsent)[desk.PATH]
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;Half&lt;/b&gt; written" in page
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)


def test_an_empty_shop_has_a_desk(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Tea\ndocs_dir: content\nplugins: [planner]\n")
    shop = preview(opened(tmp_path))
    assert "Nothing is due." in desk.files(shop.known, shop.unsent)[desk.PATH]


def test_a_stretch_with_too_little_is_hatched_and_a_cold_offer_has_a_hatched_flag(tmp_path: Path) -> None:
    root = write_shop(tmp_path)
    write_post(root, "one.md", "title: One\ndate: 2026-12-10\npurpose: offer" + TERMS)
    write_post(root, "two.md", "title: Two\ndate: 2026-12-12\npurpose: offer" + TERMS)
    page = desk.files(opened(root).known)[desk.PATH]
    assert '<g class="flag warm"><title>One</title>' in page
    assert '<g class="flag cold"><title>Two</title>' in page
    assert '<rect class="band"' in page


def test_the_line_climbs_with_each_warm_post_falls_with_an_offer_and_cools() -> None:
    rule = WarmingRule(usual=Need(2, 1, 0), first=Need(2, 1, 0), within=5, reminders=0)
    sends = (
        Send(1 * DAY, "a", "news", Role.NEUTRAL),
        Send(2 * DAY, "b", "gratitude", Role.WARMS),
        Send(3 * DAY, "c", "gratitude", Role.WARMS),
        Send(4 * DAY, "d", "offer", Role.ASKS),
        Send(5 * DAY, "e", "gratitude", Role.WARMS),
        Send(6 * DAY, "f", "offer", Role.ASKS),
    )
    line = warmth_line(Stream("site", rule, sends), 0, 12 * DAY)
    ends = {point.instant // DAY: point.posts for point in line}
    assert ends == {0: 0, 1: 0, 2: 1, 3: 2, 4: 0, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1, 11: 0, 12: 0}
    assert Point(4 * DAY, 2, 2, welcome=True) in line
    assert {point.instant // DAY for point in line if point.welcome} == {3, 4}
    assert [point.instant for point in line] == sorted(point.instant for point in line)


def test_no_build_has_a_desk_whatever_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_THE_DESK, "1")
    mkdocs_plugin.build(opened(unfinished(tmp_path)), tmp_path / "out")
    assert (tmp_path / "out/index.html").is_file()
    assert not (tmp_path / "out/desk").exists()
    assert not (tmp_path / "out/posts/draft").exists()


def test_a_preview_is_a_shop_of_its_own(tmp_path: Path) -> None:
    shop = preview(opened(write_shop(tmp_path)))
    assert isinstance(shop, Preview)
    assert shop.unsent == ()
    assert shop.publication.site == shop.built.site


def test_serve_shows_the_desk_and_marked_drafts(tmp_path: Path) -> None:
    root = unfinished(tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "planner", "serve", "--port", str(port), "--at", AT]
    environ = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    with subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environ) as served:
        try:
            page = _fetched(f"http://127.0.0.1:{port}/desk/")
            assert "The desk of Hidamari Tea" in page
            assert "[Draft]" in _fetched(f"http://127.0.0.1:{port}/posts/draft/")
        finally:
            served.terminate()
            assert served.wait(20) == 0
    assert "The desk of Hidamari Tea" not in _still_there(f"http://127.0.0.1:{port}/desk/")


def _still_there(address: str) -> str:
    """What answers, if anything does: the port may be another's by now."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - nobody's, or another test's
            return str(answer.read().decode(errors="replace"))
    except (OSError, HTTPException):
        return ""


def _fetched(address: str) -> str:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"nothing at {address}")
