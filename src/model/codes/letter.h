/* What a message with a code says: one action, who asks by name, nothing of the patient and nothing clinical.
 *
 * Places are in braces ({organisation}, {code}, {until}), as in script.h, so that a translation can order them anew. */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "model/facts/word.h"
#include "model/spoken/phrasebook.h"

/* Texts are never NULL once a parcel was opened. */
typedef struct Letter {
	const char *to;	     /* a mobile "07700900111", or an e-mail address */
	const char *subject; /* of an e-mail; else "" */
	const char *message; /* all of it, in the patient's language, English below it where that is another */
	const char *code;    /* "123 456" */
	const char *organisation; /* who asks, by name */
	const char *until;	  /* "2:30pm" */
} Letter;

/* In the order they are said; the subject is an e-mail's alone. */
#define LETTER_TEXTS(X) \
	X(LETTER_SUBJECT, N_("A code for your health record")) \
	X(LETTER_ASKS, N_("{organisation} asks to see your health record.")) \
	X(LETTER_ACT, N_("If you want this, tell them the code {code}.")) \
	X(LETTER_UNTIL, N_("It works until {until}.")) \
	X(LETTER_UNEXPECTED, N_("If you did not expect this, tell nobody."))

#define LETTER_ENUM_(value, english) value,
typedef enum LetterText { LETTER_TEXTS(LETTER_ENUM_) LETTER_COUNT_ } LetterText;

const char *letter_english(LetterText text); /* with its places unfilled: the key of its translations */

typedef struct LetterWords {
	const char *organisation; /* who asks; cleaned of control characters, cut at 80 bytes */
	const char *digits;	  /* six */
	LocalTime until;
} LetterWords;

enum { LETTER_NAME_BYTES = 80 };

/* In `language` (a code of model/language.h; NULL or "en": English), with the English below where it is another.
 * Texts live in `arena`; `to` is the caller's. The arena holds the code: wipe it. */
Letter letter_write(const Phrasebook *book, const char *language, CodeChannel channel, const LetterWords *words,
		    const char *to, Arena *arena);
