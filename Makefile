# Everything a person does with Rumpus from a checkout. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ARGS ?=

.PHONY: help serve test client-checks lint format bench bench-wire bench-rehearsal bench-library bench-results bench-pixel bench-arena docs pictures lock clean system-packages

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The pages, built. RUMPUS_SKIP_CLIENT=1 leaves them out.
CLIENT := src/rumpus/web/static/200.html
CLIENT_SOURCES := $(shell find frontend/src frontend/messages frontend/static frontend/scripts -type f \
	-not -path 'frontend/src/lib/paraglide/*' -not -name '*.generated.ts') \
	$(wildcard frontend/*.json frontend/*.ts frontend/project.inlang/settings.json) docs/asyncapi.json docs/openapi-v2.json
WANTED := $(if $(filter-out 0,$(RUMPUS_SKIP_CLIENT)),,$(CLIENT))

serve: $(VENV)/.serve $(WANTED) ## Set up what is needed and start Rumpus with the demo quiz on port 8000
	$(BIN)/rumpus serve --demo $(ARGS)

# Whole pixel games in the browser: two at once are as many browsers as two cores carry.
test: lint client-checks $(CLIENT) tests/js/node_modules/.done benchmarks/peers/node_modules/.done system-packages ## Set up what the tests need and run them all: lint, types, import contracts, tests
	$(BIN)/python -m pytest --ignore=tests/browser/pixel $(ARGS)
	$(if $(ARGS),,$(BIN)/python -m pytest --numprocesses=2 tests/browser/pixel)

client-checks: frontend/node_modules/.done
	tools/npm $(VENV) frontend run --silent check:all

# What the tests need of the system, installed where apt and the right to use it are there.
system-packages:
	tools/system-packages chromium postgresql nginx-light

lint: $(VENV)/.test ## Style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test ## Put the sources into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: bench-wire bench-rehearsal bench-library bench-results bench-pixel bench-arena ## Measure everything that is measured

bench-wire: $(VENV)/.test benchmarks/peers/node_modules/.done ## Measure the wire against Socket.IO on Node and python-socketio
	$(BIN)/python -m benchmarks.wire $(ARGS)

bench-rehearsal: $(VENV)/.test ## Measure whole games with 300 and 5,000 players
	$(BIN)/python -m benchmarks.rehearsal $(ARGS)

bench-library: $(VENV)/.test ## Measure list and search among 10,000 quizzes
	$(BIN)/python -m benchmarks.library $(ARGS)

bench-results: $(VENV)/.test ## Measure the memory that results of a game of 2,000 players take
	$(BIN)/python -m benchmarks.results $(ARGS)

bench-pixel: $(VENV)/.test benchmarks/peers/node_modules/.done ## Measure arenas of zombies, a battle of 100, a rush to the lobby
	$(BIN)/python -m benchmarks.pixel $(ARGS)

bench-arena: $(VENV)/.test $(CLIENT) ## Measure the frames of the zombie arena in Chromium on a slow phone's processor
	$(BIN)/python -m benchmarks.arena $(ARGS)

docs: $(VENV)/.test ## Write the generated parts of docs/ anew
	$(BIN)/python -m tools.docs

pictures: $(VENV)/.test $(CLIENT) ## Play a game in Chromium and take the pictures of docs/pages anew
	$(BIN)/python -m tests.browser.pictures

lock: ## Resolve the dependencies anew and write the lock files
	$(BIN)/python -m pip --quiet install uv
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-header --extra build pyproject.toml -o requirements/serve.txt
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-header --extra build --extra test -c requirements/serve.txt pyproject.toml -o requirements/test.txt
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-header requirements/node.in -o requirements/node.txt

clean: ## Remove everything that was set up (not the data)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache tests/js/node_modules benchmarks/peers/node_modules frontend/node_modules frontend/.svelte-kit src/rumpus/web/static

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Rumpus needs Python 3.11 or newer; $$($(PYTHON) --version) is here. Say which to use: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "Python's venv is missing. On Debian: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.serve: requirements/serve.txt pyproject.toml hatch_build.py | $(VENV)/bin/python
	@echo "Setting up Rumpus in $(VENV) ..."
	$(PIP) install --require-hashes -r requirements/serve.txt
	RUMPUS_SKIP_CLIENT=1 $(PIP) install --no-build-isolation --no-deps --no-index -e .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.serve
	@echo "Setting up the tools of the tests ..."
	$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(CLIENT): $(CLIENT_SOURCES) frontend/node_modules/.done
	@echo "Building the pages ..."
	tools/npm $(VENV) frontend run --silent build -- --logLevel warn
	@touch $@

%/node_modules/.done: %/package-lock.json requirements/node.txt | $(VENV)/bin/python
	tools/npm $(VENV) $* ci --ignore-scripts --no-progress
	@touch $@
