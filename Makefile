# The whole interface for developers: `make` alone lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/ready
TOOLS_STAMP := $(VENV)/ready-tools
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
NODE_STAMP := node_modules/ready
# What `make test` tries; continuous integration tries more: see .ci/run.
EXAMPLES ?= test
SELECTED ?= not slow
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
PYTEST := $(BIN)/python -m pytest --numprocesses 2

# Compiled code is kept: else each of hundreds of processes would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup tools serve edit present cluster quick test lint types audit dates lowest wheel durations coverage check browser nginx bench sizing load soak faults mutants lock size architecture drawings pictures clean

help: ## List the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

# Compiled, as who runs a server may not be allowed to write there.
setup: $(STAMP) ## Create the environment in .venv, with what running takes, for a server that stays
	@$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib ehbi || true

# The lock files carry hashes, so what is installed is what was tested. What is used is compiled when it first is.
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("EHBI needs Python 3.11 or newer: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

tools: $(STAMP) $(TOOLS_STAMP) ## Add to it what developing takes

$(TOOLS_STAMP): requirements-dev.lock | $(STAMP)
	$(INSTALL) --require-hashes -r requirements-dev.lock
	touch $@

# What checks the scripts in ehbi/; who only runs EHBI goes without.
$(NODE_STAMP): package.json package-lock.json
	@node --eval 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' && npm --version >/dev/null || \
	  { echo 'The scripts are checked with Node.js 20 or newer and npm: install them (Debian: nodejs and npm).' >&2; exit 1; }
	npm ci --silent
	touch $@

serve: $(STAMP) ## Start the staff page
	$(BIN)/ehbi serve --open

edit: $(STAMP) ## Start the managers' pages
	$(BIN)/ehbi edit

present: $(STAMP) ## Start the slides for a workshop
	$(BIN)/ehbi present

cluster: tools nginx ## Start two servers behind nginx, on one PostgreSQL, to try that out
	@$(BIN)/python -m deploy

# At each change. What it goes without is marked by tests/levels.py.
quick: tools lint types ## See in a minute what a change breaks: no browser, server or PostgreSQL, and few examples
	EHBI_EXAMPLES=quick $(PYTEST) --dist worksteal -m "not (thorough or lengthy or slow or browser)" \
	  --ignore=tests/unit/benchmarks tests/unit ehbi deploy

# On both cores, a file at a time and in the order of tests/levels.py.
test: tools browser nginx lint types ## Run everything that a change must not break: lint, types, imports, audit and all tests but the slow
	EHBI_EXAMPLES=$(EXAMPLES) $(PYTEST) --dist loadgroup --no-loadscope-reorder -m "$(SELECTED)"
	@$(MAKE) --no-print-directory audit

lint: tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: tools $(NODE_STAMP)
	$(BIN)/mypy
	node_modules/.bin/tsc

# Last in a run, so that it stays in sight when nobody could be asked; ADVISORIES=file.json asks a file.
audit: tools ## Ask whether a dependency has a known vulnerability
	@$(BIN)/python -m tests.audit $(if $(ADVISORIES),--advisories "$(ADVISORIES)")

dates: tools ## Run the tests of the core on three days, in three zones and in another order
	@$(BIN)/python -m tests.dates

lowest: tools ## Run the tests of the core with the lowest versions that EHBI may be installed with
	@$(BIN)/python -m tests.lowest

wheel: tools ## Install the wheel elsewhere, with the newest and the lowest versions, and have a visitor served
	$(BIN)/python -m pytest tests/unit/test_wheel.py

coverage: tools nginx ## Print which share of lines and branches the tests without a browser run, also in servers
	EHBI_EXAMPLES=$(EXAMPLES) $(PYTEST) --dist loadgroup --no-loadscope-reorder -m "not (slow or browser)" \
	  --ignore=tests/unit/benchmarks --cov --cov-report=term:skip-covered

durations: tools ## Measure which tests take long, so that make quick goes without them
	@$(BIN)/python -m tests.durations

check: $(STAMP) ## Look the packaged handbook over
	$(BIN)/ehbi check

# Debian's Chromium when that can be installed, else the one that Playwright brings.
browser: tools
	@$(BIN)/python -m tests.browsers

# Debian's package when that can be installed; elsewhere it has to be there.
nginx: tools
	@$(BIN)/python -m deploy.nginx --fetch

bench: tools browser ## Measure speed and size beside stock Voilà and Panel
	$(BIN)/python -m benchmarks

sizing: tools ## Measure how much machine visitors take
	$(BIN)/python -m benchmarks.sizing

load: tools ## Have 1,000 guides used on one server, then 60 phones in a workshop and 200 patrons' screens; fails at an error
	$(BIN)/python -m benchmarks.load

soak: tools ## Have a crowd come and go for ten minutes, and see whether memory stays flat
	$(BIN)/python -m benchmarks.load --soak 10 --live 40 --stay 20 --think 2

size: tools ## Measure the code: modules, lines, circles
	@$(BIN)/python -m docs.size

architecture: tools ## Draw the rooms in docs/architecture.md anew
	@$(BIN)/python -m docs.architecture

drawings: tools ## Draw the pictures of the packaged handbook anew
	@$(BIN)/python -m docs.drawings

pictures: tools browser ## Make the pictures of README and manuals anew
	$(BIN)/python -m docs.pictures
	$(BIN)/python -m docs.film

faults: tools ## Make the Nth file, write, process, socket, thread and query fail, for every N, and see what holds
	$(BIN)/python -m tests.faults --write

# `make mutants OF="ehbi/search --minutes 30"` for one folder; `OF="--since main"` for what changed.
mutants: tools ## Change the code in small ways for ten minutes, and tell which changes no test sees
	$(BIN)/python -m tests.mutants $(OF)

lock: tools ## Resolve the dependencies anew
	$(COMPILE) --extra postgresql --extra xlsx --group build --output-file requirements.lock pyproject.toml
	$(COMPILE) --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean: ## Remove the environment and all caches
	rm -rf $(VENV) .coverage* node_modules .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
