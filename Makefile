# make run     serve the timeline          make run EVENTS=my.csv PORT=9000
# make test    run every test              make check   format, lint, types
# make test-engines    run those that need a server beside the app
# make test-again      the few that failed, once more and alone
# make torture         damage, cut and kill for minutes     make torture MINUTES=30
# make coverage        which branches of data/ the tests reach; fails below the share that pyproject.toml names
# make mutation        dates, figures and claims made wrong, one change at a time: do the tests notice?
# make bench   measure everything          make bench SIZE=small   a short run
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.PHONY: run test test-again test-engines torture coverage mutation check format lock bench clean

PYTHON ?= python3
ADDRESS ?= 127.0.0.1
WORKERS ?= 2
VENV := .venv
PIP = $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-compile -r
# uv, where it is there, takes a third of the time; where it cannot, for want of pip's settings, pip does it.
INSTALL = $(if $(shell command -v uv),uv pip install -q --python $(VENV)/bin/python -r $(1) 2>/dev/null ||) $(PIP) $(1)
ifdef EVENTS
export EVENTS
endif

run: $(VENV)/installed
	@exec $(VENV)/bin/streamlit run app.py --server.address $(ADDRESS) $(if $(PORT),--server.port $(PORT))

test: $(VENV)/installed-for-tests
	@$(VENV)/bin/python tests/browser/find_browser.py
	@$(VENV)/bin/python -m pytest -n $(WORKERS) --dist worksteal --ignore tests/engines --ignore tests/torture $(TESTS)

# A borrowed machine may stand still for a minute, and a browser with it. Named here is what failed beside others and
# passes alone; more than three, or one that fails again, is a fault.
FAILED := .pytest_cache/v/cache/lastfailed
test-again: $(VENV)/installed-for-tests
	@test "$$(grep -c '::' $(FAILED))" -le 3 || { echo "More than three failed; none is tried again."; exit 1; }
	@echo "Failed, and tried again alone:"; cat $(FAILED)
	@$(VENV)/bin/python -m pytest --last-failed --last-failed-no-failures none --ignore tests/engines --ignore tests/torture $(TESTS)

test-engines: $(VENV)/installed-for-engines
	@$(VENV)/bin/python tests/browser/find_browser.py
	@$(VENV)/bin/python -m tests.engines.postgres_server
	@$(VENV)/bin/python -m pytest -n $(WORKERS) --dist loadfile -m engines tests/engines

torture: export MINUTES ?= 3
torture: $(VENV)/installed-for-tests
	@$(VENV)/bin/python -m pytest -q tests/torture $(TESTS)

coverage: $(VENV)/installed-for-tests
	@$(VENV)/bin/coverage run -m pytest -q tests/data tests/draft tests/components tests/test_command_line.py tests/test_docstrings.py \
	  tests/test_contracts.py tests/test_filters_by_every_answerer.py
	@$(VENV)/bin/coverage combine -q
	@$(VENV)/bin/coverage report

# `make mutation ONLY="data.quantities*"` for a part; what has been tried is not tried again while it stands in mutants/.
mutation: $(VENV)/installed-for-mutation
	@CI=true $(VENV)/bin/mutmut run --max-children $(WORKERS) $(ONLY)
	@$(VENV)/bin/mutmut results

check: $(VENV)/installed-for-tests
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/oxlint --config tests/oxlintrc.json components benchmarks
	@$(VENV)/bin/mypy .

bench: $(VENV)/installed-for-tests
	@$(VENV)/bin/python tests/browser/find_browser.py
	@$(VENV)/bin/python -m benchmarks --size $(or $(SIZE),full)

format: $(VENV)/installed-for-tests
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

# The versions that every install gets, from those that pyproject.toml names.
lock: export UV_CUSTOM_COMPILE_COMMAND := make lock
lock: $(VENV)/installed
	@$(VENV)/bin/pip install --quiet uv
	@$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 pyproject.toml -o requirements.txt
	@$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --group test -c requirements.txt -o tests/requirements.txt
	@$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --group engines -c requirements.txt -o tests/requirements-engines.txt
	@$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --group mutation -c tests/requirements.txt -o tests/requirements-mutation.txt

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis mutants
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@command -v "$(PYTHON)" >/dev/null || { echo "Dateline needs Python 3.11 or newer, and there is no $(PYTHON) here."; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Dateline needs Python 3.11 or newer; $(PYTHON) is $$("$(PYTHON)" --version). Name another: make PYTHON=python3.12"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python cannot make environments. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing what Dateline needs; the first time takes a minute ..."
	@$(call INSTALL,requirements.txt)
	@touch $@

$(VENV)/installed-for-tests: tests/requirements.txt $(VENV)/installed
	@echo "Installing what the tests need ..."
	@$(call INSTALL,tests/requirements.txt)
	@touch $@

$(VENV)/installed-for-engines: tests/requirements-engines.txt $(VENV)/installed-for-tests
	@$(call INSTALL,tests/requirements-engines.txt)
	@touch $@

$(VENV)/installed-for-mutation: tests/requirements-mutation.txt $(VENV)/installed-for-tests
	@$(call INSTALL,tests/requirements-mutation.txt)
	@touch $@
