"""Letters by SMTP, to a real server with faults: nobody is missed, nobody gets two, and one bounce stops nothing."""

# ruff: noqa: ARG001 - a test asks for the shop and the server that it runs against

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import mailing
from planner.cli.main import main
from planner.deliver import smtp
from tests.built_shop import AT, EDITION, build, write_readers, write_shop
from tests.mail_server import HANG_UP, Post, mail_server

OLD = [
    f"{name}@mail.example,2026-01-0{number},customer,{name.title()}"
    for number, name in enumerate(("aki", "hana", "ren"), 1)
]
NEW = ["sora@mail.example,2026-10-20,customer,空"]
EVERYBODY = ["aki@mail.example", "hana@mail.example", "ren@mail.example", "sora@mail.example"]


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
    write_readers(tmp_path / "readers.csv", *OLD, *NEW)
    return root


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    with mail_server() as server:
        monkeypatch.setenv("NUKUMORI_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("NUKUMORI_SMTP_PORT", str(server.port))
        yield server


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    pauses: list[float] = []
    monkeypatch.setattr(mailing, "sleep", pauses.append)
    return pauses


def send(*words: str) -> Result:
    return CliRunner().invoke(main, ["send", EDITION, "--at", AT, "--readers", "../readers.csv", *words])


def send_now(*words: str) -> Result:
    return send("--now", "--yes", *words)


def entries(shop: Path) -> list[dict[str, str]]:
    lines = (shop / ".nukumori/sent.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def test_each_reader_gets_one_letter_and_the_right_one(shop: Path, post: Post, slept: list[float]) -> None:
    result = send_now()
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(post.addresses) == EVERYBODY
    said = dict(post.taken)
    assert "A cup for {{ cold }} mornings" in said["aki@mail.example"].as_string()
    assert "A cup for {{ cold }} mornings" not in said["sora@mail.example"].as_string()
    assert [
        str(said[address]["To"].addresses[0].display_name) for address in ("hana@mail.example", "sora@mail.example")
    ] == ["Hana", "空"]
    assert said["aki@mail.example"]["Subject"] == "Snow on the roof"
    assert said["aki@mail.example"]["List-Unsubscribe"].startswith("<mailto:hello@tea.example")
    assert len({message["Message-ID"] for _, message in post.taken}) == 4
    assert post.connections == 1
    assert len(slept) == 3
    assert max(slept) <= 1
    assert "3 readers" in result.stdout
    assert result.stdout.endswith("4 letters are on the way.\n")


def test_the_mail_is_the_one_that_was_built(shop: Path, post: Post) -> None:
    send_now()
    mail = dict(post.taken)["aki@mail.example"]
    body, text = mail.get_body(("html",)), mail.get_body(("plain",))
    assert body is not None
    assert text is not None
    folder = shop / "build/newsletter" / EDITION
    assert body.get_content().replace("\r\n", "\n").strip() == (folder / "with-offer.html").read_text().strip()
    assert text.get_content().replace("\r\n", "\n").strip() == (folder / "with-offer.txt").read_text().strip()
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_without_now_nothing_is_sent(shop: Path, post: Post) -> None:
    result = send()
    assert result.exit_code == 0
    assert "Nothing was sent" in result.stdout
    assert (post.taken, post.connections) == ([], 0)


def test_without_a_terminal_and_a_yes_nothing_is_sent(shop: Path, post: Post) -> None:
    result = send("--now")
    assert result.exit_code == 2
    assert "Snow on the roof" in result.stdout
    assert "`--yes`" in result.stderr
    assert post.taken == []


def test_nobody_gets_it_twice(shop: Path, post: Post) -> None:
    send_now()
    result = send_now()
    assert result.exit_code == 2
    assert "--again" in result.stderr
    assert len(post.taken) == 4


def test_who_joins_the_list_later_gets_it_still(shop: Path, post: Post) -> None:
    send_now()
    write_readers(shop.parent / "readers.csv", *OLD, *NEW, "yui@mail.example,2026-02-02,regular,Yui")
    result = send_now()
    assert result.exit_code == 0
    assert post.addresses[4:] == ["yui@mail.example"]
    assert "4 readers have it already" in result.stdout


def test_again_begins_a_new_round(shop: Path, post: Post) -> None:
    send_now()
    assert send_now("--again").exit_code == 0
    assert sorted(post.addresses) == sorted(EVERYBODY * 2)
    assert len({message["Message-ID"] for _, message in post.taken}) == 8
    assert send_now().exit_code == 2


def test_one_variant_alone(shop: Path, post: Post) -> None:
    assert send_now("--variant", "without-offer").exit_code == 0
    assert post.addresses == ["sora@mail.example"]


def test_a_bounce_stops_nobody_else(shop: Path, post: Post) -> None:
    post.at_rcpt["hana@mail.example"] = ["550 no such user"] * 9
    result = send_now()
    assert result.exit_code == 1
    assert "line 3: refused by the mail server, and not tried again: 550 no such user" in result.stderr
    assert sorted(post.addresses) == [one for one in EVERYBODY if not one.startswith("hana")]
    assert send_now().exit_code == 2
    assert post.asked["hana@mail.example"] == 1


@pytest.mark.parametrize("answers", ["at_rcpt", "at_data"])
def test_a_busy_server_is_asked_again(shop: Path, post: Post, slept: list[float], answers: str) -> None:
    getattr(post, answers)["hana@mail.example"] = ["451 busy", "451 busy"]
    assert send_now().exit_code == 0
    assert sorted(post.addresses) == EVERYBODY
    assert set(smtp.PAUSES[:2]) <= set(slept)


def test_but_not_for_ever(shop: Path, post: Post) -> None:
    post.at_rcpt["hana@mail.example"] = ["451 busy"] * 4
    result = send_now()
    assert result.exit_code == 1
    assert "put off" in result.stderr
    assert len(post.taken) == 3
    assert send_now().exit_code == 0
    assert sorted(post.addresses) == EVERYBODY


@pytest.mark.parametrize("answers", ["at_rcpt", "at_data"])
def test_a_line_that_goes_dead_is_opened_again(shop: Path, post: Post, answers: str) -> None:
    getattr(post, answers)["hana@mail.example"] = [HANG_UP]
    assert send_now().exit_code == 0
    assert sorted(post.addresses) == EVERYBODY
    assert post.connections == 2


def test_a_server_that_refuses_the_letter_itself(shop: Path, post: Post) -> None:
    post.at_data["hana@mail.example"] = ["554 looks like spam"]
    assert send_now().exit_code == 1
    assert len(post.taken) == 3


def run_until_killed(shop: Path, port: int) -> subprocess.Popen[bytes]:
    words = ["send", EDITION, "--at", AT, "--readers", "../readers.csv", "--now", "--yes", "--per-minute", "60000"]
    env = os.environ | {"NUKUMORI_SMTP_HOST": "127.0.0.1", "NUKUMORI_SMTP_PORT": str(port)}
    return subprocess.Popen([sys.executable, "-m", "planner", *words], cwd=shop, env=env, stdout=subprocess.DEVNULL)


def test_killed_between_two_letters_it_goes_on_where_it_stopped(shop: Path, post: Post) -> None:
    def kill(address: str) -> None:
        if len(post.taken) == 2 and process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()

    post.before_rcpt = kill
    process = run_until_killed(shop, post.port)
    assert process.wait() == -signal.SIGKILL
    assert len(post.taken) == 2
    result = send_now()
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(post.addresses) == EVERYBODY


def test_killed_within_a_letter_the_owner_is_asked(shop: Path, post: Post) -> None:
    def kill(address: str) -> None:
        if len(post.taken) == 1 and process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()

    post.before_data = kill
    process = run_until_killed(shop, post.port)
    process.wait()
    first = list(post.addresses)
    result = send_now()
    assert result.exit_code == 1
    assert "(lines 3 of the list)" in result.stderr
    assert "--unclear send" in result.stderr
    assert len(post.addresses) == len(set(post.addresses))
    assert send_now("--unclear", "send").exit_code == 0
    assert {*EVERYBODY} == {*post.addresses}
    ids = {address: {message["Message-ID"] for to, message in post.taken if to == address} for address in first}
    assert all(len(one) == 1 for one in ids.values())


def test_the_ledger_holds_no_address(shop: Path, post: Post) -> None:
    send_now()
    written = (shop / ".nukumori/sent.jsonl").read_text()
    assert "@" not in written
    assert not any(name in written for name in ("aki", "hana", "ren@", "sora"))
    assert [entry["state"] for entry in entries(shop)[1:3]] == ["sending", "sent"]
    assert (shop / ".nukumori/.gitignore").read_text() == "*\n"


def test_a_torn_last_line_was_never_a_step(shop: Path, post: Post) -> None:
    send_now("--variant", "without-offer")
    with (shop / ".nukumori/sent.jsonl").open("a") as file:
        file.write('{"at": "2026-')
    assert send_now().exit_code == 0
    assert sorted(post.addresses) == EVERYBODY
    assert all(entries(shop))


def test_a_broken_ledger_stops_everything(shop: Path, post: Post) -> None:
    send_now("--variant", "without-offer")
    path = shop / ".nukumori/sent.jsonl"
    path.write_text(path.read_text().replace('{"at"', "{at", 1))
    result = send_now()
    assert result.exit_code == 2
    assert ".nukumori/sent.jsonl:2:1: error" in result.stderr
    assert len(post.taken) == 1


@pytest.mark.parametrize(
    ("found", "instead", "line"),
    [
        ('"salt": "', '"salt": "not of ours ', 1),
        ('"salt": "', '"salt": 5, "more": "', 1),
        ('"round": 1', '"round": "x"', 2),
    ],
)
def test_a_ledger_that_someone_has_changed(shop: Path, post: Post, found: str, instead: str, line: int) -> None:
    send_now("--variant", "without-offer")
    path = shop / ".nukumori/sent.jsonl"
    path.write_text(path.read_text().replace(found, instead, 1))
    result = send_now()
    assert (result.exit_code, len(post.taken)) == (2, 1)
    assert f".nukumori/sent.jsonl:{line}:1: error" in result.stderr


def test_one_at_a_time(shop: Path, post: Post) -> None:
    fcntl = pytest.importorskip("fcntl")
    send_now("--variant", "without-offer")
    with (shop / ".nukumori/sent.jsonl").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        result = send_now()
    assert result.exit_code == 2
    assert "Another `planner send`" in result.stderr


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_password_and_its_absence(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server("tea", "s3cret-leaf") as post:
        monkeypatch.setenv("NUKUMORI_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("NUKUMORI_SMTP_PORT", str(post.port))
        monkeypatch.setenv("NUKUMORI_SMTP_USER", "tea")
        assert "NUKUMORI_SMTP_PASSWORD is not set" in send_now().stderr
        monkeypatch.setenv("NUKUMORI_SMTP_PASSWORD", "wrong-leaf")
        result = send_now()
        assert result.exit_code == 2
        assert "does not accept the user and the password (it says 535)" in result.stderr
        assert "leaf" not in result.output
        monkeypatch.setenv("NUKUMORI_SMTP_PASSWORD", "s3cret-leaf")
        result = send_now()
        assert result.exit_code == 0
        assert "leaf" not in result.output + (shop / ".nukumori/sent.jsonl").read_text()
        assert len(post.taken) == 4


def test_a_server_that_is_not_there(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "NUKUMORI_SMTP_HOST is not set" in send_now().stderr
    with mail_server() as post:
        port = post.port
    monkeypatch.setenv("NUKUMORI_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("NUKUMORI_SMTP_PORT", str(port))
    result = send_now()
    assert result.exit_code == 2
    assert "cannot be reached, or hung up" in result.stderr


def test_a_server_without_starttls_gets_nothing(shop: Path, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUKUMORI_SMTP_SECURITY", "starttls")
    result = send_now()
    assert result.exit_code == 2
    assert "No secure connection" in result.stderr
    assert post.taken == []


def test_no_password_in_the_clear(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"HOST": "mail.example", "SECURITY": "none", "USER": "u", "PASSWORD": "p"}.items():
        monkeypatch.setenv(f"NUKUMORI_SMTP_{name}", value)
    assert "in the clear" in send_now().stderr


# A trial


def test_a_trial_is_marked_and_leaves_no_trace(shop: Path, post: Post) -> None:
    result = send("--to", "me@tea.example", "--yes")
    assert result.exit_code == 0, result.stderr
    assert post.addresses == ["me@tea.example"] * 2
    assert [message["Subject"] for _, message in post.taken] == ["[Trial] Snow on the roof"] * 2
    assert not (shop / ".nukumori").exists()
    assert send_now().exit_code == 0


def test_a_trial_asks_too(shop: Path, post: Post) -> None:
    assert send("--to", "me@tea.example").exit_code == 2
    assert post.taken == []


def test_a_trial_that_is_refused(shop: Path, post: Post) -> None:
    post.at_rcpt["me@tea.example"] = ["550 who?"]
    result = send("--to", "me@tea.example", "--yes")
    assert result.exit_code == 2
    assert "550 who?" in result.stderr


# The list


def test_a_bad_line_is_named_and_nothing_is_sent(shop: Path, post: Post) -> None:
    rows = [
        *OLD,
        "nobody,2026-01-01,customer,x",
        "a@b.example,soon,customer,x",
        "c@d.example,2026-01-01,custommer,x",
        OLD[0],
    ]
    write_readers(shop.parent / "readers.csv", *rows)
    result = send_now()
    assert result.exit_code == 2
    assert post.taken == []
    lines = result.stderr.splitlines()
    assert lines[0].startswith("readers.csv:5: There is no address")
    assert lines[1] == "readers.csv:6: `joined` needs a date such as 2026-04-02, and “soon” is none."
    assert lines[2].startswith("readers.csv:7: `stage` cannot be “custommer”.")
    assert lines[3] == "readers.csv:8: This address stands on line 2 already."
    assert send_now("--skip-bad").exit_code == 0
    assert len(post.taken) == 3


def test_only_who_agreed(shop: Path, post: Post) -> None:
    rows = [
        "a@m.example,2026-01-01,customer,2026-01-01",
        "b@m.example,2026-01-01,customer,no",
        "c@m.example,2026-01-01,customer,yes",
    ]
    path = write_readers(shop.parent / "readers.csv", *rows, header="address,joined,stage,consented")
    assert send_now().exit_code == 0
    assert post.addresses == ["a@m.example", "c@m.example"]
    path.write_text(path.read_text() + "d@m.example,2026-01-01,customer,\n")
    result = send_now()
    assert result.exit_code == 2
    assert "readers.csv:5: `consented`" in result.stderr


def test_a_list_that_excel_wrote_in_japan(shop: Path, post: Post) -> None:
    text = "メールアドレス,登録日,段階,お名前\r\nhana@mail.example,2026年1月5日,お客様,花\r\n"
    (shop.parent / "readers.csv").write_bytes(text.encode("cp932"))
    result = send_now()
    assert (result.exit_code, post.addresses) == (0, ["hana@mail.example"]), result.stderr


@pytest.mark.parametrize("place", ["content/readers.csv", "build/readers.csv", "content/posts/../readers.csv"])
def test_a_list_that_could_be_published_is_refused(shop: Path, post: Post, place: str) -> None:
    write_readers(shop / place, *OLD)
    result = CliRunner().invoke(main, ["send", EDITION, "--at", AT, "--readers", place, "--now", "--yes"])
    assert result.exit_code == 2
    assert "could be published" in result.stderr


def test_a_link_does_not_hide_the_place(shop: Path, post: Post) -> None:
    write_readers(shop / "content/readers.csv", *OLD)
    (shop.parent / "readers.csv").unlink()
    (shop.parent / "readers.csv").symlink_to(shop / "content/readers.csv")
    assert "could be published" in send_now().stderr


def test_columns_that_are_missing(shop: Path, post: Post) -> None:
    write_readers(shop.parent / "readers.csv", "a@b.example,2026-01-01", header="address,joined")
    assert "lacks `stage`" in send_now().stderr


def test_a_reader_of_the_day_of_the_cut_off_gets_no_offer(shop: Path, post: Post) -> None:
    cut = json.loads((shop / f"build/newsletter/{EDITION}/edition.json").read_text())["variants"][0]["readers"][0][
        "joined"
    ][0]["until"]
    day = cut[:10]
    rows = [f"day@m.example,{day},customer,x", f"minute@m.example,{day} 00:01,customer,x"]
    write_readers(shop.parent / "readers.csv", *rows)
    assert send_now().exit_code == 0
    subjects = {address: "cold" in message.as_string() for address, message in post.taken}
    assert subjects == {"day@m.example": False, "minute@m.example": True}
