"""`planner letter`: a letter in the browser, anew whenever its file changes, and for this machine alone."""

from __future__ import annotations

import http.client
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
import yaml
from click.testing import CliRunner
from PIL import Image

from planner.cli import viewing
from planner.cli.main import main
from planner.cli.viewing import Forms, View, listening
from planner.errors import BuildError
from planner.wording import catalogue
from tests.built_shop import AT, EDITION, build, write_shop


@contextmanager
def served(view: View) -> Iterator[http.client.HTTPConnection]:
    server = listening(view, 0, catalogue("en"))
    Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True).start()
    try:
        yield http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
    finally:
        server.shutdown()
        server.server_close()


def get(line: http.client.HTTPConnection, path: str, **headers: str) -> tuple[int, str]:
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    return answer.status, answer.read().decode()


SIMPLE = View(lambda: Forms("<p>html</p>", "text"), lambda: 1)


def test_both_forms_and_a_frame_with_a_way_to_each() -> None:
    with served(SIMPLE) as line:
        assert get(line, "/letter.html") == (200, "<p>html</p>")
        assert get(line, "/letter.txt") == (200, "text")
        status, frame = get(line, "/")
        assert status == 200
        assert '<a href="/" aria-current=page>HTML</a><a href="/text">Text</a>' in frame
        assert '<iframe sandbox src="letter.html"' in frame
        assert '<iframe sandbox src="letter.txt"' in get(line, "/text")[1]
        assert get(line, "/mkdocs.yml")[0] == 404


def test_nobody_from_elsewhere() -> None:
    with served(SIMPLE) as line:
        assert get(line, "/letter.html", Host="evil.example:80")[0] == 403


def test_a_letter_that_is_broken_just_now() -> None:
    def broken() -> Forms:
        raise BuildError("template", path="letter.html", line=3, reason="a <b> sign")

    with served(View(broken, lambda: 1)) as line:
        status, said = get(line, "/letter.html")
        assert status == 200
        assert "cannot be shown just now: letter.html:3:1: error" in said


def test_a_change_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewing, "_LOOK", 0.01)
    versions = iter([1, 1, 2, *[2] * 10_000])
    with served(View(SIMPLE.make, lambda: next(versions))) as line:
        line.request("GET", "/changes")
        answer = line.getresponse()
        assert answer.getheader("Content-Type") == "text/event-stream"
        while not (told := answer.readline()).startswith(b"data"):
            assert told
        assert told == b"data: changed\n"
        answer.close()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("view") / "shop"
    root.mkdir()
    return build(write_shop(root, service="listmonk"))


@contextmanager
def looking(shop: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], http.client.HTTPConnection]]:
    command = [sys.executable, "-um", "planner", "letter", "--no-open", "--at", AT, *words]
    with subprocess.Popen(command, cwd=shop, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = process.stdout.readline().split("127.0.0.1:")[1].split("/")[0]
        try:
            yield process, http.client.HTTPConnection("127.0.0.1", int(port), timeout=30)
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0
        finally:
            process.kill()


def test_a_built_letter(shop: Path) -> None:
    with looking(shop, f"build/newsletter/{EDITION}/without-offer.html") as (_, line):
        html = get(line, "/letter.html")[1]
        assert "Snow on the roof" in html
        assert "{{" not in html
        assert "Snow on the roof" in get(line, "/letter.txt")[1]


def test_a_post_as_it_is_written(shop: Path) -> None:
    post = shop / "content/posts/new.md"
    post.write_text("---\ntitle: Not yet\ndate: 2027-03-01\npurpose: helpful\ndraft: true\n---\n\nFirst words.\n")
    with looking(shop, "content/posts/new.md") as (_, line):
        assert "First words." in get(line, "/letter.html")[1]
        post.write_text(post.read_text().replace("First", "Second"))
        assert "Second words." in get(line, "/letter.html")[1]
        post.write_text("---\ntitle: [\n---\n")
        assert "cannot be shown just now" in get(line, "/letter.txt")[1]


def test_its_pictures_are_shown_before_they_are_published(shop: Path) -> None:
    Image.new("RGB", (900, 600), "brown").save(shop / "content/cup.png")
    post = shop / "content/posts/seen.md"
    post.write_text(
        "---\ntitle: Seen\ndate: 2027-03-01\npurpose: helpful\nimage: cup.png\nimage_alt: A cup\n---\n\nWords.\n"
    )
    with looking(shop, "content/posts/seen.md") as (_, line):
        assert 'src="data:image/png;base64,' in get(line, "/letter.html")[1]
    letter = shop / f"build/newsletter/{EDITION}/without-offer.html"
    (shop / "build/site").mkdir(exist_ok=True)
    (shop / "build/site/cup.png").write_bytes((shop / "content/cup.png").read_bytes())
    base = yaml.safe_load((shop / "mkdocs.yml").read_text())["site_url"]
    letter.write_text(
        letter.read_text().replace("</body>", f'<img src="{base}cup.png"><img src="{base}../x.png"></body>')
    )
    with looking(shop, str(letter)) as (_, line):
        shown = get(line, "/letter.html")[1]
    assert shown.count('<img src="data:image/png;base64,') == 1
    assert f'<img src="{base}../x.png">' in shown


@pytest.mark.parametrize("name", ["build", "mkdocs.yml", "nothing.html", "content/index.md"])
def test_what_is_no_letter(shop: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(shop)
    result = CliRunner().invoke(main, ["letter", name, "--no-open"])
    assert result.exit_code == 2
    assert "There is no letter to show" in result.stderr
