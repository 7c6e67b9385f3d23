# growbench: from strategies in C to plots of time and memory. GNU make.
#
#   experiments/grow/X.c -> build/X -> results/R/records/*.jsonl -> tables/*.tsv -> figures/*.svg
#                                      (experiments/run)            (plots/*.jq)    (plots/*.gp)

CC      ?= cc
BUILD   ?= build
CFLAGS  ?= -O2 -g
VERSION := 0.1
# Aligned loops: without it, identical loops of two programs differ in speed as their addresses fall.
override CFLAGS += -falign-functions=64 -falign-loops=64 \
                   -std=c11 -Wall -Wextra -Wconversion -Wshadow $(if $(WERROR),-Werror) \
                   -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -Ilib -Ilib/harness -MMD -MP

LIB      := $(patsubst %.c,$(BUILD)/lib/%.o,$(notdir $(wildcard lib/*.c lib/harness/*.c)))
PROGRAMS := $(patsubst %.c,$(BUILD)/%,$(notdir $(wildcard experiments/grow/*.c)))
# Other people's code.
PEERS    := $(filter-out $(BUILD)/foreign $(BUILD)/python,$(addprefix $(BUILD)/,$(basename $(notdir \
              $(foreach language,c cpp py rs go,$(wildcard experiments/peers/*.$(language)))))))
# The C++ compiler that belongs to CC, unless a person says another.
ifeq ($(origin CXX),default)
CXX := $(foreach word,$(CC),$(if $(findstring /,$(word)),$(dir $(word)))$(if \
         $(filter cc,$(notdir $(word))),c++,$(subst clang,clang++,$(subst gcc,g++,$(notdir $(word))))))
endif

# What a person may say: make bench SUITE=size COUNT=1e6 ... It reaches the scripts in the environment,
# so that no shell reads it.
SUITE ?= $(if $(INPUT),input)
RUN   ?= $(or $(shell readlink -e results/latest),results/reference)
export SUITE RUN INPUT TYPE TEXT COUNT STRATEGIES ROUNDS BUDGET SEED DIRECTORY MACHINE CPU ONLY FORMAT
export LIMIT LIMITS BASE NEW MEMORY NEED
export BUILD CC

all: programs $(PEERS) $(BUILD)/touch ## build every program into build/

programs: $(PROGRAMS) ## build the strategies alone: they need a C compiler and libc

help: ## print this
	@echo 'growbench - how should an array grow? Measured on this machine.'; echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
	  awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'
	@echo; sed -n 's/^#> \{0,1\}//p' $(firstword $(MAKEFILE_LIST))
	@echo; echo 'Suites:'; experiments/driver/questions | awk -F'\t' '{printf "  %-18s %s\n", $$1, $$2}'

#> Settings of make bench, with examples:
#>   SUITE=size             one question, of those below; without it the first few, in brief
#>   INPUT=FILE             measure on your own data: raw bytes; with TYPE=float32 raw elements,
#>                          with TEXT=1 one number a line
#>   STRATEGIES="mine doubling_vector"   these, and the baseline, instead of the core; or all
#>   COUNT=1e6 TYPE=int64   the largest n, and the type of an element
#>   ROUNDS=15 BUDGET=0.5   counted rounds; seconds that an append phase may take
#>   LIMITS="32MiB 1GiB"    of SUITE=memory_limit; of make limit: LIMIT=64MiB, and COUNT, STRATEGIES
#>   DIRECTORY=DIR          where file strategies keep their files (default: in results/)
#>   MACHINE=NAME           how figures name this machine
#> of make plots and report:  RUN=results/NAME (default: the latest)  ONLY=phases  FORMAT=pdf
#> of make advise:            COUNT=1e9 TYPE=float64 MEMORY=2G NEED=contiguous RUN=results/reference
#> of make compare:           BASE=results/NAME NEW=results/NAME (exit status of plots/compare: 1 if
#>                            something is worse)

try: programs ## ten seconds, needs only a C compiler: every core strategy once, one table
	@experiments/driver/try

limit: all ## more data than memory: the core and our best once each under LIMIT=64MiB, one table
	@experiments/driver/try_limit

deps: ## install what is missing for bench and test, with the system's package manager
	@experiments/driver/deps $(if $(filter test,$(MAKECMDGOALS)),test,$(if $(filter bench,$(MAKECMDGOALS)),bench,test))

deps-peers: ## install the libraries of other people's code, for make bench SUITE=peers
	@experiments/driver/deps peers

bench: all ## measure in rounds, draw, report: three minutes at most
	@experiments/driver/bench

bench-full: all ## the same for every suite, at full size: an hour at most
	@experiments/driver/bench full

plots: ## draw the figures of a run again, from its records
	@plots/draw "$$RUN" "$$ONLY"

report: plots ## make the report of a run again, from its records
	@plots/report "$$RUN"

table: ## print the table of a run again
	@plots/table "$$RUN"

compare: ## what is better, worse or tied in the run NEW, against BASE
	@plots/compare "$$BASE" "$$NEW"

advise: all ## which strategy for COUNT elements of TYPE in MEMORY, with NEED="contiguous stable no-pauses"
	@plots/advise

documents: all ## fill the generated parts of README and labs anew, from results/reference
	@experiments/driver/document README.md labs/*/README.md

reference: bench-full ## measure anew what README shows: results/reference
	@$(MAKE) --no-print-directory harness-cost > results/latest/harness_cost.txt
	@rm -rf results/reference && cp -rL results/latest results/reference
	@$(MAKE) --no-print-directory documents

harness-cost: all $(BUILD)/by_hand ## what the harness costs to the same loop by hand, and instructions an append
	@tests/harness_cost

test: all ## test everything: both compilers, sanitizers, faults, pipeline; ten minutes at most
	tests/run

clean: ## remove what was built (results are kept)
	rm -rf build build-*

# ---- build --------------------------------------------------------------------------------------

vpath %.c experiments/grow experiments/driver tests

$(BUILD)/lib/stream.o $(BUILD)/lib/checksum.o: FASTER := -O3
OBJECT = @echo "  CC $@"; $(CC) $(CFLAGS) $(FASTER) -c -o $@ $<
$(BUILD)/lib/%.o: lib/%.c $(BUILD)/flags
	$(OBJECT)
$(BUILD)/lib/%.o: lib/harness/%.c $(BUILD)/flags
	$(OBJECT)

# A peer whose library is missing is left out; a line says so.
PEER = @OBJECTS='$(LIB) $(LDFLAGS) $(LDLIBS)' experiments/peers/build $< $@
$(BUILD)/%: experiments/peers/%.c $(LIB) experiments/peers/build
	$(PEER) $(CC) $(CFLAGS) -Wno-conversion -Wno-sign-conversion
$(BUILD)/%: experiments/peers/%.cpp $(LIB) experiments/peers/build
	$(PEER) $(CXX) $(subst -std=c11,-std=c++20,$(CFLAGS)) -Wno-shadow \
	  -Wno-missing-field-initializers -D_Noreturn='[[noreturn]]'
AROUND := $(addprefix experiments/peers/,foreign.c foreign.h build)
$(BUILD)/%: experiments/peers/%.rs $(LIB) $(AROUND)
	$(PEER) $(CC) $(CFLAGS)
$(BUILD)/%: experiments/peers/%.go $(LIB) $(AROUND)
	$(PEER) $(CC) $(CFLAGS)
$(BUILD)/%: experiments/peers/%.py experiments/peers/python.c $(LIB) $(AROUND)
	$(PEER) $(CC) $(CFLAGS)

$(BUILD)/%: %.c $(LIB)
	@echo "  CC $@"
	@$(CC) $(CFLAGS) -MF $@.d -o $@ $< $(LIB) $(LDFLAGS) $(LDLIBS)

# Another compiler or other flags: everything is built anew, so that no table mixes two. All that is
# built waits for this, and this for what `make deps` installs: also with -j.
COMMAND = $(CC) $(filter-out -Werror,$(CFLAGS)) $(LDFLAGS)
FIRST := $(filter deps deps-peers,$(MAKECMDGOALS))
$(BUILD)/flags: FORCE | $(FIRST)
	@mkdir -p $(BUILD)/lib
	@echo '$(COMMAND)' | cmp -s - $@ || echo '$(COMMAND)' > $@

-include $(wildcard $(BUILD)/*.d $(BUILD)/lib/*.d)
FORCE:
.SECONDARY: $(LIB)
.PHONY: all programs help try limit deps deps-peers bench bench-full plots report table compare advise \
        documents reference harness-cost test clean FORCE
