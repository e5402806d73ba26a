# The two commands of a newcomer are `make demo` and `make test`; both install what the machine lacks.

.PHONY: help demo test build bench bench-build bench-record bench-curves bench-compare conformance format set-up \
  set-up-tests clean-demo

help:
	@echo 'make demo    grade 10,000 made-up enterprises and explain one of them'
	@echo 'make test    every test, in debug and the core ones optimised, and the tests of the shipped policies'
	@echo 'make build   the command, optimised: .build/release/assay; with NATIVE=1 .build-native/release/assay,'
	@echo '             for the processor of this machine alone'
	@echo 'make bench   how long each stage takes, and credit-bench beside other systems where ../shared is present'
	@echo 'make bench-record    the same, kept in Benchmarks/results under the name of the commit'
	@echo 'make bench-compare OLD=... NEW=...    two such files side by side'
	@echo 'make bench-curves    how cost grows with subjects, records and indicators'
	@echo 'make conformance   assay eval against the cases of the DMN TCK, where ../shared or $$ASSAY_SHARED has them'
	@echo 'make format  lay out the Swift sources'

set-up:
	@.ci/set-up.sh

set-up-tests:
	@.ci/set-up.sh tests

# With NATIVE=1 the command uses what this machine's processor has, and may not run on another: it has a folder of its own.
BUILD_FOLDER = .build$(if $(NATIVE),-native)
NATIVE_FLAGS = --scratch-path $(BUILD_FOLDER) -Xcc -march=native -Xswiftc -Xcc -Xswiftc -march=native
BENCH = ASSAY_RELEASE=$(CURDIR)/$(BUILD_FOLDER)/release python3 Benchmarks/bench.py
RELEASE_FLAGS = -c release $(if $(NATIVE),$(NATIVE_FLAGS))

build: set-up
	swift build $(RELEASE_FLAGS) --product assay

demo: build
	@.ci/demo.sh

# Suites whose code the optimiser changes most are run optimised, too: what a program does must not depend on that.
OPTIMISED_SUITES = PolicyTypesTests|PolicyExecutionTests|PolicyLoweringTests|PolicyRecordsTests|DifferentialTests

test: set-up-tests
	swift build --build-tests
	swift test --skip-build
	.build/debug/assay check policies Benchmarks/credit-bench
	.build/debug/assay test policies
	swift test -c release --scratch-path .build-optimised -Xswiftc -enable-testing --filter '$(OPTIMISED_SUITES)'

bench-build: build
	swift build $(RELEASE_FLAGS) --product StageBenchmarks

bench: bench-build
	$(BENCH)

bench-record: bench-build
	$(BENCH) --record Benchmarks/results/$$(git describe --always --dirty --abbrev=12).json

bench-curves: bench-build
	$(BENCH) curves

bench-compare:
	python3 Benchmarks/bench.py compare $(OLD) $(NEW)

conformance: build
	@.ci/conformance.py

format:
	swift format format --in-place --recursive --parallel --configuration .swift-format Package.swift Sources Tests Benchmarks

clean-demo:
	rm -rf demo-output
