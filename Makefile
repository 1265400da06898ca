# `make run` and `make test` are all that a fresh clone needs; CONTRIBUTING.md tells of the rest.
SWIFT ?= swift
# Tests are built apart, since they want other flags than the product.
TESTS = .build/tests
BUILD = $(SWIFT) build -c release --static-swift-stdlib -Xlinker -s --product cyb
CYB = .build/release/cyb

.PHONY: build run test check-warnings lint dependencies

build: dependencies
	@$(BUILD)

run: build
	@$(CYB) run examples/london_2011.cyb

dependencies:
	@Scripts/dependencies.sh
