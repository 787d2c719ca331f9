# `make run` and `make test` do everything on a machine that has Python 3.12 or newer and make.
PYTHON := $(shell for name in python3.12 python3.13 python3.14 python3 python; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then echo $$name; break; fi; done)
BIN := .venv/bin
READY := .venv/.ready

# Of what pip says: how many packages are here, that they are being installed, and what went wrong.
define SHOW_PROGRESS
/^(Collecting|Processing) / { if (++n % 20 == 0) { print "  " n " of " all " packages are here"; fflush() } }
/^Installing collected/ { print "  all are here; they are being installed (a minute or two)"; fflush() }
/^(ERROR|error)/ { print }
/^pip failed/ { failed = 1 }
END { if (!failed) print "  done"; exit failed }
endef
export SHOW_PROGRESS

.PHONY: site pages wheelhouse page-tools page-check page-front run test test-fast test-long coverage check bare release audit setup clean benchmark house evidence notebooks lab messages

run: setup
	@$(BIN)/partnersim run scenarios/prsca_compliant.yaml

test: setup
	@$(BIN)/python -m pytest -m "not long"

# Those that `make test` leaves out: whole studies, executed notebooks, every step of every lesson.
test-long: setup
	@$(BIN)/python -m pytest -m long

# Tests that call no compiled rule.
test-fast: setup
	@$(BIN)/python -m pytest -m fast

# Branches that tests run, with rules uncompiled on a small world (some minutes); modules below 90 %.
coverage: setup
	@$(BIN)/python -m tests.branches

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

benchmark: setup
	@$(BIN)/python benchmarks/speed.py
	@$(BIN)/python benchmarks/sweeping.py

# Size, complexity and start-up of the code itself, beside their goals.
house: setup
	@$(BIN)/python benchmarks/house.py

# Every saved number of the docs, made again, then the pages (an hour or two on two cores); studies/README.md.
STUDIES := levels told_years directness control_scenarios supplementary virtuous_circle crisis_by_region recognition pathways_to_newcomers knock_outs profiles \
	screening calibration verdicts fixed_numbers_drawn order_of_reforms influential_unknowns decision_makers page_data \
	$(addprefix consequences.,umbrella conditions_of_drift paradox history impulses freezing nulls proximity_and_drift \
	story_of_the_thesis pages)
PAGES := limits knock_outs profiles parameters calibration patterns odd teaching
evidence: setup
	@for one in $(STUDIES) "verdicts saved" $(PAGES:%=pages.%); do \
		echo "$$one ..."; $(BIN)/python -m studies.$$one > /dev/null || exit 1; done
	@$(BIN)/python benchmarks/marginals.py > /dev/null

# What `pip install .` brings, without any extra: the commands work, or say which extra they need.
bare: setup
	@$(BIN)/nox -s "installed(without)"

# Wheel, sources, bill of materials and sums in dist/, of the last commit; then the wheel in empty environments.
release: setup
	@$(BIN)/nox -s release

# The site of documentation, in build/site/html, both languages; a warning or a link that leads nowhere ends it.
site: setup
	@$(BIN)/nox -s site

# Every command and block of code on its pages, executed.
pages: setup
	@$(BIN)/python -m documentation.blocks

# Known faults of what is pinned, licences of what is installed.
audit: setup
	@$(BIN)/nox -s audit

# Wheels for a machine without network: there, `pip install --no-index --find-links wheelhouse "partnersim[app]"`.
# They are of this kind of machine and this Python; another's: make wheelhouse FOR="--platform win_amd64 --only-binary :all:"
FOR :=
wheelhouse: setup
	@rm -rf wheelhouse
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir wheelhouse .
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --prefer-binary --dest wheelhouse $(FOR) \
		--constraint requirements.txt --find-links wheelhouse "partnersim[app]"
	@echo "  $$(ls wheelhouse | wc -l) wheels in wheelhouse: copy the folder, then"
	@echo '  python -m pip install --no-index --find-links wheelhouse "partnersim[app]"'

# The French messages, compiled for gettext.
messages: setup
	@$(BIN)/python -m tests.messages

# The page's front end, which needs Node 20 or newer and npm: users do not.
page-tools: front/node_modules/.ready

front/node_modules/.ready: front/package-lock.json
	@cd front && npm ci --silent --no-audit --no-fund
	@touch $@

page-check: page-tools
	@cd front && npm run --silent check && npm test --silent

# Its modules, checked, tested and bundled into the package.
page-front: page-check
	@cd front && npm run --silent build

# The notebooks in the browser.
lab: setup
	@$(BIN)/jupyter lab notebooks

# The notebooks, run again and stored with what they show.
notebooks: setup
	@$(BIN)/python -m tests.storing_notebooks

setup: $(READY)

$(READY): requirements.txt pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
		echo "partnersim needs Python 3.12 or newer, and none was found. Install it and try again."; exit 2; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python has no venv module. Install it (on Debian or Ubuntu: the package python3-venv)."; exit 2; }
	@echo "Setting up .venv with $$($(PYTHON) --version) (a few minutes, once)."
	@$(PYTHON) -m venv .venv
	@{ $(BIN)/python -m pip install --progress-bar off --disable-pip-version-check -r requirements.txt 2>&1 \
		|| echo "pip failed"; } | awk -v all="$$(grep -c == requirements.txt)" "$$SHOW_PROGRESS"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

clean:
	rm -rf .venv wheelhouse .nox build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
