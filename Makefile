# make demo   the example dispatches to a situation report        make test   the tests
# make check  style, types, the demo, and what needs a browser or a database server: as root on Debian it installs them
# make bench  speed, FILE=news.jsonl, and a ledger whose writers are killed two hundred times
# All of it installs into .venv, beside this file, what the lock files name, once; after that it needs no network.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
LEDGER := $(DEMO)/alep.bilan
FILE ?= examples/alep
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
JOBS ?= 2

.PHONY: demo test check lint system bench lock clean
.DELETE_ON_ERROR:

demo: $(VENV)/.installed
	@mkdir -p $(DEMO) && rm -f $(LEDGER) $(LEDGER)-*
	$(BIN)/bilan add examples/alep --ledger $(LEDGER)
	$(BIN)/bilan report --ledger $(LEDGER) --lang fr --out $(DEMO)/rapport.html --lang en --out $(DEMO)/report.html
	@$(BIN)/bilan tolls --ledger $(LEDGER) --place Alep-Est --victims civilians --harm killed --source OSDH
	@$(BIN)/bilan verify --ledger $(LEDGER)
	@echo "Open in a browser:  $(CURDIR)/$(DEMO)/rapport.html  (English: report.html)"

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n $(JOBS)

check: lint demo system

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

system: $(VENV)/.installed-dev
	$(BIN)/python tools/system_tests.py

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.throughput $(FILE)
	$(BIN)/python -m benchmarks.ledger
	$(BIN)/python -m benchmarks.killed

# Needs uv on the path: pins the newest versions that pyproject.toml allows.
lock:
	uv pip compile --quiet pyproject.toml --extra build --extra dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements-dev.lock
	uv pip compile --quiet pyproject.toml --extra build --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --no-emit-index-url -c requirements-dev.lock -o requirements.lock

clean:
	rm -rf $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.made: tools/make_venv.py
	$(PYTHON) tools/make_venv.py $(VENV)
	@touch $@

$(VENV)/.installed: requirements.lock pyproject.toml $(VENV)/.made
	$(PIP_INSTALL) --require-hashes -r requirements.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
