/* How well an action of the palette fits what was typed. */
#pragma once

#include "base/arena.h"

typedef enum Fit {
	FIT_NONE,
	FIT_SLIP,    /* one letter beside a word of it, or its letters in that order within the name */
	FIT_SYNONYM, /* what people call it */
	FIT_WORDS,   /* words of its sentence begin so */
	FIT_NAME,    /* words of its name begin so */
	FIT_KEY	     /* it is its key */
} Fit;

/* Folded (utf8_fold), but for the key. */
typedef struct FitWords {
	const char *name, *sentence, *synonyms, *key;
} FitWords;

Fit palette_fit(const FitWords *words, const char *typed, Arena *scratch);
