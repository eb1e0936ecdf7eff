# make run   the app on http://localhost:8501        make test   everything, browser journeys included
# make lint  what CI checks of style                 make bench  measures, writes tests/bench/RESULTS.md
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable chrome

.PHONY: run test lint bench texts screenshots browser clean

run: $(VENV)/run
	$(BIN)/python -m streamlit run dashboard/app.py

test: $(VENV)/test browser lint
	$(BIN)/python -m pytest

lint: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(VENV)/test browser
	$(BIN)/python -m tests.bench

texts: $(VENV)/test
	$(BIN)/python -m tests.catalogue

screenshots: $(VENV)/test browser
	$(BIN)/python -m tests.screenshots

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); \
	  else echo "Python's venv is missing. Install it with: sudo apt-get install python3-venv"; exit 1; fi; }

$(VENV)/run: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test: tests/requirements.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@ $(VENV)/run

browser:
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; \
	else echo "The browser tests need Chrome or Chromium. Install it with: sudo apt-get install chromium"; exit 1; fi

clean:
	rm -rf $(VENV)
