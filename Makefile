# make          the demo site, in public/
# make test     everything that must hold before a change lands; installs what it lacks
# make bench    the benchmarks
# make fuzz     every fuzz target for FUZZTIME
GO ?= go
FUZZTIME ?= 20s

.PHONY: build test check deps bench fuzz
build:
	$(GO) run ./cmd/briefing build

test: deps check
	$(GO) test -race ./...

check:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go' 2>/dev/null || find . -name '*.go')); \
	if [ -n "$$unformatted" ]; then echo "not gofmt-ed:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# The race detector needs a C compiler, the tests of the preview a browser.
deps:
	@command -v gcc >/dev/null || command -v clang >/dev/null || { \
		echo "installing gcc for the race detector"; \
		sudo=$$(command -v sudo || true); \
		$$sudo apt-get update -qq && $$sudo apt-get install -y -qq gcc libc6-dev; }
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
		echo "installing Chromium for the tests of the preview"; \
		sudo=$$(command -v sudo || true); \
		$$sudo apt-get update -qq && $$sudo apt-get install -y -qq chromium; }

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz:
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done
