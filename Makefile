# `make run` runs the bot, `make test` checks everything. Both set up what they need from nothing.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable

.PHONY: run test lint types check-tests train constraints

run: .venv/run
	@$(BIN)/python -m bot run

test: lint types check-tests

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/dev
	$(BIN)/mypy

check-tests: .venv/dev
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses auto --dist worksteal
	@$(BIN)/coverage combine --quiet 2>/dev/null || true
	$(BIN)/coverage report --fail-under=90

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: set PYTHON, as in make run PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "Python's venv module is missing. Run: apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/run: .venv/bin/pip pyproject.toml constraints.txt
	@echo "Setting up. This takes about a minute the first time." >&2
	@$(INSTALL) '.[local]'
	@touch $@

.venv/dev: .venv/run
	@$(INSTALL) '.[local,dev]'
	@touch $@

# Train the tagger anew from training/*.jsonl: the same text gives the same bytes.
train: .venv/training
	$(BIN)/python -m training.train_tagger

.venv/training: .venv/dev
	@$(INSTALL) '.[local,dev,training]'
	@touch $@

# Write down the versions of a fresh installation of everything.
constraints:
	rm -rf .venv constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable '.[local,dev,training]'
	$(BIN)/pip freeze --exclude-editable > constraints.txt
