# Everything goes into .venv beside this file; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test check lint bench bench-peers clean

help:
	@echo "make demo    install, build the index, answer sample questions, open a chat"
	@echo "make test    install what the tests need and run them all"
	@echo "make check   ruff, mypy strict, then the tests"
	@echo "make bench   measure speed, memory and size"
	@echo "make bench-peers [DATA=dir] [QUESTIONS=file]"
	@echo "             compare quality and speed with plain BM25, txtai and Haystack"

demo: $(VENV)/.installed
	$(BIN)/siaga build
	@for question in \
		"Berapa personel yang ikut simulasi Sispamkota di Balikpapan?" \
		"tahapan mana yg paling rawan di balikpapan?" \
		"Apakah penerima uang serangan fajar di pilkada bisa dipidana?" \
		"resep rendang yang empuk gimana"; \
	do printf '\n> %s\n' "$$question"; $(BIN)/siaga ask "$$question" || exit 1; done
	@if [ -t 0 ] && [ -t 1 ]; then printf '\n'; $(BIN)/siaga chat; fi

# One process a core; what stands in one file shares a process, and so what is made once for it.
test: $(VENV)/.tested
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: lint test

lint: $(VENV)/.tested
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(VENV)/.tested
	$(BIN)/python -m tests.bench.speed

bench-peers: $(VENV)/.peers
	$(BIN)/python -m tests.bench.peers $(if $(DATA),--data "$(DATA)") \
		$(if $(QUESTIONS),--questions "$(QUESTIONS)")

clean:
	rm -rf $(VENV)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

# PyTorch first, and only its CPU build: where that cannot be had, what would pull in the CUDA build
# stays out as well, and the tests that need it are skipped and say so.
$(VENV)/.tested: pyproject.toml requirements-torch.txt | $(BIN)/python
	@if $(PIP) --requirement requirements-torch.txt; \
	then $(PIP) --editable '.[models,dev]'; \
	else echo "PyTorch's CPU build cannot be installed here: its tests will be skipped"; \
		$(PIP) --editable '.[dev]'; fi
	@touch $@ $(VENV)/.installed

# Nothing else needs them, and they bring much along.
$(VENV)/.peers: $(VENV)/.tested
	$(PIP) --requirement requirements-torch.txt
	$(PIP) --editable '.[models,peers]'
	@touch $@
