# Every target prepares what it needs; `make demo` and `make test` are the two that a newcomer types.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TESTS ?= tests

DATA ?= openpeel-data/demo/store

.DEFAULT_GOAL := help
.PHONY: help demo serve test browser-tests postgres check format requirements truth benchmarks clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/ready: requirements/development.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else f"OpenPEEL needs Python 3.11 or newer; this is {v.major}.{v.minor}. Name another with: make PYTHON=python3.11 ...")'
	@echo "Installing OpenPEEL and its libraries into $(VENV) (once; one to three minutes) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(VENV)/ready ## load real police records and a made force, judge them, write a page
	@$(BIN)/openpeel demo

STYLE := src/openpeel/web/static/govuk/govuk-frontend.min.css

$(STYLE): $(VENV)/ready src/openpeel/web/frontend/package-lock.json
	@$(BIN)/python -m openpeel.web.frontend.build --anew

serve: $(VENV)/ready $(STYLE) ## show it in a browser; DATA=folder names other records than the demo's
	@test -d $(DATA) || $(BIN)/openpeel demo
	@$(BIN)/openpeel serve --data $(DATA)

test: $(VENV)/ready ## run the tests
	@$(BIN)/python -m pytest -n auto --dist worksteal $(TESTS) --ignore tests/browser

browser-tests: $(VENV)/ready $(STYLE) ## run the tests in a real browser (needs Debian's chromium)
	@$(BIN)/python -m pytest -n auto --dist loadfile $(if $(filter tests,$(TESTS)),tests/browser,$(TESTS))

postgres: $(VENV)/ready ## run the tests that need PostgreSQL, on a server of their own (needs Debian's postgresql)
	@PYTHON=$(BIN)/python sh tests/sources/with_postgresql.sh -m pytest tests/sources/test_postgresql.py

check: $(VENV)/ready ## lint, types, import contracts, docs current
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m openpeel.cli.main docs --check

format: $(VENV)/ready ## format the code and write the generated reference anew
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m openpeel.cli.main docs

requirements: ## compile the pinned requirements (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make requirements" --quiet -o requirements/development.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make requirements" --quiet -c requirements/development.txt -o requirements/openpeel.txt

truth: $(VENV)/ready ## judge the made force, and tell what each standard finds, misses and gets wrong
	$(BIN)/python -m benchmarks.truth

benchmarks: $(VENV)/ready ## measure against hand-written SQL, Polars and pandas (long)
	$(BIN)/python -m benchmarks

clean: ## remove the virtual environment and what was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
