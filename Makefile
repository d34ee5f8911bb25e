# make demo   install into .venv and run the Tokyo scenario; figures and data in out/
# make test   install what the tests need and run them, then the checks of style
# make lint   the checks of style alone
# make results  write down anew what the model says of scenarios that ship (tests/results.json)
# make generated  write anew what the code says on pages and in schemas
# make pictures  draw anew what pages, studies and tutorials show; some six minutes
# make docs   build the documentation in out/site/index.html; any warning fails
# make links  ask whether the links to other places still lead somewhere; needs the network
# make bench  measure speed, memory and start (docs/speed.md); some minutes
# make release  check, build and try what would be released; it stands in dist/ then
# make clean  remove what these made
PYTHON ?= python3
RUNS ?= 10000
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: demo test lint docs links bench results generated pictures release clean

demo: .venv/demo
	$(BIN)/nacsim run tokyo_liaison_office --runs $(RUNS) --out out

# tests start some hundred processes: what one of them compiled, the next ones find
test: .venv/test
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -p no:randomly
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .

lint: .venv/test
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .

docs: .venv/docs
	$(BIN)/python -m sphinx -q -W --keep-going -c docs -b html . out/site
	@echo "The documentation is in out/site/index.html"

links: .venv/docs
	$(BIN)/python -m sphinx -q -c docs -b linkcheck . out/links

bench: .venv/demo
	$(BIN)/python experiments/benchmarks/run.py

results: .venv/test
	$(BIN)/python tests/pinned.py

generated: .venv/test
	$(BIN)/python experiments/scenario_reference.py
	$(BIN)/python -m nacsim.results.described
	$(BIN)/python experiments/refresh.py --pages
	$(BIN)/python experiments/figure_sheet.py

release: .venv/release
	$(BIN)/python experiments/release.py

pictures: .venv/test
	$(BIN)/python experiments/refresh.py
	$(BIN)/python experiments/figure_guide.py
	$(BIN)/python experiments/studies.py --write
	$(BIN)/python experiments/notebooks.py

clean:
	rm -rf .venv out build dist

.venv/demo: .venv/ready pyproject.toml
	$(call install,-e .)
	touch $@

.venv/test: .venv/ready pyproject.toml
	$(call install,-e '.[test]')
	touch $@ .venv/demo

.venv/docs: .venv/ready pyproject.toml
	$(call install,-e '.[docs]')
	touch $@ .venv/demo

.venv/release: .venv/ready pyproject.toml
	$(call install,-e '.[release]')
	touch $@ .venv/demo

.venv/ready:
ifdef UV
	uv venv --allow-existing --python '>=3.11' .venv
else
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "NACSIM needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv is missing. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
endif
	touch $@

ifdef UV
install = uv pip install --python $(BIN)/python --quiet $(1)
else
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check $(1)
endif
