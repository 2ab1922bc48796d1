"""Where made pictures are kept between builds: a folder of the shop's, by content, so that nothing in it is ever stale."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from planner.pictures.album import Store

CACHE = Path(".cache") / "nukumori"


def kept_below(root: Path) -> Store:
    """Keeps pictures below `.cache/nukumori` of a shop's folder; where that can't be written, they are made anew each time."""
    folder = root / CACHE

    def store(name: str, data: bytes | None) -> bytes | None:
        if data is None:
            with suppress(OSError):
                return (folder / name).read_bytes()
            return None
        with suppress(OSError):
            _write(folder, name, data)
        return data

    return store


def _write(folder: Path, name: str, data: bytes) -> None:
    """Write aside and rename, so that two builds at once, or one that is killed, leave no half of a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=".new-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(aside).replace(folder / name)
    except BaseException:
        with suppress(OSError):
            Path(aside).unlink()
        raise
