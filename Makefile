# The few commands of the house; `make` alone names them.
#
#   make demo    a made-up municipality on http://localhost:8000 (PORT=8080 make demo for another port)
#   make test    the whole suite; what it had to leave out it names at the end (COMPLETE=1 makes that an error)
#   make check   the fast part: no browser, SQLite only, nothing that takes long
#   make days    what runs in the tests' own process, on other days than today: a leap day, a year's last half hour ...
#   make dev     your own empty installation, restarted when a source file changes
#   make bench   how fast the pages are beside the floor of the same machine
#   make words   gather the words of the interface for translation, and build the catalogue that is read
#   make lock    new lock files from pyproject.toml (the only command that needs uv)

export PORT ?= 8000
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check days dev bench words lock

help:
	@sed -n 's/^#   //p' Makefile

demo: .venv/.installed
	@exec $(BIN)/pejling demo

dev: .venv/.installed-dev
	@$(BIN)/pejling manage migrate --verbosity 0
	@PEJLING_DEBUG=1 exec $(BIN)/pejling manage runserver localhost:$(PORT)

test: .venv/.installed-dev
	@$(BIN)/python -m tests.suite $(if $(COMPLETE),--complete)

check: .venv/.installed-dev
	@$(BIN)/python -m tests.suite --fast

days: .venv/.installed-dev
	@$(BIN)/python -m tests.suite --days

bench: .venv/.installed-dev
	@$(BIN)/python -m tests.benchmarks

words: .venv/.installed-dev
	@$(BIN)/python -m tests.words

# --- The environment -------------------------------------------------------------------------------------------------
# A lock file is read again only when it has changed. It is complete, so it is installed without resolving: an old pip looks at
# an extra anew, finds a release that the lock does not name, and gives up. uv is taken when it is there, because it is five
# times faster; when it cannot reach the index (it does not read pip's configuration) pip has a try. Nothing is compiled
# ahead: half of what the libraries bring is never imported. The package itself is installed in place by the locked
# setuptools, without build isolation and without an index, so that this step never leaves the machine.

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps

define install
	@echo "Installing what $(1) names (the first time it takes about half a minute) ..."
	@{ command -v uv >/dev/null && uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r $(1); } \
		|| $(PIP) --no-compile --require-hashes -r $(1)
endef

.venv/bin/python:
	@for python in python3 python3.13 python3.12 python3.11 python3.14; do \
		if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			exec $$python -m venv .venv; \
		fi; \
	done; \
	echo "Pejling needs Python 3.11 or newer with venv (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1

.venv/.libraries: requirements/run.txt | .venv/bin/python
	$(call install,$<)
	@touch $@

.venv/.libraries-dev: requirements/dev.txt | .venv/bin/python
	$(call install,$<)
	@touch $@ .venv/.libraries

.venv/.installed: .venv/.libraries pyproject.toml
	@$(PIP) --no-index --no-build-isolation --editable .
	@touch $@

.venv/.installed-dev: .venv/.libraries-dev pyproject.toml
	@$(PIP) --no-index --no-build-isolation --editable .
	@touch $@ .venv/.installed

# --- The lock files --------------------------------------------------------------------------------------------------
# Universal: one file for every Python from 3.11 and every platform. They carry hashes and no index addresses.

UV := $(or $(shell command -v uv),.tools/uv/bin/uv)
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: $(UV)
	$(COMPILE) pyproject.toml --group build --output-file requirements/run.txt
	$(COMPILE) pyproject.toml --group build --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt
	$(COMPILE) --no-deps --group postgresql --output-file requirements/postgresql.txt

.tools/uv/bin/uv:
	@python3 -m venv .tools/uv
	@.tools/uv/bin/python -m pip --quiet install uv
