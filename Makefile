# Set-up is part of every target: a fresh machine needs Python 3.11+ and make, nothing else.
PYTHON ?= python3
SERVE ?= 1
PORT ?= 8000
BIN := .venv/bin

.PHONY: figures install install-dev demo test check format lock train docs clean

install: .venv/runtime        ## .venv with techtrade in it

install-dev: .venv/dev        ## the same, with what tests and checks need

.venv/runtime: requirements/runtime.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing pinned dependencies into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m graph.influence.warming
	@touch $@

.venv/dev: requirements/dev.txt .venv/runtime
	@echo "installing pinned development dependencies into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: .venv/runtime           ## sample articles in, a graph, an influence report, the server (SERVE=0: stop before it)
	@$(BIN)/techtrade demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

test: .venv/dev               ## the tests
	@$(BIN)/python -m pytest

check: .venv/dev              ## what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test
	$(BIN)/python -m tests.wheel

format: .venv/dev             ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
lock:                         ## renew requirements/*.txt (exact versions and hashes, no addresses)
	$(LOCK) pyproject.toml -o requirements/runtime.txt
	$(LOCK) --group build -o requirements/build.txt
	$(LOCK) pyproject.toml --group dev -o requirements/dev.txt
	echo "followthemoney<4" | $(LOCK) --only-binary :all: - -o requirements/followthemoney.txt

train: .venv/dev              ## learn the extraction models from training/corpus (minutes)
	$(BIN)/python -m training.train

figures: .venv/dev            ## measure extraction and write docs/figures.md
	@$(BIN)/python -m training.figures

docs: .venv/dev               ## write the generated pages of docs/
	$(BIN)/python -m api.docs

clean:
	rm -rf .venv build dist
