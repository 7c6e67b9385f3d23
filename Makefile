# growbench: from strategies in C to plots of time and memory. GNU make.
#
#   experiments/suites/S.sql + build/X -> records/*.jsonl -> run.db -> tables/*.tsv -> figures/*.svg
#              (experiments/driver/run)    (lib/database/load)    (plots/figures/*.sql, *.gp)

# ---- what a person may say: make bench SUITE=size COUNT=1e6 ... ---------------------------------

# Which verb takes which settings.
takes.bench        = SUITE INPUT TYPE TEXT COLUMN HEADER SEPARATOR COUNT STRATEGIES TIME ROUNDS \
                     BUDGET SEED RUNS LIMITS DIRECTORY MACHINE CPU FORMAT
takes.bench-full   = $(takes.bench)
takes.reference    = $(filter-out SUITE INPUT TYPE TEXT COLUMN HEADER SEPARATOR,$(takes.bench))
takes.bench-files  = $(takes.bench)
takes.reference-files = $(takes.reference)
takes.fleet        = HOSTS $(filter-out INPUT TEXT COLUMN HEADER SEPARATOR MACHINE FORMAT,\
                     $(takes.bench)) RUN
takes.try          = COUNT STRATEGIES
takes.advise-check = SHARE
takes.check        = STRATEGIES
takes.torture      = ONLY TRIES SEED CASE
takes.take         = STRATEGY TYPE NAME OUT PARAMETERS
takes.selfcheck    = RUN TIME ROUNDS COUNT SEED CPU DIRECTORY MACHINE
takes.limit        = LIMIT COUNT TYPE STRATEGIES BUDGET DIRECTORY
takes.plots        = RUN ONLY FORMAT
takes.report       = $(takes.plots)
takes.slides       = RUN
takes.table        = RUN
takes.claims       = RUN
takes.query        = SQL RUN
takes.compare      = BASE NEW FORMAT
takes.rulers       = COUNT ROUNDS SEED CPU DIRECTORY
takes.reference-rulers = $(takes.rulers)
takes.advise       = COUNT TYPE MEMORY NEED DIRECTORY RUN MACHINE
SETTINGS := $(sort $(foreach verb,$(filter takes.%,$(.VARIABLES)),$($(verb))))
# Those of make itself and of the build, for every verb.
OF_BUILD := BUILD CC CXX CFLAGS CXXFLAGS CPPFLAGS LDFLAGS LDLIBS LINK_ORDER WERROR V SHELL \
            MAKEFLAGS

# A value stays as it was said: make would expand a $ in it, $(shell ...) too. It reaches the
# scripts in the environment, and no shell reads it. (What make does before it reads this file
# stays: it expands NAME:=value, and drops blanks that a value begins with.)
of = $(filter $(1),$(firstword $(origin $(2))))
TYPED := $(foreach name,$(.VARIABLES),$(if $(call of,command,$(name)),$(name)))
$(foreach name,$(SETTINGS) BUILD CC CXX LINK_ORDER,$(if $(call of,command environment,$(name)),\
  $(eval override $(name) := $$(value $(name)))))

# What is no setting, or has no value, ends here; what a verb does not use is told.
VERBS := $(or $(MAKECMDGOALS),all)
$(foreach name,$(filter-out $(SETTINGS) $(OF_BUILD),$(TYPED)),$(error $(name) is not a setting of \
  $(VERBS)$(shell experiments/driver/nearest '$(subst ','\'',$(name))' $(SETTINGS) $(OF_BUILD)) \
  (make help lists them)))
$(foreach name,$(filter $(SETTINGS),$(TYPED)),$(if $(value $(name)),,$(error $(name) has no \
  value: leave it out for its default)))
ifeq ($(MAKELEVEL),0)
TAKEN := $(foreach verb,$(VERBS),$(takes.$(verb)))
$(foreach name,$(filter-out $(TAKEN),$(filter $(SETTINGS),$(TYPED))),\
  $(warning $(VERBS) does not use $(name): make help says which verb does))
endif

# These are pasted into command lines and names of files: words, and nothing that a shell would do.
define NEWLINE


endef
odd = $(strip $(foreach mark,$$ ` ; | & < >,$(findstring $(mark),$(1))) \
  $(if $(findstring $(NEWLINE),$(1)),newline))
$(foreach name,BUILD CC CXX,$(if $(call odd,$(value $(name))),$(error $(name) has a letter that a \
  shell would read, one of $$ ` ; | & < > or an end of line)))
$(if $(word 2,$(BUILD)),$(error BUILD is one folder, without blanks))

# ---- what there is ------------------------------------------------------------------------------

CC      ?= cc
BUILD   ?= build
CFLAGS  ?= -O2 -g
VERSION := 0.1
# Aligned loops: else identical loops of two programs differ in speed as their addresses fall. The
# head of a loop that is entered in its middle is for gcc no loop but the target of a jump.
override CFLAGS += -falign-functions=64 -falign-loops=64 \
                   $(if $(findstring clang,$(CC)),,-falign-jumps=64) \
                   -std=c11 -Wall -Wextra -Wconversion -Wshadow $(if $(WERROR),-Werror) \
                   -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -Ilib -Ilib/harness -MMD -MP

override LDLIBS += -pthread # glibc before 2.34 has threads apart

LIB      := $(patsubst %.c,$(BUILD)/lib/%.o,$(notdir $(wildcard lib/*.c lib/harness/*.c)))
# Of it, what a commit alone does not change.
STEADY   := $(filter-out $(BUILD)/lib/version.o,$(LIB))
PROGRAMS := $(patsubst %.c,$(BUILD)/%,$(notdir $(wildcard experiments/grow/*.c)))
PROGRAMS += $(patsubst %.c,$(BUILD)/%,$(notdir $(wildcard experiments/share/*.c)))
# Ways to read a file, and to copy one; those that need more than libc say so, as peers do.
READ     := $(wildcard experiments/read/*.c experiments/copy/*.c)
NEEDY    := $(shell grep -l '^ \* Needs' $(READ) /dev/null)
PROGRAMS += $(patsubst %.c,$(BUILD)/%,$(notdir $(filter-out $(NEEDY),$(READ))))
NEEDY    := $(patsubst %.c,$(BUILD)/%,$(notdir $(NEEDY)))
CORE = $(patsubst %.c,$(BUILD)/%,$(notdir $(shell grep -l '\.core = true' \
         $(wildcard experiments/grow/*.c))))
# Other people's code.
PEERS    := $(filter-out %/foreign %/python %/python_reader,$(addprefix $(BUILD)/,$(basename \
              $(notdir $(foreach language,c cpp py rs go,\
                $(wildcard experiments/peers/*.$(language)))))))
# The C++ compiler that belongs to CC, unless a person says another.
ifeq ($(origin CXX),default)
CXX := $(foreach word,$(CC),$(if $(findstring /,$(word)),$(dir $(word)))$(if $(filter \
         cc,$(notdir $(word))),c++,$(subst clang,clang++,$(subst gcc,g++,$(notdir $(word))))))
endif

SUITE ?= $(if $(INPUT),input)
RUN   ?= $(or $(shell readlink -e results/latest),results/reference)
export $(SETTINGS) BUILD CC LINK_ORDER

all: programs tools $(NEEDY) $(PEERS) ## build every program into build/

# What measures and asks. query needs SQLite and GSL.
tools: $(addprefix $(BUILD)/,touch quantity machine rulers query)

programs: $(PROGRAMS) ## build our own alone: they need a C compiler and libc

help: ## print this
	@echo 'growbench - how should an array grow? Measured on this machine.'; echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
	  awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'
	@echo; sed -n 's/^#> \{0,1\}//p' $(firstword $(MAKEFILE_LIST))
	@echo; echo 'Which takes which (bench-full, bench-files as bench):'; \
	  $(foreach verb,$(sort $(filter-out %-full %-files %-rulers,$(filter takes.%,$(.VARIABLES)))),\
	  echo '  make $(verb:takes.%=%): $(strip $($(verb)))';)
	@echo; echo 'Suites:'; experiments/driver/suites | awk -F'\t' '{printf "  %-18s %s\n", $$1, $$2}'

#> Settings, with examples (sizes and counts: 1000 1e6 10M 64MiB 2G):
#>   SUITE=size             one question, of those below; without it the first few, in brief
#>   INPUT=FILE             measure on your own data: raw bytes; with TYPE=float32 raw elements,
#>                          with TEXT=1 one number a line; INPUT=-: zcat FILE.gz | make bench ...
#>   COLUMN=3 HEADER=1      of a table (CSV): a column, by number, below a line of names;
#>   COLUMN=temperature     or by its name in the first line
#>   SEPARATOR=';'          what stands between columns (default a comma), or tab
#>   STRATEGIES="mine doubling_vector"   these, and the baseline, instead of the core; or all
#>   COUNT=1e6 TYPE=int64   the largest n, and the type of an element
#>   TIME=3min              what all of it may take: 90s, 3min, 1h. It decides rounds and budget,
#>                          and how much of a large INPUT (bench-full: as the suites say;
#>                          bench-files: 20min; with RUNS so many times that)
#>   RUNS=5                 measure all of it so often: one run is one sample. Intervals then
#>                          include what differs between runs (reference: 5)
#>   ROUNDS=15 BUDGET=0.5   counted rounds; seconds that an append phase may take
#>   SEED=1 CPU=0           the order in each round; which CPU (default: the last)
#>   LIMITS="32MiB 1GiB"    memory, of SUITE=memory_limit; of make limit: LIMIT=64MiB, or
#>                          LIMIT=256MiB,160MiB, which falls when half of the first is used
#>   DIRECTORY=DIR          where file strategies keep their files (default: in results/)
#>   MACHINE=NAME           how figures name this machine
#>   HOSTS="lab1 me@lab2 :" machines of make fleet, by their names for ssh; : is this one
#>   RUN=results/NAME       which run (default: the latest that has a report)
#>   ONLY=phases FORMAT=pdf one figure; svg, png or pdf
#>   SQL="select label, ns, ratio, low, high from summary"
#>   MEMORY=2G              what the array may take of RAM (and DIRECTORY=DIR of disk)
#>   NEED="contiguous stable no-pauses kept"   any of them: what the array must be
#>   SHARE=0.05             of the sizes that make advise-check runs
#>   ONLY=kills TRIES=100 CASE='one of them'   of make torture (and SEED)
#>   BASE=results/NAME NEW=results/NAME   two runs (exit status of plots/answers/compare: 1
#>                          if something is worse, 3 if it failed)
#>   STRATEGY=spill_vector NAME=readings  of make take; and TYPE='struct point', OUT=FILE,
#>                          PARAMETERS="growth=1.5"

# Builds those that STRATEGIES names, as far as there are such, else $(1). What does not compile
# says so, and costs its own row.
NAMED = $(foreach name,$(STRATEGIES),$(if $(wildcard \
          experiments/grow/$(name).c experiments/peers/$(name).*),$(BUILD)/$(name)))
TRIED = +@$(MAKE) -s --keep-going $(BUILD)/quantity \
          $(2) $(if $(filter-out all,$(STRATEGIES)),$(NAMED),$(if $(STRATEGIES),programs,$(1))) || :

try: ## ten seconds, needs only a C compiler: every core strategy once, one table
	$(call TRIED,$(CORE))
	@experiments/driver/try

check: ## is STRATEGIES=mine right, and if not, where? Default: what is new or changed
	@experiments/driver/check

limit: ## more data than memory: who survives under LIMIT=64MiB, one table
	$(call TRIED,programs,programs)
	@experiments/driver/try_limit

# It judges a run that is there, if RUN is said.
selfcheck: RUN := $(if $(filter file,$(origin RUN)),,$(RUN))
selfcheck: all
selfcheck: ## can this machine be trusted? The smallest difference it can show, in TIME=4min
	@experiments/driver/selfcheck $${RUN:+"$$RUN"}

deps: ## install what is missing for bench and test, with the system's package manager
	@experiments/driver/deps $(firstword $(foreach what,test fleet bench,$(filter \
	  $(what),$(MAKECMDGOALS))) test)

deps-peers: ## install the libraries of other people's code, for make bench SUITE=peers
	@experiments/driver/deps peers

# What could be measured is shown, also where a suite failed.
BENCH = plots/picture || exit; status=0; experiments/driver/bench $(1) || status=$$?; \
        [ $$status -gt 1 ] || plots/show results/$$(readlink results/latest) || status=1; \
        [ $$status -gt 1 ] || plots/latest || status=1; exit $$status

bench: all ## measure in rounds, draw, report, in TIME=3min
	@$(BENCH)

bench-full: all ## the same for every suite, at full size: two hours at most
	@$(call BENCH,full)

bench-files: all ## the same for all that is about files: read or map? TIME=20min
	@$(call BENCH,files)

# All settings but these two go along; without RUN a new fleet begins.
fleet: RUN := $(if $(filter file,$(origin RUN)),,$(RUN))
fleet: tools $(BUILD)/commit
fleet: ## measure the same on HOSTS="lab1 lab2 :" through ssh: does the verdict hold elsewhere?
	@status=0; experiments/driver/fleet $(filter-out HOSTS RUN,$(takes.fleet)) \
	  $(if $(call of,command environment,CC),CC) || status=$$?; \
	[ $$status -gt 1 ] || plots/answers/fleet results/fleet/latest || status=1; exit $$status

plots: tools ## draw the figures of a run again, from its records
	@plots/draw "$$RUN" "$$ONLY"

report: plots ## make the report of a run again, from its records
	@LOADED="$$RUN" plots/report/page "$$RUN" && plots/latest

slides: tools ## a run for a lecture: one PDF, a page a figure, large type, question and answer
	@plots/slides "$$RUN"

table: tools ## print the table of a run again
	@plots/report/terminal "$$RUN"

claims: tools ## what people say, whether it holds in a run, and by which rule
	@plots/answers/claims_table "$$RUN"

query: tools ## ask the records of a run: SQL="select label, ns from summary"
	@lib/database/load "$$RUN"
	@$(BUILD)/query "$$RUN/run.db" --table "$$SQL"

compare: tools ## what is better, worse or tied in the run NEW, against BASE
	@plots/answers/compare "$$BASE" "$$NEW"

# All runs of one's own are asked, unless RUN is said.
advise: RUN := $(if $(filter file,$(origin RUN)),,$(RUN))
advise: tools programs
advise: ## which strategy for COUNT elements of TYPE in MEMORY: the best, its time, the others
	@plots/answers/advise

take: $(BUILD)/quantity $(BUILD)/commit
take: ## a strategy as one header of your own: STRATEGY=spill_vector TYPE=float NAME=readings
	@VERSION='$(VERSION)' experiments/driver/take

advise-check: all ## ten questions to advise, and what it names really run: ten minutes at most
	@tests/advise_check "$$SHARE"

documents: all ## fill the generated parts of all documents anew, from results/reference*
	@lib/database/load results/reference
	@LOADED=results/reference experiments/driver/document $$(grep -l '^<!-- [a-z]*: ' \
	  *.md results/*.md labs/*.md labs/*/*.md experiments/*/*.md plots/*/*.md plots/*/*/*.md)

student-pack: ## the labs for students, without solutions: build/growbench-labs.tar.gz
	@labs/lecturer/student-pack

take-cost: programs tools
take-cost: ## what an append costs in such a header, to the measured program
	@tests/take_cost

# Gathered in pieces: what is not all there yet waits in NAME.next.
define REFERENCE
@plots/picture
@experiments/driver/reference $(1) $(2)
@[ ! -e $(2).next/complete ] || { $(if $(3),$(MAKE) -s $(3) > $(2).next/$(4) &&) \
  { [ ! -e results/selfcheck.json ] || cp results/selfcheck.json $(2).next; } && \
  plots/show $(2).next && experiments/driver/reference place $(2) && \
  $(MAKE) --no-print-directory documents; }
endef
reference: all ## measure anew what README shows, in pieces (TIME=20min): results/reference
	$(call REFERENCE,full,results/reference,harness-cost,harness_cost.txt)

reference-files: all ## measure anew what README shows of files: results/reference_files
	$(call REFERENCE,files,results/reference_files)

harness-cost: programs $(BUILD)/query $(BUILD)/by_hand
harness-cost: ## what the harness costs to the same loop by hand, and instructions an append
	@tests/harness_cost

rulers: $(BUILD)/google_benchmark $(CORE) tools
rulers: ## do Google Benchmark and the memory's control groups say the same? Two minutes, tables
	@experiments/rulers/measure

reference-rulers: $(BUILD)/google_benchmark $(CORE) tools
reference-rulers: ## measure anew what the report shows of them: results/reference_rulers
	@rm -rf results/reference_rulers && experiments/rulers/measure results/reference_rulers

test: all ## test everything: both compilers, sanitizers, faults, pipeline; ten minutes at most
	tests/run

MINGW := x86_64-w64-mingw32-gcc
windows: $(patsubst experiments/%.c,$(BUILD)/%.exe,$(wildcard experiments/windows/*.c))
windows: ## the array in a mapped file as a program for Windows: built, and run under wine
	@experiments/windows/round_trip $<

torture: all ## attack everything at random: half an hour; ONLY="kills fuzz" TRIES=100 SEED=1
	@tests/torture/run $$ONLY

clean: ## remove what was built (results are kept)
	rm -rf build build-*

# ---- build --------------------------------------------------------------------------------------

vpath %.c experiments/grow experiments/read experiments/copy experiments/share experiments/driver \
  tests

$(BUILD)/lib/stream.o $(BUILD)/lib/checksum.o $(BUILD)/lib/random_reads.o: OWN := -O3
$(BUILD)/lib/allocator.o: OWN := -fPIC
$(BUILD)/lib/version.o: OWN := -I$(BUILD)
$(BUILD)/lib/version.o: $(BUILD)/built.inc
# Where it does not compile, the program that was built from the file before goes too.
OBJECT = @rm -f $(@:.o=); echo "  CC $@"; $(CC) $(CFLAGS) $(OWN) -c -o $@ $<
$(BUILD)/lib/%.o: lib/%.c $(BUILD)/flags
	$(OBJECT)
$(BUILD)/lib/%.o: lib/harness/%.c $(BUILD)/flags
	$(OBJECT)

# A peer whose library is missing is left out; a line says so. It keeps the commit it was built from
# as long as nothing that it is made of changes: Rust, Go and C++ take long to compile.
PEER = @OBJECTS='$(LIB) $(LDFLAGS) $(LDLIBS)' experiments/peers/build $< $@
$(BUILD)/%: experiments/peers/%.c $(STEADY) experiments/peers/build | $(LIB)
	$(PEER) $(CC) $(CFLAGS) -Wno-conversion -Wno-sign-conversion
$(NEEDY): $(BUILD)/%: experiments/read/%.c $(STEADY) experiments/peers/build | $(LIB)
	$(PEER) $(CC) $(CFLAGS)
$(BUILD)/%: experiments/peers/%.cpp $(STEADY) experiments/peers/build | $(LIB)
	$(PEER) $(CXX) $(subst -std=c11,-std=c++20,$(CFLAGS)) -Wno-shadow \
	  -Wno-missing-field-initializers -D_Noreturn='[[noreturn]]'
AROUND := $(addprefix experiments/peers/,foreign.c foreign.h build)
$(BUILD)/%: experiments/peers/%.rs $(STEADY) $(AROUND) | $(LIB)
	$(PEER) $(CC) $(CFLAGS)
$(BUILD)/%: experiments/peers/%.go $(STEADY) $(AROUND) | $(LIB)
	$(PEER) $(CC) $(CFLAGS)
PYTHON   := $(addprefix experiments/peers/,python.c python.h python_reader.c)
$(BUILD)/%: experiments/peers/%.py $(PYTHON) $(STEADY) $(AROUND) | $(LIB)
	$(PEER) $(CC) $(CFLAGS)

# Compiled and linked apart: after a commit they are only linked again, and for LINK_ORDER, a number
# that says in which order: it moves code in memory, which moves times (Mytkowicz et al. 2009).
$(BUILD)/%.o: %.c $(BUILD)/flags
	$(OBJECT)
LINKED = $(if $(value LINK_ORDER),$$(experiments/driver/shuffled "$$LINK_ORDER" \
         $(filter %.o,$^)),$(filter %.o,$^))
$(BUILD)/%: $(BUILD)/%.o $(LIB) $(BUILD)/link_order
	@echo "  LD $@"
	@$(CC) $(CFLAGS) -o $@ $(LINKED) $(LDFLAGS) $(LDLIBS)
$(BUILD)/link_order: FORCE | $(BUILD)/flags
	@echo "$$LINK_ORDER" | cmp -s - $@ || echo "$$LINK_ORDER" > $@

$(BUILD)/windows/%.exe: experiments/windows/%.c
	@mkdir -p $(@D)
	@command -v $(MINGW) > /dev/null || { echo 'windows: $(MINGW) is missing (Debian:' \
	  'apt-get install gcc-mingw-w64-x86-64)' >&2; exit 4; }
	@echo "  CC $@"
	@$(MINGW) -std=c11 -O2 -Wall -Wextra -Wconversion -Wshadow -Werror -o $@ $<

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

# The commit that all is built from; "+changes" where a source differs from it. Without git what a
# file commit says, as in the copies of a fleet, or nothing.
SOURCES = lib experiments Makefile
$(BUILD)/commit: FORCE | $(BUILD)/flags
	@if git ls-files --error-unmatch $(SOURCES) > /dev/null 2>&1 && commit=$$(git rev-parse HEAD); \
	then [ -z "$$(git --no-optional-locks status --porcelain -- $(SOURCES))" ] || \
	  commit=$$commit+changes; \
	else commit=$$(cat commit 2> /dev/null) || :; fi; \
	echo "$$commit" | cmp -s - $@ || echo "$$commit" > $@

# Both as strings of C.
$(BUILD)/built.inc: $(BUILD)/commit $(BUILD)/flags
	@sed 's/ *$$//; s/[\\"]/\\&/g; s/.*/"&",/' $^ > $@

# The core strategies' own files, compiled with another run.h, and Google Benchmark's clock.
RULED = $(patsubst $(BUILD)/%,$(BUILD)/ruled/%.o,$(CORE))
$(BUILD)/ruled/%.o: experiments/grow/%.c $(BUILD)/flags
	@mkdir -p $(@D); echo "  CC $@"; $(CC) -Iexperiments/rulers $(CFLAGS) -c -o $@ $<
$(BUILD)/ruled/linked: FORCE | $(BUILD)/flags
	@mkdir -p $(@D); echo '$(RULED)' | cmp -s - $@ || echo '$(RULED)' > $@
$(BUILD)/google_benchmark: experiments/rulers/google_benchmark.cpp $(RULED) $(LIB) \
                           $(BUILD)/ruled/linked
	@printf '\043include <benchmark/benchmark.h>\n' | $(CXX) -E -x c++ - > /dev/null 2>&1 || \
	  { echo 'rulers: Google Benchmark is missing: make deps (Debian: g++ libbenchmark-dev)' >&2; \
	  exit 4; }
	@echo "  CC $@"
	@$(CXX) $(subst -std=c11,-std=c++17,$(CFLAGS)) -D_Noreturn='[[noreturn]]' -MF $@.d -o $@ \
	  $< $(filter %.o,$^) $(LDFLAGS) $(LDLIBS) -lbenchmark

-include $(wildcard $(BUILD)/*.d $(BUILD)/*/*.d)
FORCE:
.SECONDARY:
.PHONY: all programs tools help try check limit selfcheck deps deps-peers bench bench-full \
        bench-files fleet plots report slides table claims query compare advise advise-check take \
        documents reference reference-files harness-cost take-cost rulers reference-rulers \
        student-pack test windows torture clean FORCE
