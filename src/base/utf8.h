/* Characters and columns. A grapheme (what a person calls a character, by utf8proc) is never split.
 *
 * Columns are what ncurses and terminals count: the sum of wcwidth over the code points of a grapheme.
 * Control characters (below the space, DEL, U+0080 to U+009F, bidirectional controls, line and paragraph separators)
 * never reach a terminal: utf8_clean shows each as U+FFFD, newline and tab as a space. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

bool utf8_valid(const char *bytes, size_t n, size_t *ret_bad); /* RFC 3629; `ret_bad`: offset of the first bad byte */

/* One code point at `text` (valid, not at its end); returns its length in bytes. */
size_t utf8_decode(const char *text, uint32_t *ret_point);
size_t utf8_encode(uint32_t point, char out[4]);

size_t utf8_grapheme(const char *text);			  /* bytes of the first grapheme; 0 at the end */
size_t utf8_grapheme_before(const char *text, size_t at); /* where the grapheme that ends at byte `at` begins */
int utf8_columns(const char *text); /* as wcwidth counts, control characters 1 (they are drawn as a mark) */
size_t utf8_fit(const char *text, int columns,
		int *ret_columns); /* bytes of the longest whole-grapheme prefix that fits */

/* A copy safe to draw: valid UTF-8, no control characters, nothing that is not seen (U+200B, tags). Invalid
 * bytes are shown as U+FFFD. */
char *utf8_clean(Arena *arena, const char *text);
bool utf8_is_clean(const char *text);

/* What was pasted or typed as it was meant: blanks of any kind and breaks of lines are one space, none at the ends;
 * dashes of any kind are a hyphen; what is not seen is left out. */
char *utf8_tidy(Arena *arena, const char *text);

/* For finding: NFKD, case folded, marks removed, punctuation to spaces, runs of spaces to one ("O’Brien-Łukasz" → "o
 * brien lukasz"). */
char *utf8_fold(Arena *arena, const char *text);
/* The letters and digits of that alone: as "obrienlukasz" it is found however it was written. */
char *utf8_letters(Arena *arena, const char *text);
/* Letters without their marks ("Čeština" → "Cestina"), all else as it is. */
const char *utf8_bare(Arena *arena, const char *text);
char *utf8_upper(Arena *arena, const char *text);
/* As names are written: the first letter of each word in capitals, also after a hyphen or an apostrophe within it
 * ("mary o'brien-łukasz" → "Mary O'Brien-Łukasz"), the others small. */
char *utf8_capitalise(Arena *arena, const char *text);
