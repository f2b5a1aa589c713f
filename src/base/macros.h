/* Small words used everywhere. */
#pragma once

#include <stddef.h>

/* A caller that ignores the answer of a fallible function is wrong. */
#define must_check __attribute__((warn_unused_result))

/* printf-like: the compiler checks the arguments against the format. */
#define printf_like(at, first) __attribute__((format(printf, at, first)))

/* Runs `give_back` on the variable when it goes out of scope (statements, transactions, arenas and canvases only). */
#define scoped(give_back) __attribute__((cleanup(give_back)))

#define countof(array) (sizeof(array) / sizeof(0 [array]))
