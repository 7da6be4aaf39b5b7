# Two commands: `make run` and `make test`. Each sets up what it needs, once.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test setup setup-tests check format lint types imports faults shots soak lock translations sample schema clean

run: setup
	@$(BIN)/studyleaf start

test: setup-tests check
	@$(BIN)/python -m pytest

check: format lint types imports

setup:
	@$(PYTHON) build_spec/bootstrap.py

setup-tests:
	@$(PYTHON) build_spec/bootstrap.py --tests

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

bench-%: setup-tests
	@$(BIN)/python -m tests.benchmarks.$*

# Kills the program and its children 200 times at random moments; takes 15 to 25 minutes.
faults: setup-tests
	@$(BIN)/python -m tests.faults.killing

# Pictures of all rooms, by day and night, at 200 % and from right to left, in .shots/.
shots: setup-tests
	@$(BIN)/python -m tests.e2e.shots

# Keeps the program at work for half an hour and looks at its memory.
soak: setup-tests
	@$(BIN)/python -m tests.faults.soak

# Brings the texts for translators up to date with the code.
translations: setup-tests
	@$(BIN)/python build_spec/translations.py collect
	@$(BIN)/python build_spec/translations.py release

lock:
	@build_spec/lock.sh

clean:
	rm -rf .venv .bench .mypy_cache .ruff_cache .pytest_cache build dist

# Draws the sample document again from its text.
sample:
	@$(BIN)/python build_spec/make_sample.py

# Writes the companion page's vocabulary from app/events.py.
schema:
	@$(BIN)/python build_spec/make_schema.py
