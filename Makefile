# Everything that is done by hand or in CI. 'make check' is what CI runs.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

GO      ?= go
BIN     := $(CURDIR)/bin
FUZZTIME ?= 60s
FUZZMEM ?= 512
PARTS   ?=
BENCH   ?= .
COUNT   ?= 1
SEED    ?= 1
N       ?= 300
HOUSE   := $(GO) test ./internal/house

# The steps of 'make check', in order: the quick ones first. The step x is the
# target check-x.
STEPS := fmt vet lint levels docs deps fresh examples test

# A module of its own for benchmarks against peers, once it exists.
BENCH_MODULE := $(patsubst %/go.mod,%,$(wildcard internal/bench/go.mod))

# A module of its own that stands for another project. It is checked as such: no
# more modules than the packages link that it imports.
OUTSIDE_MODULE := internal/outside

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: check
check: ## everything CI checks, one line a step and a verdict
	@failed=''; begin=$$SECONDS; \
	log=$$(mktemp); trap 'rm -f "$$log"' EXIT; \
	for step in $(STEPS); do \
		start=$$SECONDS; \
		if $(MAKE) --no-print-directory --silent "check-$$step" >"$$log" 2>&1; then verdict=ok; \
		else verdict=FAIL; failed+=" $$step"; fi; \
		printf '%-5s %-9s %4ds  %s\n' "$$verdict" "$$step" $$((SECONDS - start)) \
			"$$(sed -n "s/^check-$$step:.*# //p" Makefile)"; \
		if [[ $$verdict == FAIL ]]; then sed 's/^/      /' "$$log"; fi; \
	done; \
	if [[ -n $$failed ]]; then echo "check: FAILED after $$((SECONDS - begin))s:$$failed"; exit 1; fi; \
	echo "check: all $(words $(STEPS)) steps passed in $$((SECONDS - begin))s"

.PHONY: test
test: ## the tests, as the README says
	$(GO) test ./...

.PHONY: fmt
fmt: tools ## format the sources
	$(BIN)/gofumpt -l -w .

.PHONY: lint
lint: tools ## staticcheck (staticcheck.conf) and unchecked errors (tools/errcheck.txt)
	$(BIN)/staticcheck ./...
	$(BIN)/errcheck -exclude tools/errcheck.txt ./...

# The program takes the place of the shell, so that signals reach it.
.PHONY: soak
soak: ## the long forms of the tests named Soak, up to an hour; PARTS=pattern chooses
	$(GO) build -o $(BIN)/soak ./internal/soak
	exec $(BIN)/soak -run '$(PARTS)'

.PHONY: fuzz
fuzz: ## each fuzz target for FUZZTIME (60s) within FUZZMEM (512) MiB, as many at a time as processors
	@[[ $$(uname) == Linux ]] || echo "fuzz: memory is not limited on this system"; \
	grep -rHoE --include='*_test.go' --exclude-dir=bench --exclude-dir=tools '^func Fuzz[A-Z0-9_]\w*' . | sort | \
		sed -E 's#^\./(([^:]*)/)?[^/:]*:func (.*)#DIR=./\2 NAME=\3#' | \
		xargs -P "$$(getconf _NPROCESSORS_ONLN)" -L 1 $(MAKE) --no-print-directory fuzz-one

# One target, in the directory of its package, where a failing input is kept in
# testdata/fuzz. The limit is one of the data segment, in KiB, and Go begins to save
# before it is reached. Only the process that tries inputs gets it, which is started
# by the name of the one that invents them and keeps what it has seen in memory.
.PHONY: fuzz-one
fuzz-one:
	@work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; \
	cache=$$($(GO) env GOCACHE)/fuzz/$$($(GO) list '$(DIR)'); \
	$(GO) test -c -fuzz '^$(NAME)$$' -o "$$work/fuzz" '$(DIR)'; \
	limit=:; if [[ $$(uname) == Linux ]]; then limit="ulimit -d $$(($(FUZZMEM) * 1024))"; fi; \
	printf '#!/bin/bash\n%s && GOMEMLIMIT=%dMiB exec "%s" "$$@"\n' "$$limit" $$(($(FUZZMEM) * 3 / 4)) "$$work/fuzz" >"$$work/limited"; \
	chmod +x "$$work/limited"; cd '$(DIR)'; \
	if (exec -a "$$work/limited" "$$work/fuzz" -test.run '^$$' -test.fuzz '^$(NAME)$$' -test.fuzztime $(FUZZTIME) \
		-test.fuzzcachedir "$$cache" -test.parallel 1 -test.timeout 0 >"$$work/log" 2>&1); \
	then echo "fuzz: ok   $(NAME) in $(DIR), $$(grep -o 'execs: [0-9]*' "$$work/log" | tail -n 1)"; \
	else echo "fuzz: FAIL $(NAME) in $(DIR)"; tail -n 100 "$$work/log"; exit 1; fi

.PHONY: mutants
mutants: ## plant N (300) small faults drawn by SEED; docs/mutants.md
	$(GO) run ./internal/mutants -seed $(SEED) -n $(N)

.PHONY: bench
bench: ## benchmarks (BENCH=pattern, COUNT=repetitions)
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem -count $(COUNT) ./...
	for m in $(BENCH_MODULE); do $(GO) -C "$$m" test -run '^$$' -bench '$(BENCH)' -benchmem -count $(COUNT) ./...; done

.PHONY: cover
cover: ## test coverage of all packages, by function in cover.out
	$(GO) test -coverprofile=cover.out -coverpkg=./... ./...
	$(GO) tool cover -func=cover.out | tail -n 1

.PHONY: api
api: ## rewrite docs/api.txt, the listing of the exported API
	mkdir -p docs
	$(GO) run ./internal/gen/apilist -o docs/api.txt

.PHONY: deps
deps: ## rewrite docs/dependencies.txt, the list of modules needed
	$(HOUSE) -count=1 -run '^TestDependencyList$$' -update

.PHONY: generate
generate: ## rewrite every generated file
	mkdir -p docs
	$(GO) generate ./...

# The tools live in a module of their own, so that they appear in nobody's
# dependencies. With a warm cache this takes a moment.
.PHONY: tools
tools:
	cd tools && GOBIN=$(BIN) $(GO) install tool

# The steps. The words behind # are printed with the result.

.PHONY: $(addprefix check-,$(STEPS))

check-fmt: tools # sources are formatted (make fmt)
	unformatted=$$($(BIN)/gofumpt -l .); \
	if [[ -n $$unformatted ]]; then echo "not formatted, run 'make fmt':"; echo "$$unformatted"; exit 1; fi

check-vet: # go vet, in every module with code
	$(GO) vet ./...
	for m in $(BENCH_MODULE) $(OUTSIDE_MODULE); do $(GO) -C "$$m" vet ./...; done

check-lint: lint # staticcheck and errcheck

check-levels: # imports point downwards, sources keep the rules of the house
	$(HOUSE) -run '^Test(House|Settle|AllowListGivesReasons)$$' -skip '/^(doc.go|comments)$$'

check-docs: # comments, links, no machine's paths
	$(HOUSE) -run '^Test(House|Links|Paths)$$/^(doc.go|comments|)$$'

check-deps: # go.mod is tidy, light packages stay light, the list is fresh (make deps)
	$(GO) mod tidy -diff
	$(GO) -C $(OUTSIDE_MODULE) mod tidy -diff
	$(HOUSE) -run '^TestDependenc'

# Generates everything again in a copy, so that the tree itself stays as it is.
check-fresh: # generated files are what their generators write (make generate)
	copy=$$(mktemp -d); trap 'rm -rf "$$copy"' EXIT; \
	tar --exclude=./.git --exclude=./bin -cf - . | tar -xf - -C "$$copy"; \
	$(MAKE) --no-print-directory -C "$$copy" generate; \
	diff -ru --exclude=.git --exclude=bin . "$$copy" | head -n 100

check-examples: # every example runs and prints what it says
	if [[ -d examples ]]; then $(GO) test ./examples/...; else echo "no examples yet"; fi
	$(GO) test -run '^Example' ./...

# One package at a time: under the race detector the checks of stores, which
# have deadlines, would otherwise wait for the disk of another package.
check-test: # all tests with the race detector, in random order
	CGO_ENABLED=1 $(GO) test -p 1 -race -shuffle=on -timeout 20m ./...
	$(GO) -C $(OUTSIDE_MODULE) test ./...
