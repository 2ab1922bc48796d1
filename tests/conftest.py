"""What tests of more than one room need: a shop on disk, golden outputs, a browser."""

from __future__ import annotations

import json
import shutil
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver

from tests.templates_kept import Kept, keep_templates

GOLDEN = Path(__file__).parent / "golden"
CHROME = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # pictures at example addresses fail at once
)
Files = Mapping[str, str | bytes]
# Where the tests run in the background of a script, Ctrl+C is ignored, by what they start as well; some try just that.
signal.signal(signal.SIGINT, signal.default_int_handler)
keep_templates(Kept())


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="refresh golden outputs (then read the diff)")


def pytest_configure(config: pytest.Config) -> None:
    """Refreshing in several processes at once would have them overwrite one another's files."""
    if config.getoption("--refresh") and (config.getoption("numprocesses", None) or hasattr(config, "workerinput")):
        raise pytest.UsageError("--refresh writes files, so it runs in one process: leave out -n")


@pytest.hookimpl(trylast=True)  # Hypothesis marks its tests first
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest, and tries the same lines again and again, begins first and is not counted in the coverage.

    To count doubles its time, and adds few lines: properties, whole corpora, what measures its own effort, what a browser looks at.
    """
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")
    items.sort(key=lambda item: item.get_closest_marker("no_cover") is None)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """What is not counted is not traced either: on a worker, what pytest-cov pauses gives way to a second tracer."""
    if not item.get_closest_marker("no_cover"):
        return (yield)
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


@pytest.fixture
def shop(tmp_path: Path) -> Callable[..., Path]:
    """Writes a shop and gives its folder: `shop({"posts/cup.md": "---…"}, language="ja", warming={"ratio": 2})`.

    Files are written below `content/`; what is named besides goes into the `planner` block of mkdocs.yml.
    """

    def write(files: Files, **planner: Any) -> Path:
        settings = {
            "site_name": "Hidamari Tea",
            "site_url": "https://tea.example/",
            "docs_dir": "content",
            "theme": {"name": "material"},
            "plugins": ["search", {"planner": {"timezone": "Asia/Tokyo"} | planner}],
        }
        everything: dict[str, str | bytes] = {"mkdocs.yml": json.dumps(settings, ensure_ascii=False, indent=2)}
        everything |= {f"content/{name}": text for name, text in files.items()}
        (tmp_path / "content").mkdir(exist_ok=True)
        _write(tmp_path, everything)
        return tmp_path

    return write


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Files], None]:
    """Compares files with those below `tests/golden/<name>/`; `pytest --refresh` writes them afresh."""

    def compare(name: str, files: Files) -> None:
        if request.config.getoption("--refresh"):
            shutil.rmtree(GOLDEN / name, ignore_errors=True)
            _write(GOLDEN / name, files)
        kept = {
            path.relative_to(GOLDEN / name).as_posix(): path for path in (GOLDEN / name).rglob("*") if path.is_file()
        }
        assert sorted(files) == sorted(kept)
        for path, content in files.items():
            assert _bytes(content).decode(errors="replace") == kept[path].read_bytes().decode(errors="replace"), path

    return compare


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Headless Chromium, with a profile of its own; tests that ask for it are skipped where there is none."""
    chrome = next((found for name in CHROME if (found := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if chrome is None or driver is None:
        pytest.skip("no browser here: chromium and chromedriver are needed (Debian: chromium, chromium-driver)")
    started = _start(chrome, driver, tmp_path_factory.mktemp("profile"))
    yield started
    started.quit()


def _start(chrome: str, driver: str, profile: Path) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = chrome
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))


def _write(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(content))


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
