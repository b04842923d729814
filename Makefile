# Motcua. `make help` lists everything; `make demo` and `make test` work on a bare machine with python3.11.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
UV     := .tools/bin/uv
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/$(VENV)
unexport PYTHONDONTWRITEBYTECODE  # what is compiled once is not compiled again by every process of the tests

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check style fix bench screens

help: ## What can be done here
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(VENV)/ready ## Everything the project needs, into .venv and the ignored static folder

$(UV):
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: on Debian, apt install python3.11 python3.11-venv"; exit 1; }
	@echo "Fetching the package manager …"
	@$(PYTHON) -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check uv

WORDS  := $(wildcard motcua/*/locale/*/LC_MESSAGES/*.po)
LOOKS  := motcua/ui/icons.py tools/citizen-classes.txt $(wildcard tools/*.py)
$(VENV)/ready: pyproject.toml uv.lock package-lock.json $(WORDS) $(LOOKS) | $(UV)
	@echo "Installing what the lock file names …"
	@$(UV) sync --quiet --locked --compile-bytecode --python $(PYTHON)
	@command -v npm >/dev/null || $(UV) sync --quiet --locked --python $(PYTHON) --group node
	@$(BIN)/python -m tools.assets
	@$(BIN)/python -m tools.messages compile
	@$(BIN)/python -m compileall -q motcua  # every start is as quick as the second one
	@touch $@

demo: setup ## A sample province with log-in links, at http://127.0.0.1:8000
	@$(BIN)/motcua demo

run: setup ## The server on your own data (MOTCUA_HOME, MOTCUA_DATABASE_URL)
	@$(BIN)/motcua serve

# One more than a small machine has processors: tests wait for processes and browsers.
WORKERS ?= 3
test: setup ## All tests, on the embedded database
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(if $(ONLY),-m "$(ONLY)") $(IN)

check: style ## Types, style, layers, templates, guards
	@$(BIN)/pytest -q tests/guards

style: setup
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy motcua tests tools bench
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint --lint --quiet motcua

fix: setup ## What can be put right by machine
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: setup ## The budgets, as ratios in one run
	@$(BIN)/python -m bench

screens: setup ## Pictures of the 30 main pages, into docs/screens (ALL=1: of all; AT=http://… for a demonstration that runs)
	@$(BIN)/python -m tools.screens $(if $(ALL),--all) $(if $(AT),--at $(AT))
