/* Fuzzers: each fuzz_<target>.c gives one input to one part of the desk and asks that what must always hold holds:
 * every reader of bytes from outside, the kiosk and the whole desk. The same file is a replayer of corpus/<target>/,
 * which every build runs, and a libFuzzer (meson -Dfuzz=true, clang), to which ./check gives a number of inputs, always
 * the same ones (run.sh). tools/fuzz lets them run for as long as one likes. An input that once broke something is kept
 * in the corpus. */
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
