# make          the demo site, in public/
# make test     everything that must hold before a change lands; installs what it lacks
# make bench    how fast it is: whole builds, beside Hugo, the preview, each stage; BENCH_FULL=1 with 100,000 clippings,
#               BENCHFLAGS as `go run ./cmd/briefing-bench -help` tells; make bench-readme writes it into the README
# make lighthouse  Lighthouse on the demo's main pages
# make fuzz     every fuzz target for FUZZTIME
GO ?= go
FUZZTIME ?= 20s
VERSITYGW = $(CURDIR)/.tools/versitygw

.PHONY: build test check deps bench bench-readme fuzz lighthouse
build:
	$(GO) run ./cmd/briefing build

test: deps check
	$(GO) test -race ./...
	cd cmd/briefing-deploy && $(GO) test ./...

check:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go' 2>/dev/null || find . -name '*.go')); \
	if [ -n "$$unformatted" ]; then echo "not gofmt-ed:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# The race detector needs a C compiler, the browser tests Chromium and Node, those of the upload a server that speaks S3.
deps:
	@want=; \
	command -v gcc >/dev/null || command -v clang >/dev/null || want="$$want gcc libc6-dev"; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || want="$$want chromium"; \
	command -v node >/dev/null || want="$$want nodejs"; \
	command -v npm >/dev/null || want="$$want npm"; \
	if [ -n "$$want" ]; then \
		echo "installing$$want"; \
		sudo=$$(command -v sudo || true); \
		$$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends $$want; fi
	@cd internal/browser/testdata && { cmp -s package-lock.json node_modules/.installed-lock || { \
		npm ci --silent --no-audit --no-fund && cp package-lock.json node_modules/.installed-lock; }; }

	@test -x $(VERSITYGW) || { echo "building versitygw"; cd cmd/briefing-deploy && $(GO) build -o $(VERSITYGW) github.com/versity/versitygw/cmd/versitygw; }

lighthouse: deps
	@cd internal/browser/testdata/lighthouse && { test -d node_modules || npm ci --silent --no-audit --no-fund; }
	$(GO) test -tags lighthouse -count=1 -v -run Lighthouse ./internal/browser

bench:
	$(GO) run ./cmd/briefing-bench $(BENCHFLAGS)

bench-readme:
	$(GO) run ./cmd/briefing-bench -readme README.md $(BENCHFLAGS)

fuzz:
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$pkg || exit 1; \
		done; \
	done
