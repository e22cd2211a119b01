# `make demo` and `make test` need Python 3.11 or newer and make; everything else they set up themselves in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLUGINS := $(sort $(wildcard plugins/kolonne-*))
# What is installed in editable form is not compiled by pip as everything else is: without this, and where Python may not
# write beside the source, each start compiles anew.
COMPILE = $(BIN)/python -m compileall -q engine $(PLUGINS:%=%/src)
.DEFAULT_GOAL := help
.PHONY: help demo test golden lint types layers schemas docs bench lock clean

help: ## list what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/runtime: requirements/runtime.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kolonne needs Python 3.11 or newer; found $$($(PYTHON) --version). Say: make PYTHON=python3.12 ..."; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(COMPILE)
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/runtime $(PLUGINS:%=%/pyproject.toml)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation $(PLUGINS:%=--editable %)
	$(COMPILE)
	@touch $@

$(VENV)/bench: requirements/bench.txt $(VENV)/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

demo: $(VENV)/runtime ## export the example organisation's year to .xlsx and .csv
	@$(COMPILE)
	$(BIN)/kolonne export --org nhf --period 2025 --format xlsx --source org_configs/nhf/examples/2025/input --out out
	$(BIN)/kolonne export --org nhf --period 2025 --format csv --source org_configs/nhf/examples/2025/input --out out --locale nn

test: $(VENV)/dev ## run every test, those of the plugins in their own folders
	$(BIN)/python -m pytest
	@for plugin in $(PLUGINS); do echo "== $$plugin" && (cd $$plugin && $(CURDIR)/$(BIN)/python -m pytest) || exit 1; done

golden: $(VENV)/dev ## write down what the writers' golden cases give today (CASES="signed texts": those alone)
	PYTHONPATH=tests $(BIN)/python -m golden.renew $(CASES)

lint: $(VENV)/dev ## style and likely mistakes
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/dev ## strict types
	$(BIN)/mypy

layers: $(VENV)/dev ## imports point one way
	$(BIN)/lint-imports

schemas: $(VENV)/dev ## write the published JSON Schemas from the models
	$(BIN)/python -c 'import pathlib, kolonne.definitions as d; d.write_schemas(pathlib.Path("schemas/v1"))'

docs: $(VENV)/dev ## write the generated parts of the documentation
	$(BIN)/python docs/generate.py

bench: $(VENV)/bench ## measure against everybody else, and write the table of docs/performance.md
	@$(COMPILE)
	$(BIN)/python benchmarks/run.py

lock: ## renew requirements/*.txt from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --extra all --group build -o requirements/runtime.txt pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --all-extras --group build --group dev -c requirements/runtime.txt \
	  -o requirements/dev.txt pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --all-extras --group build --group dev --group bench \
	  -c requirements/dev.txt -o requirements/bench.txt pyproject.toml

clean: ## remove what was made
	rm -rf $(VENV) out build dist
