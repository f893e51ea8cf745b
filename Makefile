# The only door: `make help` lists what there is.
# One configuration (release) serves running and testing, so that .build is built once.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

SWIFT ?= swift
BINARY := .build/release/renderstack
SOURCES := Package.swift Sources Tests
# Where `make run` keeps its store and listens, and what else it passes to `serve`.
DATA ?= data
PORT ?= 8080
ARGUMENTS ?=
# What `make test` runs: a pattern for `swift test --filter`.
FILTER ?=
SECONDS_EACH ?= 5
ROUNDS ?= 3

.PHONY: help
help: ## Shows this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  \033[1m%-10s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  Settings: DATA=$(DATA) PORT=$(PORT) ARGUMENTS='--public-url https://…' FILTER='Keys' SECONDS_EACH=$(SECONDS_EACH) ROUNDS=$(ROUNDS)"

.PHONY: run
run: packages build ## Builds, starts the server on PORT with the sample templates, and shows how to call it.
	@exec $(BINARY) serve --data $(DATA) --port $(PORT) --samples deploy/samples $(ARGUMENTS)

.PHONY: test
test: packages test-packages build-tests ## Runs the tests, the browser's too (FILTER=pattern picks some, without a browser).
	@rm -rf .build/pictures
	@RENDERSTACK_BINARY="$(CURDIR)/$(BINARY)" RENDERSTACK_PICTURES="$(CURDIR)/.build/pictures" \
		$(SWIFT) test -c release --skip-build $(if $(FILTER),--filter '$(FILTER)')
	@$(if $(FILTER),true,Tests/PictureLog/check.sh .build/pictures)
	@$(if $(FILTER),true,Tests/BrowserTests/run.sh)

.PHONY: browser
browser: packages test-packages build ## Runs the browser tests alone; screenshots of every page are left in .build/screenshots.
	@Tests/BrowserTests/run.sh

.PHONY: check
check: lint test ## Does what CI does: packages, format, build, tests, the house rules.

.PHONY: format
format: ## Formats every Swift file in place.
	@$(SWIFT) format format --in-place --parallel --recursive $(SOURCES)

.PHONY: lint
lint: ## Says what `make format` would change, and fails if it would.
	@$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

.PHONY: goldens
goldens: packages build-tests ## Paints the expected pictures anew, and still fails, so that a person looks at them.
	@RENDERSTACK_GOLDENS=rewrite $(SWIFT) test -c release --skip-build --filter Golden

.PHONY: dashboard
dashboard: ## Lists the dashboard's files anew; run it after adding, renaming or removing one.
	@deploy/list-dashboard.sh

.PHONY: bench
bench: packages build ## Prints what this machine does, beside eight renderers and nginx, and writes JSON (ROUNDS of each).
	@$(BINARY) bench --template deploy/samples/social-card.json --seconds $(SECONDS_EACH)
	@echo
	@Benchmarks/http/run.sh --rounds 2 --seconds $(SECONDS_EACH) --binary $(BINARY)
	@echo
	@Benchmarks/peers/run.sh --rounds $(ROUNDS) --count 2 --binary $(BINARY)

.PHONY: dist
dist: packages ## Makes dist/renderstack-….tar.gz: the program, its libraries, fonts and samples.
	@deploy/package.sh

.PHONY: clean
clean: ## Removes what was built, but no stored data.
	@rm -rf .build dist Tests/Failures

.PHONY: test-packages
test-packages:
	@deploy/install-packages.sh deploy/test-packages.txt

.PHONY: packages
packages: ## Installs the Debian packages of deploy/packages.txt that are missing.
	@deploy/install-packages.sh

.PHONY: renewed
renewed:
	@deploy/renew-sources.sh

.PHONY: build
build: renewed
	@$(SWIFT) build -c release --product renderstack

.PHONY: build-tests
build-tests: renewed
	@$(SWIFT) build -c release --build-tests
