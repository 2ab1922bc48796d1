"""`planner send`: what may go out, from which build, and what is asked before."""

# ruff: noqa: ARG001 - a test asks for the shop and the server that it runs against

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli.main import main
from tests.built_shop import AT, EDITION, build, write_readers, write_shop
from tests.mail_server import mail_server
from tests.small_shop import write_post


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built") / "shop"
    root.mkdir()
    return build(write_shop(root))


@pytest.fixture
def shop(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "shop"
    subprocess.run(["cp", "-rp", built, root], check=True)
    monkeypatch.chdir(root)
    monkeypatch.setenv("NUKUMORI_SMTP_HOST", "127.0.0.1")
    write_readers(tmp_path / "readers.csv", "aki@mail.example,2026-01-01,customer,Aki")
    return root


def send(*words: str) -> Result:
    return CliRunner().invoke(main, ["send", "--at", AT, "--readers", "../readers.csv", *words])


def set_service(shop: Path, name: str) -> None:
    """As if the letters had been built for another service."""
    edition = shop / "build/newsletter" / EDITION / "edition.json"
    edition.write_text(edition.read_text().replace('"service": "plain"', f'"service": "{name}"'))


def test_an_edition_that_is_not_there(shop: Path) -> None:
    result = send("2026-12-16")
    assert result.exit_code == 2
    assert (
        result.stderr
        == "error: There is no edition “2026-12-16” among what was built.\nhelp: Did you mean 2026-12-15?\n"
    )
    far = send("christmas")
    assert "The latest are 2026-10-20, 2026-10-27 and 2026-12-15." in far.stderr


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-11-10", "Did you mean 2026-11-10-the-small-teapot?"),
        ("the-small-teapot", "Did you mean 2026-11-10-the-small-teapot?"),
        ("2026-11-10-The-Small", "Did you mean 2026-11-10-the-small-teapot?"),
        ("2026-11-10-the-smal-teapot", "Did you mean 2026-11-10-the-small-teapot?"),
        ("2026-10", "such as 2026-10-13, 2026-10-20 and 2026-10-27."),
    ],
)
def test_the_beginning_of_a_name_is_enough_to_be_told_the_whole(shop: Path, typed: str, said: str) -> None:
    (shop / "build/newsletter" / EDITION).rename(shop / "build/newsletter/2026-11-10-the-small-teapot")
    result = send(typed)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


def test_nothing_built_yet(shop: Path) -> None:
    (shop / "build").rename(shop / "elsewhere")
    assert "planner build" in send(EDITION).stderr


@pytest.mark.parametrize("name", ["../2026-12-15", "2026-12-15/../2026-12-15", "..", ""])
def test_an_edition_is_a_name_and_no_path(shop: Path, name: str) -> None:
    assert send(name).exit_code == 2


@pytest.mark.parametrize("found", ["[]", "{", '{"schema": "planner.edition/1", "variants": [{"files": []}]}', None])
def test_an_edition_that_can_t_be_read(shop: Path, found: str | None) -> None:
    folder = shop / "build/newsletter" / EDITION
    if found is None:
        (folder / "with-offer.html").unlink()
    else:
        (folder / "edition.json").write_text(found)
    result = send(EDITION)
    assert result.exit_code == 2
    assert "This edition cannot be read as it stands in the build." in result.stderr


def test_a_variant_that_is_not_there(shop: Path) -> None:
    result = send(EDITION, "--variant", "withoffer")
    assert "Did you mean with-offer?" in result.stderr


def test_a_draft_over_smtp_is_a_rehearsal(shop: Path) -> None:
    result = send(EDITION)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == (
        "2026-12-15, through 127.0.0.1:25:\n"
        "  with-offer: Snow on the roof\n"
        "    Goes to everyone who joined before 20 October 2026, 09:00.\n"
        "    1 reader\n"
        "Nothing was sent. To send it, run the same command with `--now`.\n"
    )


def test_a_letter_that_is_held_back_by_now(shop: Path) -> None:
    write_post(shop, "snow.md", "title: Snow on the roof\ndate: 2026-12-14\npurpose: owner-storry")
    result = send(EDITION, "--now", "--yes")
    assert result.exit_code == 2
    assert result.stderr.startswith("content/posts/snow.md: error: This letter is in the edition as it was built")


def test_readers_who_are_others_by_now(shop: Path) -> None:
    (shop / "content/posts/letter-8.md").unlink()
    result = send(EDITION, "--now", "--yes")
    assert result.exit_code == 2
    assert "The shop has changed since 2026-12-15 was built" in result.stderr


def test_words_that_were_changed_since(shop: Path) -> None:
    post = shop / "content/posts/snow.md"
    post.write_text(post.read_text() + "\nAnd cold.\n")
    os.utime(post, (4e9, 4e9))
    result = send(EDITION)
    assert result.exit_code == 0
    assert result.stderr.startswith("content/posts/snow.md: changed since the build.")


def test_letters_built_for_another_service(shop: Path) -> None:
    result = send(EDITION, "--service", "listmonk", "--yes")
    assert result.exit_code == 2
    assert "The letters were built for plain" in result.stderr
    assert "`newsletter: {service: listmonk}`" in result.stderr


def test_services_that_are_fed_by_hand(shop: Path) -> None:
    set_service(shop, "mailchimp")
    result = send(EDITION, "--now", "--yes")
    assert result.exit_code == 2
    assert "cannot hand letters to mailchimp" in result.stderr


def test_a_mail_server_takes_no_dates(shop: Path) -> None:
    assert "sends at once" in send(EDITION, "--schedule", "2099-01-01").stderr
    past = send(EDITION, "--schedule", "2020-01-01", "--at", "2019-12-15").stderr
    assert "1 January 2020, 09:00 is past" in past
    assert "--at" not in past
    assert "cannot both hold" in send(EDITION, "--schedule", "2099-01-01", "--now").stderr


@pytest.mark.parametrize(
    "words", [("--per-minute", "0"), ("--per-minute", "many"), ("--to", "nobody"), ("--to", "a@b\nBcc: x@y")]
)
def test_slips_of_the_pen(shop: Path, words: tuple[str, str]) -> None:
    assert send(EDITION, "--now", "--yes", *words).exit_code == 2


def test_a_list_is_needed(shop: Path) -> None:
    result = CliRunner().invoke(main, ["send", EDITION, "--at", AT, "--now", "--yes"])
    assert "--readers" in result.stderr


def test_a_shop_without_an_address(shop: Path) -> None:
    for mail in (shop / "build/newsletter" / EDITION).glob("*.eml"):
        mail.write_bytes(mail.read_bytes().replace(b"<hello@tea.example>", b"<letters@shop.invalid>", 1))
    assert "has no address that letters could come from" in send(EDITION, "--now", "--yes").stderr


def test_a_series_goes_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "shop"
    root.mkdir()
    write_shop(root)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text() + "      series: {welcome: {stage: customer}}\n")
    step = root / "content/series/welcome/00-hello.md"
    step.parent.mkdir(parents=True)
    step.write_text("---\ntitle: Welcome\nday: 0\npurpose: gratitude\n---\n\nHello.\n")
    monkeypatch.chdir(build(root))
    assert "on a day of their own" in send("series-welcome-00", "--now", "--yes").stderr


def answered(shop: Path, answer: str, *words: str, port: int) -> str:
    """What the command says at a terminal where somebody answers."""
    leader, follower = pty.openpty()
    env = os.environ | {"NUKUMORI_SMTP_PORT": str(port), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "planner", "send", EDITION, "--at", AT, "--readers", "../readers.csv", *words]
    with subprocess.Popen(command, cwd=shop, env=env, stdin=follower, stdout=subprocess.PIPE) as process:
        os.write(leader, f"{answer}\n".encode())
        said = process.communicate()[0].decode()
    os.close(leader)
    os.close(follower)
    return said


@pytest.mark.parametrize(("answer", "sent"), [("y", 1), ("はい", 1), ("n", 0), ("", 0)])
def test_the_owner_is_asked(shop: Path, answer: str, sent: int) -> None:
    with mail_server() as post:
        said = answered(shop, answer, "--now", port=post.port)
        assert len(post.taken) == sent
    assert ("Nothing was sent." in said) == (not sent)


def hanging_up(shop: Path, port: int, stream: str) -> int:
    """The exit code of a round of which nobody reads what is said."""
    reader, writer = os.pipe()
    os.close(reader)
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: writer}
    env = os.environ | {"NUKUMORI_SMTP_PORT": str(port)}
    words = [EDITION, "--at", AT, "--readers", "../readers.csv", "--now", "--yes"]
    command = [sys.executable, "-m", "planner", "send", *words]
    code = subprocess.run(command, cwd=shop, env=env, check=False, **streams).returncode  # type: ignore[call-overload]
    os.close(writer)
    return int(code)


def test_who_hangs_up_before_it_begins_does_not_take_it_for_sent(shop: Path) -> None:
    with mail_server() as post:
        assert hanging_up(shop, post.port, "stdout") == 2
        assert post.taken == []


def test_who_hangs_up_in_between_stops_nothing(shop: Path) -> None:
    write_readers(
        shop.parent / "readers.csv", *(f"{name}@mail.example,2026-01-01,customer,x" for name in ("aki", "emi"))
    )
    with mail_server() as post:
        post.at_rcpt["aki@mail.example"] = ["550 no such user"]
        assert hanging_up(shop, post.port, "stderr") == 1
        assert post.addresses == ["emi@mail.example"]


@pytest.mark.parametrize(
    ("command", "language", "words"),
    [
        ("send", "en", "as a draft unless --schedule or --now is said"),
        ("send", "ja", "必ずお尋ねします"),
        ("letter", "en", "anew whenever its file changes"),
        ("letter", "ja", "ファイルが変わるたびに更新"),
    ],
)
def test_help(command: str, language: str, words: str) -> None:
    said = CliRunner().invoke(main, [command, "--help", "--language", language]).stdout
    assert words in said
    assert f"planner {command} " in said


def test_in_japanese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "shop"
    root.mkdir()
    monkeypatch.chdir(build(write_shop(root, language="ja")))
    monkeypatch.setenv("NUKUMORI_SMTP_HOST", "127.0.0.1")
    write_readers(tmp_path / "readers.csv", "aki@mail.example,2026-01-01,お客様,秋")
    result = send(EDITION)
    assert result.exit_code == 0, result.stderr
    assert "まだ何も送っていません" in result.stdout
