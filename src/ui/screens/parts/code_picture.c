#include "ui/screens/parts/parts.h"

#include <string.h>

#include "base/text.h"
#include "model/codes/codes.h"
#include "ui/large.h"

/* In a window of 80×24 smaller modules than those of version 5 are no longer read across a counter. */
enum { SMALL_ROWS = 24, SMALL_VERSION = 5 };
enum { MESSAGE_MAX = 256, GROUP = 3 };

void code_picture_set(CodePicture *picture, const CodeWords *words)
{
	picture->words = *words;
	picture->rows = picture->cols = 0;
}

void code_picture_free(CodePicture *picture)
{
	explicit_bzero(&picture->words, sizeof picture->words);
	arena_free(&picture->arena);
	picture->rows = picture->cols = 0;
}

/* The last word off; a name of one word goes altogether. */
static void drop_word(char *name)
{
	char *blank = strrchr(name, ' ');
	*(blank ? blank : name) = '\0';
}

/* A name that is too long for the room gives way word by word: half a word tells a patient nothing. */
static bool fit_qr(CodePicture *picture)
{
	const CodeWords *words = &picture->words;
	char name[sizeof words->organisation], text[MESSAGE_MAX];
	bool fits, last;
	text_copy(name, sizeof name, words->organisation);
	do {
		last = name[0] == '\0';
		code_message(words->digits, name, words->until, sizeof text, text, sizeof text);
		fits = qr_make(&picture->arena, text, picture->utf8, picture->rows, picture->cols, &picture->qr, NULL);
		fits = fits && (picture->rows > SMALL_ROWS || picture->qr.version <= SMALL_VERSION);
		drop_word(name);
	} while (!fits && !last);
	explicit_bzero(text, sizeof text);
	return fits;
}

const Qr *code_picture_qr(CodePicture *picture, bool utf8, int rows, int cols)
{
	const bool same = picture->rows == rows && picture->cols == cols && picture->utf8 == utf8;
	if (picture->words.digits[0] == '\0' || rows < 1 || cols < 1)
		return NULL;
	if (!same) {
		arena_clear(&picture->arena);
		picture->rows = rows;
		picture->cols = cols;
		picture->utf8 = utf8;
		picture->fits = fit_qr(picture);
	}
	return picture->fits ? &picture->qr : NULL;
}

void code_draw_large(const char *digits, Area area, int row, int col)
{
	char grouped[CODE_DIGITS + 2] = "";
	size_t length = 0;
	for (size_t i = 0; i < CODE_DIGITS && digits[i] >= '0' && digits[i] <= '9'; i++) {
		if (i == GROUP)
			grouped[length++] = ' ';
		grouped[length++] = digits[i];
	}
	grouped[length] = '\0';
	large_put(area, row, col, STYLE_CODE, grouped);
	explicit_bzero(grouped, sizeof grouped);
}
