"""The house itself: its floors, its names, and how large its rooms grow."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "planner").rglob("*.py"))
VAGUE = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def words_of(path: Path) -> set[str]:
    return {word for part in path.relative_to(ROOT).with_suffix("").parts for word in part.split("_")}


def code_lines(tree: ast.AST, text: str) -> int:
    """Lines with code on them: blank lines, comments and docstrings explain, and may be as long as that takes."""
    prose = {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    lines = enumerate(text.splitlines(), start=1)
    return sum(
        bool(line.strip()) and not line.lstrip().startswith("#") and number not in prose for number, line in lines
    )


def test_imports_go_down() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is(path: Path) -> None:
    first = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
    assert first.rstrip().endswith((".", ":")), f"{name_of(path)} does not say what it is"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_does_one_thing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]
    assert code_lines(tree, text) < LONGEST_FILE
    assert long == []


def test_no_room_is_for_odds_and_ends() -> None:
    assert [name_of(path) for path in MODULES if words_of(path) & VAGUE] == []


def test_no_import_hides_behind_type_checking() -> None:
    assert [name_of(path) for path in MODULES if "TYPE_CHECKING" in path.read_text(encoding="utf-8")] == []
