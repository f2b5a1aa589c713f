/* What the kiosk says beside the script of the questions: every word of it is here, for tools/words to find. Places in
 * braces are filled by kiosk_fill, so that a translation can order them anew. The shorter the words of a key, the
 * better: at 40 columns each has to stand beside others. */
#pragma once

#include "base/text.h"
#include "model/desk/language.h"

typedef enum KioskWords {
	KIOSK_WORDS_CHOOSE,
	/* keys */
	KIOSK_WORDS_YES, KIOSK_WORDS_NO, KIOSK_WORDS_LATER, KIOSK_WORDS_CALL, KIOSK_WORDS_ON, KIOSK_WORDS_BACK,
	KIOSK_WORDS_NEXT, KIOSK_WORDS_PREVIOUS, KIOSK_WORDS_GUIDE, KIOSK_WORDS_ANSWER, KIOSK_WORDS_OTHER_LANGUAGE,
	KIOSK_WORDS_SAVE, KIOSK_WORDS_CHANGE, KIOSK_WORDS_STOP, KIOSK_WORDS_FINISH, KIOSK_WORDS_HERE,
	/* the beginning */
	KIOSK_WORDS_WELCOME, KIOSK_WORDS_HELP, KIOSK_WORDS_SHEET,
	/* who it is */
	KIOSK_WORDS_BORN, KIOSK_WORDS_BORN_HOW, KIOSK_WORDS_DAY, KIOSK_WORDS_MONTH, KIOSK_WORDS_YEAR,
	KIOSK_WORDS_BORN_ORDER, KIOSK_WORDS_BORN_NONE, KIOSK_WORDS_BORN_YEAR, KIOSK_WORDS_BORN_COMING,
	KIOSK_WORDS_TICKET, KIOSK_WORDS_TICKET_HOW, KIOSK_WORDS_TICKET_SHORT, KIOSK_WORDS_TICKET_WRONG,
	/* the questions */
	KIOSK_WORDS_QUESTION, KIOSK_WORDS_CHOOSE_ONE,
	/* keys that do nothing */
	KIOSK_WORDS_WRONG_LANGUAGE, KIOSK_WORDS_WRONG, KIOSK_WORDS_WRONG_ASK, KIOSK_WORDS_WRONG_DIGIT,
	/* staff, silence, faults */
	KIOSK_WORDS_CALLED, KIOSK_WORDS_CALLED_WAIT, KIOSK_WORDS_LOCKED, KIOSK_WORDS_TAKEN, KIOSK_WORDS_ASK_STAFF,
	KIOSK_WORDS_NOTHING, KIOSK_WORDS_FAULT, KIOSK_WORDS_STILL, KIOSK_WORDS_LOST,
	KIOSK_WORDS_COUNT
} KioskWords;

const char *kiosk_english(KioskWords words);
/* "Back to the start in {count} seconds", with {count} unfilled. */
const char *kiosk_english_seconds(unsigned long count);
const char *kiosk_own_seconds(Desk *desk, const Language *language, unsigned long count);

typedef struct KioskPlaces { /* what fills {number}, {of}, {count} and {language}; what is not used may be left out */
	size_t number, of, count;
	const char *language;
} KioskPlaces;

void kiosk_fill(const char *words_with_places, const KioskPlaces *places, Text *out);
