# protokoll: minutes in, archive out. `make help` lists the targets.

PREFIX ?= /usr/local
DESTDIR ?=

MODE ?= release
BUILD := build/$(MODE)
PROTOKOLL := $(if $(filter release,$(MODE)),build/protokoll,$(BUILD)/protokoll)

CC_release := gcc
CC_asan := clang
CC_hostile := gcc
CC_valgrind := gcc
CC_fuzz := clang
CC_alloc := gcc
CFLAGS_release := -O2 -g
CFLAGS_asan := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
CFLAGS_hostile := $(CFLAGS_asan) -DHOSTILE
CFLAGS_valgrind := -O1 -g
CFLAGS_fuzz := $(CFLAGS_asan) -fsanitize=fuzzer-no-link
# Every allocation is a malloc of its own, and tests/alloc/wrap.c can refuse it.
CFLAGS_alloc := -O1 -g -DHOSTILE
LDFLAGS_alloc := -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

WARNINGS := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
CC := $(CC_$(MODE))
CPPFLAGS := -D_GNU_SOURCE -Isrc -MMD -MP
CFLAGS := -std=c11 $(WARNINGS) $(CFLAGS_$(MODE))
LDLIBS := -lcmark-gfm-extensions -lcmark-gfm -lyaml -licui18n -licuuc -lnettle -ljansson -lstemmer -lmicrohttpd -lzip -lz -lpthread

SOURCES := $(filter-out src/main.c,$(wildcard src/*.c src/*/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
MAIN := $(BUILD)/src/main.o $(if $(filter alloc,$(MODE)),$(BUILD)/tests/alloc/wrap.o)
LIBRARY := $(BUILD)/libprotokoll.a
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*_test.c))
FUZZERS := $(patsubst tests/fuzz/%_fuzz.c,$(BUILD)/fuzzers/%,$(wildcard tests/fuzz/*_fuzz.c))
HEADERS := $(wildcard src/*.h src/*/*.h)

.PHONY: all fonts site check test accuracy accept asan valgrind hostile bench weight check-layers check-headers format lint unit packages \
	torture fuzz fuzz-short fuzzers install uninstall editor hook clean help FORCE
.DELETE_ON_ERROR:

all: $(PROTOKOLL) fonts ## compile build/protokoll

fonts: # of the theme, when npm ci has been run
	@scripts/fonts

site: packages-site ## install what is missing, compile, and build content/ into public/
	@$(MAKE) --no-print-directory all
	build/protokoll build

check: all ## read content/ and tell what is wrong
	build/protokoll check

test: packages-test ## install what is missing and pass every test (under 15 minutes on two cores)
	@tests/run

accept: all ## run the whole-site cases, show what changed, and take the new output as the expected
	@tests/cases.sh --accept build/protokoll

accuracy: all ## measure how well names are found in running text, and show every miss
	@tests/accuracy/run build/protokoll

asan: ## compile and run the suite under AddressSanitizer and UndefinedBehaviorSanitizer
	@tests/run asan

hostile: ## the same with an arena that gives bugs a chance
	@tests/run hostile

valgrind: ## run unit tests and cases under valgrind
	@tests/run valgrind

fuzz: ## search for inputs that break a parser, FUZZ_SECONDS (600) for each
	@tests/fuzz/run $(or $(FUZZ_SECONDS),600)

fuzz-short: ## replay the saved inputs and search for a few seconds
	@tests/fuzz/run $(or $(FUZZ_SECONDS),5)

torture: all ## kill and fail a build at every system call
	@tests/torture/publish.sh build/protokoll content

bench: all ## speed as ratios to the cost of the library calls and file writes alone
	@$(MAKE) --no-print-directory $(addprefix build/release/bench/,baseline linking rebuild)
	@tests/bench/run

weight: all ## what a first visit costs on a slow phone, for each kind of page
	@scripts/weight

check-layers: ## prove the include table of src/README.md
	@scripts/check-layers

check-headers: $(HEADERS:%.h=build/headers/%.ok) ## each header compiles alone

format: ## lay out the sources
	clang-format -i $(wildcard src/*.c src/*/*.c src/*.h src/*/*.h tests/unit/*.c tests/bench/*.c)

lint: ## compile with every warning as an error, with two compilers
	@$(MAKE) --no-print-directory -k $(SOURCES:%.c=build/lint/%.ok) build/lint/src/main.ok

install: all ## put the program, its theme, manual and completion under PREFIX (/usr/local); DESTDIR for packages
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' scripts/install '$(PROTOKOLL)'

uninstall: ## take away what install put there
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' scripts/install --remove

editor: all ## write settings, tasks and snippets for VS Code into .vscode/
	@scripts/editor '$(PROTOKOLL)'

hook: ## let git check the content before each commit
	@scripts/pre-commit --install

unit: $(UNIT) ## compile the unit tests

fuzzers: $(FUZZERS)

clean: ## remove what was compiled and the site
	rm -rf build public

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

packages-%:
	@scripts/install-packages $*

$(PROTOKOLL): $(MAIN) $(LIBRARY)
	@$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS_$(MODE)) $(LDFLAGS) $(LDLIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	@$(AR) rcs $@ $^

# The files that look for what was installed know where, and are compiled anew when that changes.
$(BUILD)/src/build.o $(BUILD)/src/indexing.o: CPPFLAGS += -DPREFIX='"$(PREFIX)"'
$(BUILD)/src/build.o $(BUILD)/src/indexing.o: $(BUILD)/prefix
$(BUILD)/prefix: FORCE
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' >$@

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  $<"; $(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(LIBRARY)
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS) -lcmocka $(LDLIBS)

$(BUILD)/bench/%: $(BUILD)/tests/bench/%.o $(LIBRARY)
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS) $(LDLIBS)

$(BUILD)/fuzzers/%: $(BUILD)/tests/fuzz/%_fuzz.o $(BUILD)/tests/fuzz/markup_oracle.o $(LIBRARY)
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDFLAGS) $(LDLIBS)

build/headers/%.ok: %.h
	@mkdir -p $(@D)
	@gcc -std=c11 $(WARNINGS) -Werror -D_GNU_SOURCE -Isrc -x c -fsyntax-only $< && touch $@

build/lint/%.ok: %.c
	@mkdir -p $(@D)
	@gcc -std=c11 $(WARNINGS) -Werror -O2 $(CPPFLAGS) -MF build/lint/$*.d -MT $@ -c -o /dev/null $<
	@clang -std=c11 $(WARNINGS) -Werror -D_GNU_SOURCE -Isrc -fsyntax-only $< && touch $@

-include $(OBJECTS:.o=.d) $(BUILD)/src/main.d $(wildcard $(BUILD)/tests/*/*.d build/lint/src/*.d build/lint/src/*/*.d)
