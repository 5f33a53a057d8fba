# A thin skin over the console command `fairclaim` and the tools: `make` alone lists what there is.
# Nothing here is needed to use fairclaim (see the README for Windows).

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PY := .venv/bin/python
DEMO := 2024-25-q4
KINDS := unit spec reference generative notebooks report faults acceptance
TEST_KINDS := $(addprefix test-,$(KINDS))
# Some environments tell Python to keep no compiled modules. Every process that a test starts would then compile over a
# thousand of them again: 8 seconds until it can work instead of 3. Kept ones change no result.
export PYTHONDONTWRITEBYTECODE :=
PYTEST := $(PY) -m pytest -n 2 --dist worksteal -q

.PHONY: help setup report test $(TEST_KINDS) test-spark test-dask test-edges test-long check fix run quarter lock reference schema bench bench-stable bench-resampling clean bench-claims bench-rerun torture bench-runner bench-many

help: ## List these targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z$$].*:.*## / {sub(/^\$$\(TEST_KINDS\)/, "test-KIND", $$1); printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  Kinds of test: $(KINDS)"

setup: .venv/.stamp ## Make .venv from the hash-locked requirements.lock; done once for each lock

.venv/.stamp: requirements.lock pyproject.toml .ci/setup .ci/uv.txt
	@PYTHON="$(PYTHON)" sh .ci/setup

report: setup ## Render the demo quarter; the last line is the page to open
	@$(PY) -m fairclaim quarter $(DEMO)

test: setup ## All tests but those on Spark, on Dask, of every edge, and the long ones, with coverage
	@$(PYTEST) -m "not spark and not dask and not edges and not long" --cov --cov-report=term-missing:skip-covered

$(TEST_KINDS): test-%: setup ## The tests of one kind
	@$(PYTEST) tests/$*

test-long: setup ## Whole runs again and again, and large grids (minutes)
	@$(PYTEST) -m long

test-edges: setup ## Every edge of every measure moved: somebody among its people must notice (minutes)
	@$(PYTEST) -m edges tests/spec/assure

test-spark: .venv/.spark-stamp ## The same measures on Spark: needs a Java of 17 or later, adds pyspark to .venv
	@$(PY) -m pytest -q tests/spark

.venv/.spark-stamp: .venv/.stamp requirements-spark.lock .ci/setup_spark
	@sh .ci/setup_spark

test-dask: .venv/.dask-stamp ## Reports made by a Dask cluster on this machine: adds Dask to .venv
	@$(PY) -m pytest -q tests/dask

.venv/.dask-stamp: .venv/.stamp requirements-dask.lock .ci/setup_dask
	@sh .ci/setup_dask

check: setup ## Style, types, layers, drift: everything that is not a test
	@sh .ci/check

fix: setup ## Mend what a machine can mend: style, schemas, environment.yml
	-@$(PY) -m ruff check --fix --quiet lib tests .ci bench
	@$(PY) -m ruff format lib tests .ci bench
	@$(PY) -m fairclaim schema
	@$(PY) .ci/check_environment.py --write

run: setup ## One report: make run SERVICE=demo-reablement QUARTER=2024-25-q4
	@$(if $(and $(SERVICE),$(QUARTER)),,$(error Name both: make run SERVICE=demo-reablement QUARTER=$(DEMO)))
	@$(PY) -m fairclaim run "$(SERVICE)" "$(QUARTER)"

quarter: setup ## All services of a quarter: make quarter QUARTER=2024-25-q4
	@$(if $(QUARTER),,$(error Name it: make quarter QUARTER=$(DEMO)))
	@$(PY) -m fairclaim quarter "$(QUARTER)"

lock: setup ## Write requirements.lock, those of the extras, and .ci/uv.txt anew
	@sh .ci/lock

reference: setup ## Write docs/reference anew from the ladder, the methods and the spec tests
	@$(PY) .ci/write_reference.py

schema: setup ## Write the JSON Schemas of params/
	@$(PY) -m fairclaim schema

bench: setup ## Time a report by its stages, over several runs
	@$(PY) bench/report.py

bench-runner: setup ## Reports, a quarter and kernels against bare cells, a shell loop and fresh kernels (minutes)
	@$(PY) bench/runner.py

bench-stable: setup ## stable-72h at 1 and 16 million referrals against the same query by hand (minutes, 3 GB of disk)
	@$(PY) bench/stable_72h.py

bench-resampling: setup ## The cluster bootstrap against the bare cost of its draws
	@$(PY) bench/resampling.py

bench-claims: setup ## What is claimed of services with a planted truth, over 500 seeds (40 minutes on two cores)
	@$(PY) bench/claims.py
bench-rerun: setup ## A rerun of 24 unchanged reports against the bare start of the command
	@$(PY) bench/rerun.py

bench-many: setup ## 200 reports in one go: memory, descriptors, and nothing of one in another (minutes)
	@$(PY) bench/many.py

torture: setup ## Full disks, then SIGKILL at random moments, 200 rounds or an hour; not in CI
	@$(PY) bench/full_disk.py
	@$(PY) bench/kills.py

clean: ## Remove what was made: reports, demo data, caches (not .venv)
	@find outputs -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	@rm -rf data/demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.* htmlcov
	@find lib tests .ci bench -name __pycache__ -type d -prune -exec rm -rf {} +
