/* Port: the patient's words in other languages. English is the key; a phrasebook that has nothing gives it back.
 *
 * A language is named by the code of model/spoken/language.h ("gu"). The texts stand as long as the program. The zero
 * value knows English only. */
#pragma once

#include <stdbool.h>

/* Marks words for patients where they stand in a table: tools/words finds them and puts them into assets/language.
 * NN_ is for a count: the words for one, the words for more. */
#define N_(words) words
#define NN_(one, many) one, many

typedef struct Phrasebook {
	/* The words in this language, or NULL where it has none for them. */
	const char *(*say)(void *self, const char *language, const char *english);
	/* Likewise for a count, by the plural forms of the language; `one` is the key. */
	const char *(*say_count)(void *self, const char *language, const char *one, const char *many,
				 unsigned long count);
	void *self;
} Phrasebook;

/* Never NULL: English where there is nothing else, and for NULL or "en". */
const char *phrase(const Phrasebook *book, const char *language, const char *english);
const char *phrase_count(const Phrasebook *book, const char *language, const char *one, const char *many,
			 unsigned long count);
/* Whether `english` has words of its own in this language. */
bool phrase_known(const Phrasebook *book, const char *language, const char *english);
