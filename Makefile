# The only entry point. `make` alone lists the targets.
# Needs GNU make, bash, git and Python ≥ 3.11; everything else is fetched into .venv and .tools.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PORT ?= 8000
JOBS ?= auto
BIN := .venv/bin
PYTEST := $(BIN)/pytest -n $(JOBS) --dist loadgroup
DATA_BENCHES = $(patsubst bench/%.py,%,$(wildcard bench/cluster.py bench/classify.py))
BENCHES = $(basename $(notdir $(shell grep -l -- '"--database"' bench/*.py)))
AXE := .tools/axe.min.js
AXE_VERSION := 4.14.1

.PHONY: help setup demo test test-postgres e2e ci lint format types contracts checks bench screenshots docs clean

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/.ready ## Prepare .venv with the comity command in .venv/bin

.venv/.ready: pyproject.toml uv.lock tools/setup
	@tools/setup

demo: setup ## Build the demonstration and serve it (PORT=8000, FRESH=1 to build it anew)
	@$(BIN)/comity demo --port $(PORT) $(if $(FRESH),--fresh)

test: setup ## Unit and page tests on SQLite; needs no server, no browser, no data beside the repository
	@env -u COMITY_TEST_DATABASE_URL $(PYTEST) -m "not browser"

test-postgres: setup ## The same tests and those of real concurrency on PostgreSQL (COMITY_TEST_DATABASE_URL)
	@: "$${COMITY_TEST_DATABASE_URL:?is not set; give postgres://user:password@host/name of a database to test on}"
	@$(PYTEST) -m "not browser"

e2e: setup $(if $(CI),$(AXE)) ## Browser tests in English and Arabic, with axe (make CI=1 e2e fetches it)
	@$(BIN)/pytest -n 2 --dist worksteal -m browser

lint: setup ## Style and mistakes
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: setup ## Put the source in the one format
	@$(BIN)/ruff format .

types: setup ## Types
	@$(BIN)/mypy

contracts: setup ## Which package may import which
	@$(BIN)/lint-imports

checks: setup ## Django's checks; models without a migration
	@home=$$(mktemp -d); trap 'rm -rf "$$home"' EXIT; export COMITY_HOME="$$home"; \
	$(BIN)/python -m django check --settings comity.config.settings; \
	$(BIN)/python -m django makemigrations --check --dry-run --settings comity.config.settings

docs: setup ## Write the generated pages anew and check every link
	@$(BIN)/python tools/generate_docs.py
	@$(BIN)/python tools/check_docs.py

docs-check: setup
	@$(BIN)/python tools/generate_docs.py --check
	@$(BIN)/python tools/check_docs.py

bench: setup ## Benchmarks, printed as ratios against a floor measured in the same run
	@for name in $(BENCHES); do \
	  $(BIN)/python -m bench.$$name --database sqlite; \
	  if [[ -n $${COMITY_TEST_DATABASE_URL:-} ]]; then $(BIN)/python -m bench.$$name --database postgres; fi; \
	done
	@for name in $(DATA_BENCHES); do $(BIN)/python -m bench.$$name; done

screenshots: setup ## Photograph the pages of the demonstration into docs/screenshots
	@$(BIN)/python -m tools.screenshots

# The last step is the one that the README documents, so its closing line is the gate's own.
ci: setup lint types contracts checks docs-check test-postgres ## The one gate; .ci/run calls it on a bare machine
	@$(MAKE) CI=1 e2e
	@$(MAKE) test

$(AXE): Makefile
	@mkdir -p .tools/axe
	@npm pack --silent --pack-destination .tools/axe axe-core@$(AXE_VERSION) >/dev/null
	@tar -xzf .tools/axe/axe-core-$(AXE_VERSION).tgz -C .tools/axe package/axe.min.js
	@mv .tools/axe/package/axe.min.js $@
	@touch $@

clean: ## Remove what was made here, the demonstration included
	@rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis var/demo test-results dist
