# `make` alone says what there is. Everything runs in .venv, which `make install` builds from requirements.lock.
.DEFAULT_GOAL := help
.PHONY: help install check lint test test-faults env demo lock screenshots bench bench-large clean
SHELL := /bin/sh
BIN := .venv/bin
INSTALLED := .venv/.installed
# One more than there are processors, since the tests on servers mostly wait; each makes sites of its own, so not too many.
WORKERS := $(shell n=$$(nproc 2>/dev/null || echo 2); echo $$((n < 7 ? n + 1 : 8)))

help: ## what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-11s %s\n", $$1, $$2}'

install: $(INSTALLED) ## .venv with the locked dependencies and the shangliang command

$(INSTALLED): requirements.lock pyproject.toml infra/install/debian.sh infra/install/fonts.sh
	@python=$$(infra/install/debian.sh) && echo "installing into .venv ($$python): one to two minutes the first time" && "$$python" -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@infra/install/fonts.sh
	@touch $(INSTALLED)

lint: install ## format, lint, types, and which module may import which
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint ## lint, then the unit tests: what to run before every commit
	$(BIN)/pytest -n $(WORKERS) tests/unit

test: lint ## everything that CI runs, shared by several processes
	@infra/install/go.sh
	@infra/install/chromium.sh
	@infra/install/libreoffice.sh
	@$(BIN)/python -m compileall -q infra services gateway operations tests benchmarks
	$(BIN)/pytest -n $(WORKERS) --durations 30 tests
	@echo "Not there, so not tested: deliveries, the task queue, statistics."

test-faults: install ## every fault on servers: plugs pulled in mid-story (needs Docker)
	$(BIN)/pytest tests/servers -k faults -m "faults or not faults"

BENCH := .venv-bench
PEER := $(BENCH)/.installed

bench: install $(PEER) ## how quick it is, beside the raw limit and others: bench.md, in about ten minutes (needs Docker)
	@$(BIN)/python -W ignore::Warning:eventlet -m benchmarks --peer $(BENCH)/bin/python --out bench.md

bench-large: install ## the same of ten million events and a million records: bench-large.md, in about ten minutes
	@$(BIN)/python -W ignore::Warning:eventlet -m benchmarks --large --out bench-large.md

$(PEER): requirements-bench.lock
	@$(BIN)/python -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $(PEER)

env: install ## secrets for `docker compose up`: .env, written once, and the broker's users made from it
	@$(BIN)/python -W ignore::Warning:eventlet -m operations.suite.make_env

demo: install ## the suite on http://127.0.0.1:8000 (PORT=…), with the story of the school gate played on it (DATA=var)
	@operations/demo/run.sh

COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe \
	--strip-extras --no-emit-index-url --no-emit-find-links

screenshots: install ## the ten main pages after the story, on a phone and on a desktop: docs/screenshots/
	@infra/install/chromium.sh
	@$(BIN)/python -W ignore::Warning:eventlet -m tests.browser.screenshots

lock: install ## requirements.lock (everything) and requirements-runtime.lock (what serving needs) anew from pyproject.toml
	$(COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	$(COMPILE) --constraint requirements.lock --output-file requirements-runtime.lock pyproject.toml
	$(COMPILE) --output-file requirements-bench.lock requirements-bench.in

clean: ## removes .venv and caches; data folders stay
	rm -rf .venv .venv-bench *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
