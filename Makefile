# IMP+: every command. `make` alone lists them.
# PORT, CARDS_PORT, DATABASE_URL and CHROMIUM may be set; nothing outside this folder is changed,
# but for Chromium and Java, which `make test` installs where they are missing and it may.

PORT ?= 8000
CARDS_PORT ?= 8001
export PORT CARDS_PORT

# What is typed after these is one word of the shell, and make reads nothing into it.
override KIND := $(value KIND)
override NAME := $(value NAME)
export KIND NAME

# uv keeps what it fetches in the project; somebody else's environment is not ours to fill.
export UV_CACHE_DIR := $(CURDIR)/.uv/cache
export UV_PYTHON_INSTALL_DIR := $(CURDIR)/.uv/python
export PYTHONDONTWRITEBYTECODE :=
unexport VIRTUAL_ENV UV_PROJECT_ENVIRONMENT PYTHONPATH PYTHONHOME

PYTHON := .venv/bin/python
# The first python that runs: a shim may be first on the path, and broken.
INSTALL = python=$$(for p in $(PYTHON) python3 /usr/bin/python3 python3.13 python3.12 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null && echo $$p && break; done); \
	test -n "$$python" || { echo "Python 3 is missing: install it (on Debian: apt-get install python3)."; exit 1; }; \
	$$python deploy/local/install.py

.PHONY: help run dev test test-rules rush check letter migration shell hook bench install install-dev install-bench messages pages fix demo-remove clean

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

run: install ## start the whole line on this machine: http://localhost:8000
	@exec $(PYTHON) -m deploy.local.run

dev: install-dev ## the same, with what is saved reloaded, pages of errors, and SQL
	@exec $(PYTHON) -m deploy.local.run --reload

# Where `make check test` just held the code against the rules of the house, that is not done again.
test: install-dev ## run every test, the walk in a browser included
	@$(PYTHON) -m deploy.local.chromium
	@$(PYTHON) -m deploy.local.verapdf
	@$(PYTHON) -m deploy.local.catalogues
	@exec $(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal \
		$(if $(filter check,$(MAKECMDGOALS)),--ignore=tests/house)

test-rules: install-dev ## run the quick tests of the rules: seconds, no database
	@exec $(PYTHON) -m pytest -q -p no:django -p no:xdist -p no:randomly -p no:cacheprovider \
		--hypothesis-profile few -m "not thorough" tests/words tests/rules tests/programmes tests/telling

rush: install-dev ## a hundred rounds of two hundred people for twenty places: about an hour
	@RUSH_ROUNDS=$${RUSH_ROUNDS:-100} exec $(PYTHON) -m pytest -q tests/rush

check: install-dev ## linters, types, import rules, house rules, messages, migrations
	@exec $(PYTHON) -m deploy.local.check

letter: install-dev ## write a letter's PDF and text in both languages: make letter KIND=refusal
	@$(PYTHON) -m deploy.local.letter "$$KIND"

migration: install-dev ## write the migration that the tables lack: make migration NAME=adds_x
	@$(PYTHON) -m deploy.local.with_database python manage.py makemigrations records $${NAME:+"--name=$$NAME"}

shell: install-dev ## a Python with the records, on the database of make run
	@exec $(PYTHON) -m deploy.local.with_database python manage.py shell

hook: ## let git check the code before each commit
	@git config core.hooksPath deploy/hooks && echo "git checks before each commit; git commit --no-verify goes past it."

bench: install-bench ## measure assessments, pages and submissions per second
	@$(PYTHON) -m deploy.local.catalogues
	@exec $(PYTHON) -m bench

messages: install-dev ## bring the French catalogues up to date with the code
	@$(PYTHON) -m deploy.local.messages --update

pages: install-dev ## write rules.md, fees.md, documents.md, states.md and fields.md of docs/ anew
	@$(PYTHON) -m deploy.local.pages --update

fix: install-dev ## put the code in its usual shape, and mend what the linter can
	@$(PYTHON) -m ruff check --fix . && $(PYTHON) -m ruff format .

demo-remove: install ## remove the demonstration world
	@exec $(PYTHON) -m deploy.local.with_database impplus demo remove

clean: ## remove what was built here; the database and the files in var/ stay
	@rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache var/test tests/screenshots
	@find impplus tests deploy bench -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null; true
	@find impplus/locale -name '*.mo' -delete 2>/dev/null; true

install: # what the site needs
	@$(INSTALL) --no-dev --inexact

install-dev: # and what its tests need
	@$(INSTALL)

install-bench: # and the evaluators that it is measured beside
	@$(INSTALL) --group bench

.DEFAULT:
	@echo "No such command: $@. make lists them."; exit 2
