# growbench: from strategies in C to plots of time and memory. GNU make.
#
#   experiments/grow/X.c -> build/X -> results/R/records/*.jsonl -> tables/*.tsv -> figures/*.svg
#                                      (experiments/run)            (plots/*.jq)    (plots/*.gp)

CC      ?= cc
BUILD   ?= build
CFLAGS  ?= -O2 -g
VERSION := 0.1
override CFLAGS += -std=c11 -Wall -Wextra -Wconversion -Wshadow $(if $(WERROR),-Werror) \
                   -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -Ilib -MMD -MP

LIB      := $(patsubst lib/%.c,$(BUILD)/lib/%.o,$(wildcard lib/*.c))
PROGRAMS := $(patsubst %.c,$(BUILD)/%,$(notdir $(wildcard experiments/grow/*.c experiments/read/*.c)))

all: $(PROGRAMS) $(BUILD)/touch ## build every program into build/

vpath %.c experiments/grow experiments/read experiments

$(BUILD)/lib/stream.o $(BUILD)/lib/checksum.o: override CFLAGS += -O3
$(BUILD)/lib/%.o: lib/%.c $(BUILD)/flags | $(BUILD)/lib
	$(CC) $(CFLAGS) -c -o $@ $<

$(BUILD)/%: %.c $(LIB)
	$(CC) $(CFLAGS) -MF $@.d -o $@ $< $(LIB) $(LDFLAGS) $(LDLIBS)

$(BUILD)/lib:
	mkdir -p $@

# Another compiler or other flags: everything is built anew, so that no table mixes two.
$(BUILD)/flags: FORCE | $(BUILD)/lib
	@echo '$(CC) $(CFLAGS) $(LDFLAGS)' | cmp -s - $@ || echo '$(CC) $(CFLAGS) $(LDFLAGS)' > $@

clean: ## remove what was built (results are kept)
	rm -rf build build-*

-include $(wildcard $(BUILD)/*.d $(BUILD)/lib/*.d)
FORCE:
.SECONDARY: $(LIB)
.PHONY: all clean FORCE
