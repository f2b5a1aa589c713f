/* Fuzzers: each fuzz_<target>.c gives one input to one part of the desk and asks that what must always hold holds.
 * The same file is a libFuzzer (meson -Dfuzz=true, clang) and a replayer of corpus/<target>/, which every check runs.
 * An input that once broke something is kept in the corpus.
 *
 *	CC=clang meson setup build/fuzz -Dtests=true -Dfuzz=true --buildtype=debugoptimized \
 *		-Db_sanitize=address,undefined -Db_lundef=false
 *	ninja -C build/fuzz && mkdir -p build/found
 *	build/fuzz/tests/fuzz/fuzz-ods -max_total_time=90 build/found tests/fuzz/corpus/ods */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Says what does not hold, and aborts. */
void fuzz_hold(bool holds, const char *what);

/* What a refusal must be: of some kind, not empty, and fit for a terminal. */
void fuzz_hold_refusal(const Error *err);

char *fuzz_text(Arena *arena, const uint8_t *bytes, size_t size); /* NUL-terminated; a NUL within ends it early */
