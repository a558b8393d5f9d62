# make film makes a film; make setup only prepares for it. docs/dependencies.md says what is installed and why.

PREMISE ?= An old lighthouse keeper finds a violin that plays by itself at night.
OUT     ?= film.mp4
# INPUT=script.fountain (or a production folder) is filmed instead of the premise.
INPUT   ?=

VENV    := .venv
THEATRE := .theatre
LISTENING := .listening
OPTIONS := $(if $(MINUTES),--minutes $(MINUTES)) $(if $(QUALITY),--quality $(QUALITY)) $(if $(SEED),--seed $(SEED))

export PREMISE INPUT OUT

.PHONY: film setup setup-test test bench bench-story bench-sound clean
.DEFAULT_GOAL := film

film: setup
	@if [ -n "$$INPUT" ]; then input="$$INPUT"; else input="$$PREMISE"; fi; \
	$(VENV)/bin/filmwright make "$$input" -o "$$OUT" $(OPTIONS)

setup:
	@sh tools/setup.sh $(VENV) product.txt
	@sh tools/setup.sh $(THEATRE) theatre.txt

setup-test: setup
	@sh tools/setup.sh $(VENV) product.txt develop.txt

# The same checks as on every change: style, types, who may import whom, behaviour.
test: setup-test
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy --strict filmwright
	@$(VENV)/bin/lint-imports --no-cache
	@$(VENV)/bin/python -m pytest $(TESTS)

bench: setup
	@$(VENV)/bin/python -m benchmarks

bench-story: setup
	@$(VENV)/bin/python -m benchmarks.stories

# Films of six premises are made with blank pictures and listened to; FILMS="productions/one ..." are measured besides. What listens is no
# part of Filmwright and lives in a place of its own.
bench-sound:
	@sh tools/setup.sh $(LISTENING) product.txt listening.txt listening_bare.txt
	@$(LISTENING)/bin/python -m benchmarks.sound $(FILMS) --films --spelling --voices --casts --lines --staged

clean:
	rm -rf $(VENV) $(THEATRE) $(LISTENING) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
