"""What git and the last build remember of an offer, whatever time commits claim, and whatever its file is called by now."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.test_rules_offers import build, cases, commit, found, offer, shop


def git(root: Path, *command: str, given: str = "") -> str:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    told = subprocess.run(
        ["git", *command], cwd=root, env=kept, input=given, check=True, capture_output=True, text=True
    )
    return told.stdout.strip()


@pytest.mark.parametrize("seconds", [253_402_300_800, 99_999_999_999_999, 2**63 - 1, -99])
def test_a_commit_of_no_possible_time_is_of_the_end_of_time(tmp_path: Path, seconds: int) -> None:
    commit(tmp_path, "2026-12-02T00:00:00Z", cup=offer("2026-12-01", until="2026-12-24"))
    (tmp_path / "content/posts/cup.md").write_text(offer("2026-12-01", until="2026-12-31"), encoding="utf-8")
    git(tmp_path, "add", ".")
    who = f"A <a@shop.example> {seconds} +0000"
    tree, parent = git(tmp_path, "write-tree"), git(tmp_path, "rev-parse", "HEAD")
    text = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nmoved\n"
    later = git(tmp_path, "hash-object", "-t", "commit", "-w", "--stdin", given=text)
    git(tmp_path, "update-ref", "HEAD", later)
    assert "moved-deadline.moved" in cases(tmp_path, {"cup": offer("2026-12-01", until="2026-12-31")})


MOVED = {"moved-deadline.moved"}
LATER = offer(until="2026-12-20")


def take_away(root: Path, name: str) -> None:
    (root / "content" / "posts" / f"{name}.md").unlink()


@pytest.mark.parametrize("staged", [False, True])
def test_a_new_file_name_that_git_has_not_heard_of_does_not_hide_the_promise(tmp_path: Path, staged: bool) -> None:
    commit(tmp_path, "2026-12-01T00:00:00Z", cup=offer())
    take_away(tmp_path, "cup")
    made = shop(tmp_path, {"mug": LATER})
    if staged:
        git(tmp_path, "add", ".")
    assert found(made) == [("mug", "moved-deadline.moved", "error")]


def test_a_new_file_name_is_followed_through_earlier_ones(tmp_path: Path) -> None:
    commit(tmp_path, "2026-12-01T00:00:00Z", cup=offer())
    take_away(tmp_path, "cup")
    commit(tmp_path, "2026-12-09T00:00:00Z", mug=LATER)
    take_away(tmp_path, "mug")
    assert cases(tmp_path, {"bowl": LATER}) == MOVED


def test_another_offer_beside_or_after_it_has_promised_nothing(tmp_path: Path) -> None:
    other = {"order": "https://shop.example/pot", "price": "9000 JPY"}
    commit(tmp_path, "2026-12-01T00:00:00Z", cup=offer())
    assert cases(tmp_path, {"mug": offer(until="2026-12-20", **other)}) == set()
    take_away(tmp_path, "mug")
    take_away(tmp_path, "cup")
    everything = dict.fromkeys(("for", "worry", "wish", "pay", "delivery", "returns", "ask"), "[quite, another, thing]")
    told = cases(tmp_path, {"mug": offer("2026-12-09", until="2026-12-20", **other, **everything)})
    assert not {case for case in told if case.startswith("moved-deadline")}


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("2026-12-08-cup", "cup", offer(head="", until="2026-12-20").replace("A cup", "The cup")),
        ("cup", "mug", offer(head="slug: cup\n", until="2026-12-20").replace("A cup", "The cup")),
        ("cup", "mug", LATER),
    ],
)
def test_a_new_file_name_does_not_hide_what_the_last_build_remembers(
    tmp_path: Path, before: str, after: str, text: str
) -> None:
    shop(tmp_path, {before: offer()})
    build(tmp_path)
    take_away(tmp_path, before)
    for _ in range(3):  # however often it is built
        assert cases(tmp_path, {after: text}) == MOVED
        build(tmp_path)


def test_a_report_that_knows_no_addresses_is_asked_by_the_names_of_its_files(tmp_path: Path) -> None:
    shop(tmp_path, {"cup": offer()})
    build(tmp_path)
    file = tmp_path / "build" / "report.json"
    unknown: tuple[object, ...] = (None, [], {"content/posts/2026-12-08-cup.md": 7})
    for known in unknown:
        told = json.loads(file.read_bytes()) | {"promised": {"content/posts/2026-12-08-cup.md": "2026-12-12"}}
        file.write_text(json.dumps(told | {"promised_as": known}), encoding="utf-8")
        assert cases(tmp_path, {"cup": LATER}) == MOVED


def test_what_may_be_one_of_two_letters_is_held_against_neither(tmp_path: Path) -> None:
    shop(tmp_path, {"cup": offer(head="audience: [customer]\n")})
    build(tmp_path)
    take_away(tmp_path, "cup")
    two = {name: offer(head=f"audience: [{name}]\n", until="2026-12-20") for name in ("customer", "regular")}
    assert cases(tmp_path, two) == set()


def test_a_letter_that_is_still_there_keeps_its_promise_to_itself(tmp_path: Path) -> None:
    shop(tmp_path, {"cup": offer(head="audience: [customer]\n")})
    build(tmp_path)
    other = offer(head="audience: [regular]\n", until="2026-12-20", order="https://shop.example/pot")
    assert not cases(tmp_path, {"pot": other}) & MOVED
