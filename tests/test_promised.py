"""What git remembers of an offer, whatever time its commits claim."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.test_rules_offers import cases, commit, offer


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
