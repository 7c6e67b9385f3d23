# growbench: from strategies in C to plots of time and memory. GNU make.
#
#   experiments/suites/S.sql + build/X -> records/*.jsonl -> run.db -> tables/*.tsv -> figures/*.svg
#              (experiments/driver/run)    (lib/database/load)    (plots/figures/*.sql, *.gp)

CC      ?= cc
BUILD   ?= build
CFLAGS  ?= -O2 -g
VERSION := 0.1
# Aligned loops: else identical loops of two programs differ in speed as their addresses fall.
override CFLAGS += -falign-functions=64 -falign-loops=64 \
                   -std=c11 -Wall -Wextra -Wconversion -Wshadow $(if $(WERROR),-Werror) \
                   -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -Ilib -Ilib/harness -MMD -MP

LIB      := $(patsubst %.c,$(BUILD)/lib/%.o,$(notdir $(wildcard lib/*.c lib/harness/*.c)))
# Of it, what a commit alone does not change.
STEADY   := $(filter-out $(BUILD)/lib/version.o,$(LIB))
PROGRAMS := $(patsubst %.c,$(BUILD)/%,$(notdir $(wildcard experiments/grow/*.c)))
# Other people's code.
PEERS    := $(filter-out %/foreign %/python,$(addprefix $(BUILD)/,$(basename $(notdir \
              $(foreach language,c cpp py rs go,$(wildcard experiments/peers/*.$(language)))))))
# The C++ compiler that belongs to CC, unless a person says another.
ifeq ($(origin CXX),default)
CXX := $(foreach word,$(CC),$(if $(findstring /,$(word)),$(dir $(word)))$(if $(filter \
         cc,$(notdir $(word))),c++,$(subst clang,clang++,$(subst gcc,g++,$(notdir $(word))))))
endif

# What a person may say: make bench SUITE=size COUNT=1e6 ... It reaches the scripts in the
# environment, so that no shell reads it.
SUITE ?= $(if $(INPUT),input)
RUN   ?= $(or $(shell readlink -e results/latest),results/reference)
# A $ that a person typed is a $, and no variable of make.
$(foreach name,SUITE RUN INPUT DIRECTORY MACHINE STRATEGIES SQL,$(if $(filter command,$(word 1,\
  $(origin $(name)))),$(eval override $(name) := $$(value $(name)))))
export SUITE RUN INPUT TYPE TEXT COUNT STRATEGIES TIME ROUNDS BUDGET SEED DIRECTORY MACHINE CPU
export ONLY FORMAT LIMIT LIMITS BASE NEW MEMORY NEED SQL BUILD CC

all: programs tools $(PEERS) ## build every program into build/

# What measures and asks. query needs SQLite and GSL.
tools: $(addprefix $(BUILD)/,touch quantity machine query)

programs: $(PROGRAMS) ## build the strategies alone: they need a C compiler and libc

help: ## print this
	@echo 'growbench - how should an array grow? Measured on this machine.'; echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
	  awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'
	@echo; sed -n 's/^#> \{0,1\}//p' $(firstword $(MAKEFILE_LIST))
	@echo; echo 'Suites:'; experiments/driver/suites | awk -F'\t' '{printf "  %-18s %s\n", $$1, $$2}'

#> Settings of make bench, with examples:
#>   SUITE=size             one question, of those below; without it the first few, in brief
#>   INPUT=FILE             measure on your own data: raw bytes; with TYPE=float32 raw elements,
#>                          with TEXT=1 one number a line
#>   STRATEGIES="mine doubling_vector"   these, and the baseline, instead of the core; or all
#>   COUNT=1e6 TYPE=int64   the largest n, and the type of an element
#>   TIME=3min              what all of it may take: 90s, 3min, 1h. It decides rounds and budget,
#>                          and how much of a large INPUT (bench-full: as the suites say)
#>   ROUNDS=15 BUDGET=0.5   counted rounds; seconds that an append phase may take
#>   LIMITS="32MiB 1GiB"    of SUITE=memory_limit; of make limit: LIMIT=64MiB, and COUNT, STRATEGIES
#>   DIRECTORY=DIR          where file strategies keep their files (default: in results/)
#>   MACHINE=NAME           how figures name this machine
#> of make query:          SQL="select label, ns, ratio, low, high from summary" RUN=results/NAME
#> of make plots and report:  RUN=results/NAME (default: the latest)  ONLY=phases  FORMAT=pdf
#> of make advise:            COUNT=1e9 TYPE=float64 MEMORY=2G NEED=contiguous RUN=results/reference
#> of make compare:           BASE=results/NAME NEW=results/NAME (exit status of
#>                            plots/answers/compare: 1 if something is worse)

try: programs ## ten seconds, needs only a C compiler: every core strategy once, one table
	@experiments/driver/try

limit: programs $(BUILD)/quantity
limit: ## more data than memory: who survives under LIMIT=64MiB, one table
	@experiments/driver/try_limit

deps: ## install what is missing for bench and test, with the system's package manager
	@experiments/driver/deps $(or $(filter test,$(MAKECMDGOALS)),$(filter bench,$(MAKECMDGOALS)),test)

deps-peers: ## install the libraries of other people's code, for make bench SUITE=peers
	@experiments/driver/deps peers

# What could be measured is shown, also where a suite failed.
BENCH = plots/picture || exit; status=0; experiments/driver/bench $(1) || status=$$?; \
        [ $$status -gt 1 ] || plots/show results/$$(readlink results/latest) || status=1; \
        exit $$status

bench: all ## measure in rounds, draw, report, in TIME=3min
	@$(BENCH)

bench-full: all ## the same for every suite, at full size: an hour at most
	@$(call BENCH,full)

plots: tools ## draw the figures of a run again, from its records
	@plots/draw "$$RUN" "$$ONLY"

report: plots ## make the report of a run again, from its records
	@LOADED="$$RUN" plots/report/page "$$RUN"

table: tools ## print the table of a run again
	@plots/report/terminal "$$RUN"

query: tools ## ask the records of a run: SQL="select label, ns from summary"
	@lib/database/load "$$RUN"
	@$(BUILD)/query "$$RUN/run.db" --table "$$SQL"

compare: tools ## what is better, worse or tied in the run NEW, against BASE
	@plots/answers/compare "$$BASE" "$$NEW"

advise: tools
advise: ## which strategy for COUNT elements of TYPE in MEMORY, NEED="contiguous stable no-pauses"
	@plots/answers/advise

documents: all ## fill the generated parts of README and labs anew, from results/reference
	@lib/database/load results/reference
	@experiments/driver/document README.md labs/*/README.md

reference: bench-full ## measure anew what README shows: results/reference
	@$(MAKE) --no-print-directory harness-cost > results/latest/harness_cost.txt
	@rm -rf results/reference && cp -rL results/latest results/reference
	@$(MAKE) --no-print-directory documents

harness-cost: programs $(BUILD)/query $(BUILD)/by_hand
harness-cost: ## what the harness costs to the same loop by hand, and instructions an append
	@tests/harness_cost

test: all ## test everything: both compilers, sanitizers, faults, pipeline; ten minutes at most
	tests/run

clean: ## remove what was built (results are kept)
	rm -rf build build-*

# ---- build --------------------------------------------------------------------------------------

vpath %.c experiments/grow experiments/driver tests

$(BUILD)/lib/stream.o $(BUILD)/lib/checksum.o $(BUILD)/lib/random_reads.o: OWN := -O3
$(BUILD)/lib/allocator.o: OWN := -fPIC
$(BUILD)/lib/version.o: OWN := -I$(BUILD)
$(BUILD)/lib/version.o: $(BUILD)/built.inc
OBJECT = @echo "  CC $@"; $(CC) $(CFLAGS) $(OWN) -c -o $@ $<
$(BUILD)/lib/%.o: lib/%.c $(BUILD)/flags
	$(OBJECT)
$(BUILD)/lib/%.o: lib/harness/%.c $(BUILD)/flags
	$(OBJECT)

# A peer whose library is missing is left out; a line says so. It keeps the commit it was built from
# as long as nothing that it is made of changes: Rust, Go and C++ take long to compile.
PEER = @OBJECTS='$(LIB) $(LDFLAGS) $(LDLIBS)' experiments/peers/build $< $@
$(BUILD)/%: experiments/peers/%.c $(STEADY) experiments/peers/build | $(LIB)
	$(PEER) $(CC) $(CFLAGS) -Wno-conversion -Wno-sign-conversion
$(BUILD)/%: experiments/peers/%.cpp $(STEADY) experiments/peers/build | $(LIB)
	$(PEER) $(CXX) $(subst -std=c11,-std=c++20,$(CFLAGS)) -Wno-shadow \
	  -Wno-missing-field-initializers -D_Noreturn='[[noreturn]]'
AROUND := $(addprefix experiments/peers/,foreign.c foreign.h build)
$(BUILD)/%: experiments/peers/%.rs $(STEADY) $(AROUND) | $(LIB)
	$(PEER) $(CC) $(CFLAGS)
$(BUILD)/%: experiments/peers/%.go $(STEADY) $(AROUND) | $(LIB)
	$(PEER) $(CC) $(CFLAGS)
$(BUILD)/%: experiments/peers/%.py experiments/peers/python.c $(STEADY) $(AROUND) | $(LIB)
	$(PEER) $(CC) $(CFLAGS)

# Compiled and linked apart: after a commit they are only linked again.
$(BUILD)/%.o: %.c $(BUILD)/flags
	$(OBJECT)
$(BUILD)/%: $(BUILD)/%.o $(LIB)
	@echo "  LD $@"
	@$(CC) $(CFLAGS) -o $@ $(filter %.o,$^) $(LDFLAGS) $(LDLIBS)

DATABASE := $(patsubst lib/database/%.c,$(BUILD)/database/%.o,$(wildcard lib/database/*.c))
$(BUILD)/database/there: $(BUILD)/flags
	@printf '\043include <sqlite3.h>\n\043include <gsl/gsl_cdf.h>\n' | $(CC) -E - \
	  > $@ 2> /dev/null || \
	  { rm -f $@; echo 'make: query needs SQLite and GSL: make deps installs them (Debian:' \
	  'libsqlite3-dev libgsl-dev); make programs does without' >&2; exit 1; }
$(BUILD)/database/%.o: lib/database/%.c $(BUILD)/flags | $(BUILD)/database/there
	$(OBJECT)
$(BUILD)/query: $(DATABASE) $(LIB)
	@echo "  CC $@"
	@$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS) $(LDLIBS) -lsqlite3 -lgsl -lgslcblas -lm

# Another compiler or other flags: everything is built anew, so that no table mixes two. All that is
# built waits for this, and this for what `make deps` installs: also with -j.
COMMAND = $(CC) $(filter-out -Werror,$(CFLAGS)) $(LDFLAGS)
FIRST := $(filter deps deps-peers,$(MAKECMDGOALS))
$(BUILD)/flags: FORCE | $(FIRST)
	@mkdir -p $(BUILD)/lib $(BUILD)/database
	@echo '$(COMMAND)' | cmp -s - $@ || echo '$(COMMAND)' > $@

# The commit that all is built from; "+changes" where a source differs from it; empty without git.
SOURCES = lib experiments Makefile
$(BUILD)/commit: FORCE | $(BUILD)/flags
	@commit=$$(git ls-files --error-unmatch $(SOURCES) > /dev/null 2>&1 && git rev-parse HEAD) || :; \
	if [ "$$commit" ] && [ "$$(git --no-optional-locks status --porcelain -- $(SOURCES))" ]; then \
	  commit=$$commit+changes; fi; \
	echo "$$commit" | cmp -s - $@ || echo "$$commit" > $@

# Both as strings of C.
$(BUILD)/built.inc: $(BUILD)/commit $(BUILD)/flags
	@sed 's/ *$$//; s/[\\"]/\\&/g; s/.*/"&",/' $^ > $@

-include $(wildcard $(BUILD)/*.d $(BUILD)/*/*.d)
FORCE:
.SECONDARY:
.PHONY: all programs tools help try limit deps deps-peers bench bench-full plots report table \
        query compare advise documents reference harness-cost test clean FORCE
