# make run · make test · make check · make bench (nothing else to learn; `make help` lists the rest)
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
SETUP := scripts/setup.sh
PACKAGES := $(patsubst %/__init__.py,%,$(wildcard $(addsuffix /__init__.py,\
  kernel registry approval exchange messages gis video incidents command server)))
FRONTEND := $(if $(wildcard frontend/package.json),frontend)
# Two processes: the suite starts its own servers and must leave room for a browser. Each takes its
# tests in their order, so that a module stands in one process and its database is made once.
TEST_PROCESSES ?= 2
# Servers are started hundreds of times: their modules are compiled once, as in an installation.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check bench test-slow lock format api setup

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

run: ## set up what is missing, then start everything on http://127.0.0.1:8000
	@$(SETUP) python system frontend
	@export WANGLOU_DEMO=$${WANGLOU_DEMO-1} WANGLOU_UNKNOWN_DEVICES=$${WANGLOU_UNKNOWN_DEVICES-register}; \
	  exec $(BIN)/wanglou run

test: ## run the test suite; it starts and stops its own servers
	@$(SETUP) python system browser camera relay ogc frontend
	@exec $(BIN)/pytest -n $(TEST_PROCESSES) --dist worksteal -m "not slow" $(ARGS)

check: ## formatting, lint, types, import contracts, front-end type check and lint
	@$(SETUP) python $(if $(FRONTEND),node-modules)
	@echo "· ruff";         $(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@echo "· mypy";         $(BIN)/mypy --no-error-summary $(PACKAGES) tests/harness
	@echo "· import-linter"; $(BIN)/lint-imports --no-logo 2>&1 | tail -n 40
	@echo "· vulture";      $(BIN)/vulture $(PACKAGES)
	@if [ -n "$(FRONTEND)" ]; then echo "· front end"; $(SETUP) npm run --silent check; fi
	@echo "check: all good"

bench: ## benchmarks: one table and bench-results.json
	@$(SETUP) python system camera janus
	@exec $(BIN)/python -m tests.bench $(ARGS)

test-slow: ## fault, load, fuzz and soak suites
	@$(SETUP) python system browser camera relay frontend
	@exec $(BIN)/pytest -m slow --timeout 3600 $(ARGS)

lock: ## requirements.in → requirements.lock (exact versions, hashes, no addresses)
	@$(SETUP) lock

format: ## write the formatting that `make check` asks for
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

api: ## docs/reference/openapi.json and the front end's types, made from the code
	@$(SETUP) python node-modules
	@$(BIN)/wanglou openapi > docs/reference/openapi.json
	@$(SETUP) npm run --silent api

setup: ## only set up: packages, Python environment, front end
	@$(SETUP) python system frontend
