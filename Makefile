# make study: the sample study; make test: style and tests; make lab: JupyterLab on the notebooks; make docs: the site.
# make browser: what the tests in a browser need beside Debian's chromium; without it make test skips them.
# Everything is installed into .venv, with uv where it is there, else with pip; for another Python, as in
# make test PYTHON=python3.13, into an environment of its own, .venv-3.13.
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
VENV := $(if $(filter file,$(origin PYTHON)),.venv,.venv-$(VERSION))
BIN := $(VENV)/bin
RUN_TESTS := $(BIN)/python -m pytest -n auto --dist loadfile
# What shows within two minutes whether the library works on a Python; tests that take long are left out.
SHORT := tests/text tests/readers tests/lexicon tests/test_reproducible.py

.PHONY: study test short cover types floor lab browser docs examples gallery tables lock clean dist

study: $(VENV)/.has-study
	$(BIN)/discourse run corpus/us_russia/study.toml --out results
	@echo "Figures: results/figures   Tables: results/tables"

test: $(VENV)/.has-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy discourse
	$(RUN_TESTS)

# A part of the tests, for a look at another Python.
short: $(VENV)/.has-test
	$(RUN_TESTS) -m "not slow" $(SHORT)

# The tests, and which lines and branches of the package none of them reaches.
cover: $(VENV)/.has-test
	$(RUN_TESTS) --cov --cov-report=term-missing:skip-covered

types: $(VENV)/.has-test
	$(BIN)/mypy discourse

# The tests with the lowest versions that pyproject.toml allows; needs uv. Matplotlib 3.10.0 warns with the newest pyparsing.
floor:
	uv venv --quiet --clear .venv-floor
	uv pip install --quiet --python .venv-floor --resolution lowest-direct --editable ".[test]" "pyparsing==3.1.*"
	.venv-floor/bin/python -m pytest -n auto --dist loadfile

lab: $(VENV)/.has-lab
	$(BIN)/jupyter lab notebooks

browser: $(VENV)/.has-browser

# The site of the documentation, in results/docs; a warning is an error. Notebooks that the tests have run are not run again.
docs: $(VENV)/.has-docs
	$(BIN)/python docs/site/make.py

# The output below each example of the how-to pages.
examples: $(VENV)/.has-study
	$(BIN)/python docs/site/examples.py

# The figures of docs/gallery.md; and in results/gallery every kind of figure of real corpora, from the folder CORPORA,
# as in make gallery CORPORA=folder. Without such a folder these are left out.
CORPORA ?= $(wildcard ../shared/data/corpora)
gallery: $(VENV)/.has-study
	$(BIN)/python docs/gallery.py
	CORPORA=$(CORPORA) $(BIN)/python docs/hard_figures.py

# The tables of README.md and METHODS.md that list measures and plots, that of registers in the sample corpus, and what
# the teacher's solutions print.
tables: $(VENV)/.has-study
	$(BIN)/python docs/tables.py
	$(BIN)/python docs/registers.py
	$(BIN)/python docs/solutions.py

$(VENV)/.has-study: EXTRAS =
$(VENV)/.has-test: EXTRAS = test
$(VENV)/.has-lab: EXTRAS = lab
$(VENV)/.has-browser: EXTRAS = browser
$(VENV)/.has-docs: EXTRAS = docs
$(VENV)/.has-release: EXTRAS = release

$(VENV)/.has-%: pyproject.toml constraints.txt $(VENV)/.python-$(VERSION)
ifdef UV
	UV_PROJECT_ENVIRONMENT=$(VENV) uv sync --quiet --frozen --inexact $(addprefix --extra ,$(EXTRAS))
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".$(if $(EXTRAS),[$(EXTRAS)])"
endif
	@touch $@

# The stamp names the version: where PYTHON is another one than before, the environment is made anew.
$(VENV)/.python-$(VERSION):
ifdef UV
	uv venv --quiet --clear $(if $(filter file,$(origin PYTHON)),,--python $(PYTHON)) $(VENV)
else
	@test -n "$(VERSION)" || { echo "PYTHON is $(PYTHON), which does not run; name one that does, or its path" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
endif
	@touch $@

# A release: wheel and sdist in dist/, checked, and the wheel installed in clean environments and tried.
dist: $(VENV)/.has-release
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl
	tests/try_wheel.sh

# Versions for everyone: uv.lock for uv, constraints.txt for pip.
lock:
	uv lock
	uv export --quiet --frozen --no-hashes --no-emit-project --no-annotate --no-header --extra lab --extra test --extra browser --extra docs --output-file constraints.txt

clean:
	rm -rf .venv .venv-* results dist
