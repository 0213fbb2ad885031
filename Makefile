# The whole interface for developers: `make` alone lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/ready
NODE_STAMP := node_modules/ready
# What `make test` tries; continuous integration tries more: see .ci/run.
EXAMPLES ?= test
SELECTED ?= not slow
PYTEST := $(BIN)/python -m pytest --numprocesses 2

# Compiled code is kept: else each of hundreds of processes would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup serve edit present cluster quick test lint types audit dates durations coverage check browser nginx bench sizing load soak faults mutants lock size architecture pictures clean

help: ## List the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: $(STAMP) ## Create the environment in .venv

# The lock file carries hashes, so what is installed is what was tested.
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("EHBI needs Python 3.11 or newer: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# What checks the scripts in ehbi/; who only runs EHBI goes without.
$(NODE_STAMP): package.json package-lock.json
	@node --eval 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' && npm --version >/dev/null || \
	  { echo 'The scripts are checked with Node.js 20 or newer and npm: install them (Debian: nodejs and npm).' >&2; exit 1; }
	npm ci --silent
	touch $@

serve: setup ## Start the staff page
	$(BIN)/ehbi serve --open

edit: setup ## Start the managers' pages
	$(BIN)/ehbi edit

present: setup ## Start the slides for a workshop
	$(BIN)/ehbi present

cluster: setup nginx ## Start two servers behind nginx, on one PostgreSQL, to try that out
	@$(BIN)/python -m deploy

# At each change. What it goes without is marked by tests/levels.py.
quick: setup lint types ## See in a minute what a change breaks: no browser, server or PostgreSQL, and few examples
	EHBI_EXAMPLES=quick $(PYTEST) --dist worksteal -m "not (thorough or lengthy or slow or browser)" \
	  --ignore=tests/unit/benchmarks tests/unit ehbi deploy

# On both cores, a file at a time and in the order of tests/levels.py.
test: setup browser nginx lint types ## Run everything that a change must not break: lint, types, imports, audit and all tests but the slow
	EHBI_EXAMPLES=$(EXAMPLES) $(PYTEST) --dist loadgroup --no-loadscope-reorder -m "$(SELECTED)"
	@$(MAKE) --no-print-directory audit

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: setup $(NODE_STAMP)
	$(BIN)/mypy
	node_modules/.bin/tsc

# Last in a run, so that it stays in sight when nobody could be asked; ADVISORIES=file.json asks a file.
audit: setup ## Ask whether a dependency has a known vulnerability
	@$(BIN)/python -m tests.audit $(if $(ADVISORIES),--advisories "$(ADVISORIES)")

dates: setup ## Run the tests of the core on three days, in three zones and in another order
	@$(BIN)/python -m tests.dates

coverage: setup nginx ## Print which share of lines and branches the tests without a browser run, also in servers
	EHBI_EXAMPLES=$(EXAMPLES) $(PYTEST) --dist loadgroup --no-loadscope-reorder -m "not (slow or browser)" \
	  --ignore=tests/unit/benchmarks --cov --cov-report=term:skip-covered

durations: setup ## Measure which tests take long, so that make quick goes without them
	@$(BIN)/python -m tests.durations

check: setup ## Look the packaged handbook over
	$(BIN)/ehbi check

# Debian's Chromium when that can be installed, else the one that Playwright brings.
browser: setup
	@$(BIN)/python -m tests.browsers

# Debian's package when that can be installed; elsewhere it has to be there.
nginx: setup
	@$(BIN)/python -m deploy.nginx --fetch

bench: setup browser ## Measure speed and size beside stock Voilà and Panel
	$(BIN)/python -m benchmarks

sizing: setup ## Measure how much machine visitors take
	$(BIN)/python -m benchmarks.sizing

load: setup ## Have 1,000 guides used on one server, then 60 phones in a workshop; fails when one of them meets an error
	$(BIN)/python -m benchmarks.load

soak: setup ## Have a crowd come and go for ten minutes, and see whether memory stays flat
	$(BIN)/python -m benchmarks.load --soak 10 --live 40 --stay 20 --think 2

size: setup ## Measure the code: modules, lines, circles
	@$(BIN)/python -m docs.size

architecture: setup ## Draw the rooms in docs/architecture.md anew
	@$(BIN)/python -m docs.architecture

pictures: setup browser ## Make the pictures of README and manuals anew
	$(BIN)/python -m docs.pictures

faults: setup ## Make the Nth file, write, process, socket, thread and query fail, for every N, and see what holds
	$(BIN)/python -m tests.faults --write

# `make mutants OF="ehbi/search --minutes 30"` for one folder; `OF="--since main"` for what changed.
mutants: setup ## Change the code in small ways for ten minutes, and tell which changes no test sees
	$(BIN)/python -m tests.mutants $(OF)

lock: setup ## Resolve the dependencies anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev \
	  --no-emit-index-url --no-header --no-annotate --output-file requirements.lock pyproject.toml

clean: ## Remove the environment and all caches
	rm -rf $(VENV) .coverage* node_modules .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
