# `make run` and `make test` are all that a fresh clone needs; CONTRIBUTING.md tells of the rest.
SWIFT ?= swift
# Tests are built apart and optimised, which makes the suite run many times faster than it is slower to build.
TESTS = --scratch-path .build/tests -Xswiftc -O
# The product leaves out the checks at run time for exclusive access, which the tests make.
# Nothing looks its symbols up by name: so the linker may leave out what is not used.
RELEASE = build -c release --static-swift-stdlib --disable-local-rpath -Xswiftc -enforce-exclusivity=unchecked -Xlinker --no-export-dynamic \
  $$(SWIFT=$(SWIFT) Scripts/static_options.sh)
BUILD = $(SWIFT) $(RELEASE) -Xlinker -s --product cyb
CYB = .build/release/cyb

.PHONY: build run test bench record-instructions lint check-warnings check-generated generate record dependencies fuzz sanitize

# The stripped release binary, with Swift's libraries inside it.
build: dependencies
	@$(BUILD)

run: build
	@$(CYB) run examples/london_2011.cyb

# All that a change must pass: style, no warning, fresh generated files, the tests, and the guard of speed.
test: dependencies lint check-warnings
	@CYB_STRICT=1 $(SWIFT) test $(TESTS)
	@if command -v python3 >/dev/null; then python3 Benchmarks/instructions.py; \
	else echo "instructions: not counted, since python3 is not installed"; fi

# Times Cyb beside its peers, and its own work at three sizes; writes the tables into docs/performance.md.
bench: build
	@$(SWIFT) $(RELEASE) --product law-benchmark
	@$(SWIFT) $(RELEASE) --product treaty-benchmarks
	@Benchmarks/peers.sh
	@python3 Benchmarks/bench.py --json .build/bench.json --page docs/performance.md

# Writes the counts of instructions that `make test` compares with.
record-instructions: check-warnings
	@python3 Benchmarks/instructions.py --record

# The style of the Swift sources, as .swift-format has it.
lint:
	@$(SWIFT) format lint --strict --parallel --recursive Sources Tests Package.swift

# Builds everything, tests too, with warnings as errors.
check-warnings: dependencies
	@CYB_STRICT=1 $(SWIFT) build --build-tests $(TESTS)

# Writes the files that are made from tables in the sources.
generate: dependencies
	@Scripts/embed_prelude.sh
	@$(SWIFT) run -q cyb-generate

# Fails where a generated file is not what `make generate` would write; the tests look at the same.
check-generated: generate
	@git diff --exit-code --stat -- docs Sources/CybRuntime/Prelude

# Rewrites the recorded snapshots; read the diff before you commit it.
record: dependencies
	@CYB_RECORD=1 $(SWIFT) test $(TESTS) || true
	@git diff --stat -- Tests

dependencies:
	@Scripts/dependencies.sh

# Looks for input that breaks a property, TIME seconds for each TARGET; what it finds is kept in .build/fuzz.
TIME ?= 60
fuzz:
	@Scripts/fuzz.sh $(TIME) $(TARGET)

# The tests under the sanitizers for memory and for threads.
sanitize: dependencies
	@Scripts/sanitize.sh
