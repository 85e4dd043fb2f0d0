# Everything sets itself up: Python >= 3.11 and make are all that is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXPORT ?= data/examples
OWNER ?= --owner "Elle Marsh" --owner elle@example.org --timezone Europe/London
OUTPUT ?= out/scored.csv
DATASETS ?= ../shared/datasets

.PHONY: run test test-all lint format train evaluate bench clean

# The tools are installed once for each state of setup.cfg.
$(VENV)/.run: setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with PYTHON=..."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[exports]'
	touch $@

$(VENV)/.dev: setup.cfg pyproject.toml $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

$(VENV)/.bench: setup.cfg $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	touch $@

# Score an export and show what was found; the scores go to $(OUTPUT).
run: $(VENV)/.run
	@mkdir -p $(dir $(OUTPUT))
	$(BIN)/python -m harassclf score "$(EXPORT)" -o "$(OUTPUT)" --force \
	  $(if $(filter data/examples,$(EXPORT)),$(OWNER))

test: lint
	$(BIN)/python -m pytest -n 2 -m "not slow"

test-all: lint
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The packaged model, from the public sets and our own lines.
train: $(VENV)/.dev
	$(BIN)/python -m harassclf train --datasets $(DATASETS) \
	  -o harassclf/resources/model.hcm \
	  --indicators harassclf/resources/indicators.npz --force

evaluate: $(VENV)/.dev
	mkdir -p out
	$(BIN)/python -m harassclf evaluate --datasets $(DATASETS) --max-rows 2000 \
	  --card --page out/evaluation.html --json out/evaluation.json --force

bench: $(VENV)/.bench
	$(BIN)/python tests/bench/bench_scoring.py

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache
