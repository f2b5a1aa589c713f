/* Why something could not be done: one sentence for a person (what, where, what to do).
 *
 * A fallible function returns bool, takes `Error *err` last, and ends `return fail(err, KIND, "…")`.
 * On failure nothing has changed and `ret_` parameters are untouched. Broken invariants assert instead. */
#pragma once

#include <stdbool.h>

#include "base/macros.h"

typedef enum ErrorKind {
	ERROR_NONE,
	ERROR_INPUT,   /* what was given is not right: a file, a line, a field, an argument */
	ERROR_REFUSED, /* a rule or a right forbids it */
	ERROR_MISSING, /* what was named is not there */
	ERROR_STORE,   /* the database could not do it */
	ERROR_SYSTEM,  /* the machine could not do it: disk, memory, terminal */
} ErrorKind;

typedef struct Error {
	ErrorKind kind;
	char text[512]; /* UTF-8, NUL-terminated, cut at a character boundary, control characters shown as marks */
} Error;

/* Fills `err` (which may be NULL) and returns false, so that a function can end with it. */
bool fail(Error *err, ErrorKind kind, const char *format, ...) printf_like(3, 4);

/* Puts "prefix: " (a file, a line) before the sentence already in `err`, and returns false. */
bool fail_at(Error *err, const char *format, ...) printf_like(2, 3);

#ifdef __clang_analyzer__ /* it does not read error.c, and would go on as if a failure might be none */
#define fail(...) ((void)fail(__VA_ARGS__), false)
#define fail_at(...) ((void)fail_at(__VA_ARGS__), false)
#endif
