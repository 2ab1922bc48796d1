"""A terminal, to see what a command writes to one."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path


def in_a_terminal(*words: str, cwd: Path | None = None, **environ: str) -> str:
    """What `planner` writes to a terminal, on either stream."""
    leader, follower = pty.openpty()
    env = {"PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8", **environ}
    command = [sys.executable, "-m", "planner", *words]
    with subprocess.Popen(command, env=env, cwd=cwd, stdout=follower, stderr=follower):
        os.close(follower)
        return _drained(leader).decode()


def _drained(handle: int) -> bytes:
    found = b""
    try:
        while block := os.read(handle, 65536):
            found += block
    except OSError:  # the terminal is closed
        pass
    finally:
        os.close(handle)
    return found
