# make study: the sample study; make test: style and tests; make lab: JupyterLab on the notebooks.
# make browser: what the tests in a browser need beside Debian's chromium; without it make test skips them.
# Everything is installed into .venv, with uv where it is there, else with pip.
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin

.PHONY: study test floor lab browser gallery tables lock clean

study: .venv/.has-study
	$(BIN)/discourse run corpus/us_russia/study.toml --out results
	@echo "Figures: results/figures   Tables: results/tables"

test: .venv/.has-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest -n auto --dist loadfile

# The tests with the lowest versions that pyproject.toml allows; needs uv. Matplotlib 3.10.0 warns with the newest pyparsing.
floor:
	uv venv --quiet --clear .venv-floor
	uv pip install --quiet --python .venv-floor --resolution lowest-direct --editable ".[test]" "pyparsing==3.1.*"
	.venv-floor/bin/python -m pytest -n auto --dist loadfile

lab: .venv/.has-lab
	$(BIN)/jupyter lab notebooks

browser: .venv/.has-browser

# The figures of docs/gallery.md.
gallery: .venv/.has-study
	$(BIN)/python docs/gallery.py

# The tables of README.md and METHODS.md that list measures and plots.
tables: .venv/.has-study
	$(BIN)/python docs/tables.py

.venv/.has-study: EXTRAS =
.venv/.has-test: EXTRAS = test
.venv/.has-lab: EXTRAS = lab
.venv/.has-browser: EXTRAS = browser

.venv/.has-%: pyproject.toml constraints.txt
ifdef UV
	uv sync --quiet --frozen --inexact $(addprefix --extra ,$(EXTRAS))
else
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".$(if $(EXTRAS),[$(EXTRAS)])"
endif
	@touch $@

# Versions for everyone: uv.lock for uv, constraints.txt for pip.
lock:
	uv lock
	uv export --quiet --frozen --no-hashes --no-emit-project --no-annotate --no-header --extra lab --extra test --extra browser --output-file constraints.txt

clean:
	rm -rf .venv .venv-floor results
