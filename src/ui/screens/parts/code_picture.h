/* A code as it is shown to a patient: large digits, and a QR where there is room. */
#pragma once

#include "model/codes/issue.h"
#include "ui/canvas.h"
#include "ui/large.h"
#include "ui/qr.h"

enum { CODE_LARGE_ROWS = LARGE_ROWS, CODE_LARGE_COLS = 27 };

typedef struct CodeWords {
	char digits[CODE_DIGITS + 1];
	char organisation[128]; /* short name */
	LocalTime until;
} CodeWords;

/* The QR of a code for a space of rows × cols cells, kept until the space or the code is another. Freed with
 * code_picture_free, which forgets the digits too. */
typedef struct CodePicture {
	CodeWords words;
	Arena arena;
	Qr qr;
	int rows, cols; /* the space it was made for; 0: none yet */
	bool utf8, fits;
} CodePicture;

void code_picture_set(CodePicture *picture, const CodeWords *words);
void code_picture_free(CodePicture *picture);
/* NULL where it does not fit: then the digits alone are shown. */
const Qr *code_picture_qr(CodePicture *picture, bool utf8, int rows, int cols);

/* "123 456", each digit drawn with itself. */
void code_draw_large(const char *digits, Area area, int row, int col);
