#include "ui/screens/code_picture.h"

#include <string.h>

#include "base/text.h"

/* In a window of 80×24 smaller modules than those of version 5 are no longer read across a counter. */
enum { SMALL_ROWS = 24, SMALL_VERSION = 5 };
enum { MESSAGE_MAX = 256, DIGIT_COLS = 3, DIGIT_STEP = 4, GROUP = 3, GROUP_GAP = 3 };

void code_picture_set(CodePicture *picture, const CodeWords *words)
{
	picture->words = *words;
	picture->rows = picture->cols = 0;
}

void code_picture_free(CodePicture *picture)
{
	explicit_bzero(&picture->words, sizeof(picture->words));
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
	char name[sizeof(words->organisation)], text[MESSAGE_MAX];
	bool fits, last;

	text_copy(name, sizeof(name), words->organisation);
	do {
		last = name[0] == '\0';
		code_message(words->digits, name, words->until, sizeof(text), text, sizeof(text));
		fits = qr_make(&picture->arena, text, picture->utf8, picture->rows, picture->cols, &picture->qr, NULL);
		fits = fits && (picture->rows > SMALL_ROWS || picture->qr.version <= SMALL_VERSION);
		drop_word(name);
	} while (!fits && !last);
	explicit_bzero(text, sizeof(text));
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
	static const char *const shapes[10][CODE_LARGE_ROWS] = {
		{"###", "# #", "# #", "# #", "###"}, {"  #", "  #", "  #", "  #", "  #"},
		{"###", "  #", "###", "#  ", "###"}, {"###", "  #", "###", "  #", "###"},
		{"# #", "# #", "###", "  #", "  #"}, {"###", "#  ", "###", "  #", "###"},
		{"###", "#  ", "###", "# #", "###"}, {"###", "  #", "  #", "  #", "  #"},
		{"###", "# #", "###", "# #", "###"}, {"###", "# #", "###", "  #", "###"},
	};

	for (size_t i = 0; i < CODE_DIGITS && digits[i] >= '0' && digits[i] <= '9'; i++) {
		const char self[] = {digits[i], '\0'};
		const int left = col + (int)i * DIGIT_STEP + (i >= GROUP ? GROUP_GAP : 0);

		for (int y = 0; y < CODE_LARGE_ROWS; y++)
			for (int x = 0; x < DIGIT_COLS; x++)
				if (shapes[digits[i] - '0'][y][x] == '#')
					area_put(area, row + y, left + x, STYLE_CODE, self);
	}
}
