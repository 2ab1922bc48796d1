# From a fresh clone with Python 3.11 or newer, git and make: `make site` or `make test`. The rest sets itself up.

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help site test lint style types floors judges pytest format bench words phrases leanings lighthouse clean

help:
	@echo "make site     builds the demo shop into build/"
	@echo "make test     runs every check: style, types, floors, tests"
	@echo "make lint     runs the checks that need no tests: style, types, floors"
	@echo "make format   mends style where a machine can"
	@echo "make bench    measures a start, and check and build on large shops"
	@echo "make lighthouse  measures pages of the built sites (some minutes)"
	@echo "make words    says how well the word rules judge the labelled letters"
	@echo "make phrases  sorts the lists of phrases by what letters have needed, and works them out"
	@echo "make leanings  learns anew from the labelled letters what sells, pushes, flatters or excuses (some minutes)"
	@echo "make clean    removes what was built, and caches"

# Made again when the dependencies change; PYTHON=… chooses another Python.
.venv/.installed: pyproject.toml .ci/venv
	@PYTHON="$(PYTHON)" sh .ci/venv
	@echo "Installing into .venv …"
	@$(PIP) --upgrade pip || true
	@$(PIP) --editable '.[test]'
	@touch $@

site: .venv/.installed
	@$(BIN)/planner build
	@echo "The site is in build/site, its feed in build/site/feed.xml, the letters in build/newsletter."
	@echo "To look at it: $(BIN)/python -m http.server --directory build/site, then http://localhost:8000"

# Style, types and floors beside the tests: they take a quarter of a minute of one processor where nothing is cached.
test: .venv/.installed judges
	@$(MAKE) --no-print-directory --jobs 2 lint pytest

lint: style types floors

style: .venv/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/.installed
	$(BIN)/mypy

floors: .venv/.installed
	$(BIN)/lint-imports

# What judges the built pages, where it can be had.
judges: .venv/.installed
	@.ci/web

pytest: .venv/.installed judges
	$(BIN)/pytest --numprocesses auto --dist loadgroup --cov --cov-report term

format: .venv/.installed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/.installed
	@for bench in tests/bench*.py; do $(BIN)/python $$bench || exit 1; done

words: .venv/.installed
	@$(BIN)/python -m tests.corpus_report

phrases: .venv/.installed
	@$(BIN)/python -m tests.tried_phrases
	@$(BIN)/pytest --quiet -p no:xdist --refresh tests/test_words.py -k lies_ready

leanings: .venv/.installed
	@$(PIP) --editable '.[learn]'
	@$(BIN)/python -m tests.learnt_leanings

lighthouse: .venv/.installed
	@.ci/web --all
	@PYTHONPATH=. $(BIN)/python tests/lighthouse.py

clean:
	rm -rf build dist .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find planner tests docs -name __pycache__ -type d -prune -exec rm -rf {} +
