# Each target sets itself up: Python 3.11 or later, make and git are all the machine needs. Everything goes into .venv.
VENV := .venv
BIN := $(VENV)/bin
PINS := requirements/constraints.txt
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint $(PINS)

.PHONY: help demo page test check golden docs screenshots bench floors model wheel clean

help:  ## Show this list.
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/make \1	\2/p' Makefile

demo: $(VENV)/package.stamp  ## Read the example reports and print the dossier: the main job.
	@$(BIN)/sayso demo

page: $(VENV)/tools.stamp  ## Build the web page from page/, where it has changed; Node comes from PyPI.
	@$(BIN)/python hatch_build.py

test: $(VENV)/tools.stamp page  ## Run the tests; those in a browser need Debian's chromium.
	@$(BIN)/python -m pytest -rfEs

check: $(VENV)/tools.stamp  ## Lint, types, and that the rooms import one way.
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

golden: $(VENV)/tools.stamp  ## Show which claims of the golden stories the reader reaches; MARK=--mark notes it in them.
	@$(BIN)/python -m tests.golden $(MARK)

docs: $(VENV)/tools.stamp  ## Write anew what the pages show of the code: the commands, the Python names, the README's output.
	@$(BIN)/python -m tests.support.reference
	@$(BIN)/python -m tests.support.readme

screenshots: $(VENV)/tools.stamp page  ## Take the pictures in docs/screenshots anew: every view of the page on the demo case.
	@$(BIN)/python -m tests.support.screenshots

bench: $(VENV)/tools.stamp  ## Print quality, speed and memory, and append them to benchmarks/history.csv.
	@$(BIN)/python -m benchmarks

floors: $(VENV)/tools.stamp  ## Fail where a figure of the claims has fallen below its floor.
	@$(BIN)/python -m benchmarks.floors

model: $(VENV)/tools.stamp  ## Train the language model from the corpora, from scratch, and measure it: one to two hours on one core.
	@$(INSTALL) -r training/requirements.txt
	@$(BIN)/python -m training $(MODEL)

wheel: $(VENV)/tools.stamp  ## Build the wheel, install it alone in a fresh place, weigh it, and run the demo from there.
	@rm -rf build/wheel && $(BIN)/python -m pip wheel -qq --disable-pip-version-check --no-deps --wheel-dir build/wheel .
	@$(BIN)/python -m venv --without-pip build/wheel/venv
	@$(BIN)/python -m pip --python build/wheel/venv install -qq --disable-pip-version-check --constraint $(PINS) \
	  --only-binary :all: --no-compile build/wheel/*.whl
	@size=$$(du -sm --apparent-size build/wheel/venv | cut -f1); echo "the base install weighs $$size MB"; [ $$size -le 350 ]
	@cd build/wheel && venv/bin/sayso demo > demo.md && ls -l *.whl demo.md

clean:  ## Remove what the targets made.
	@rm -rf $(VENV) page/node_modules src/sayso/serving/assets build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The package and what it needs, nothing else.
$(VENV)/package.stamp: pyproject.toml $(PINS)
	@for python in $(PYTHON) python3.11 python3.12 python3.13 python3; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi; python=; done; \
	if [ -z "$$python" ]; then \
	  echo "make: no Python 3.11 or later was found. Install one, or name it: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; \
	  exit 1; fi; \
	[ -x $(BIN)/python ] || { echo "setting up $(VENV): a minute or two, once"; $$python -m venv $(VENV); }
	@$(INSTALL) pip
	@$(INSTALL) --editable .
	@touch $@

# The tools of the developer on top.
$(VENV)/tools.stamp: $(VENV)/package.stamp
	@$(INSTALL) --group dev
	@touch $@
