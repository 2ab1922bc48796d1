"""The wheel, installed elsewhere: it brings its templates, its words and a shop to start from, in both languages."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
AT = "2027-06-01"
"""Later than every letter of the starters."""

pytestmark = pytest.mark.xdist_group("wheel")  # built once, by one worker


def run(*words: str | Path, folder: Path) -> str:
    """What a command prints, away from our checkout and from what the caller's shell has set."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "COV", "PLANNER", "SOURCE_"))
    }
    done = subprocess.run(words, cwd=folder, env=kept, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built wheel and source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "--directory", folder, folder=ROOT)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment with our wheel in it; the libraries are borrowed from this one."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    run(*pip, wheel, folder=home)
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=home).strip())
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin"


def names(built: Path) -> Sequence[str]:
    (wheel,) = built.glob("*.whl")
    return ZipFile(wheel).namelist()


def test_the_wheel_holds_what_the_package_reads(built: Path) -> None:
    held = set(names(built))
    ours = [path for path in (ROOT / "planner").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    templates = [path for path in (ROOT / "site_templates").rglob("*") if path.is_file()]
    assert {path.relative_to(ROOT).as_posix() for path in ours} - held == set()
    assert {f"planner/{path.relative_to(ROOT).as_posix()}" for path in templates} - held == set()


def test_the_wheel_holds_nothing_else(built: Path) -> None:
    assert {name.split("/")[0].split("-")[0] for name in names(built)} == {"planner", "nukumori"}
    assert [name for name in names(built) if name.endswith(".pyc") or "/build/" in name] == []


def test_the_source_distribution_can_test_itself(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        held = {name.partition("/")[2] for name in source.getnames()}
    assert {
        "Makefile",
        ".ci/venv",
        "mkdocs.yml",
        "pyproject.toml",
        "tests/test_wheel.py",
        "site_templates/site/main.html",
    } <= held
    assert [name for name in held if name.startswith((".venv", "build/", ".git/"))] == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_new_shop_passes_and_builds(installed: Path, tmp_path: Path, language: str) -> None:
    planner = installed / "planner"
    run(planner, "init", "shop", "--language", language, folder=tmp_path)
    run(planner, "check", "--strict", "--at", AT, folder=tmp_path / "shop")
    run(planner, "build", "--strict", "--at", AT, folder=tmp_path / "shop")
    made = tmp_path / "shop" / "build"
    assert f'lang="{language}"' in (made / "site" / "index.html").read_text(encoding="utf-8")
    assert (made / "site" / "feed.xml").is_file()
    assert len(list(made.glob("newsletter/*/*.eml"))) > 1


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import planner; print(planner.__file__)", folder=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_mkdocs_finds_the_plugin(installed: Path, tmp_path: Path) -> None:
    run(installed / "planner", "init", "shop", folder=tmp_path)
    run(installed / "python", "-m", "mkdocs", "build", "--quiet", folder=tmp_path / "shop")
    assert (tmp_path / "shop" / "build" / "site" / "feed.xml").is_file()
