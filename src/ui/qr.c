#include "ui/qr.h"

#include <qrencode.h>
#include <string.h>

static const struct {
	QRecLevel level;
	char letter;
} corrections[] = {{QR_ECLEVEL_H, 'H'}, {QR_ECLEVEL_Q, 'Q'}, {QR_ECLEVEL_M, 'M'}, {QR_ECLEVEL_L, 'L'}};

/* The smallest version is that of the least correction; the first level that needs no more has the highest. */
static QRcode *qr_encode(const char *text, char *ret_correction)
{
	QRcode *least = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L);
	*ret_correction = 'L';
	for (size_t i = 0; least && corrections[i].level != QR_ECLEVEL_L; i++) {
		QRcode *better = QRcode_encodeString8bit(text, least->version, corrections[i].level);
		if (better && better->version == least->version) {
			QRcode_free(least);
			*ret_correction = corrections[i].letter;
			return better;
		}
		QRcode_free(better);
	}
	return least;
}

static void qr_fit(Qr *qr, int margin)
{
	const int side = qr->modules + 2 * margin;
	qr->margin = margin;
	qr->cols = qr->utf8 ? side : 2 * side;
	qr->rows = qr->utf8 ? (side + 1) / 2 : side;
}

bool qr_make(Arena *arena, const char *text, bool utf8, int rows, int cols, Qr *ret_qr, Error *err)
{
	Qr qr = {.utf8 = utf8};
	QRcode *code = qr_encode(text, &qr.correction);
	if (!code)
		return fail(err, ERROR_INPUT, "A text of %zu bytes does not go into a QR code: shorten it.",
			    strlen(text));
	qr.version = code->version;
	qr.modules = code->width;

	const size_t count = (size_t)code->width * (size_t)code->width;
	unsigned char *dark = arena_alloc(arena, count);

	for (size_t i = 0; i < count; i++)
		dark[i] = code->data[i] & 1;
	qr.dark = dark;
	QRcode_free(code);

	for (int margin = QR_MARGIN_MAX; margin >= QR_MARGIN_MIN; margin--) {
		qr_fit(&qr, margin);
		if (qr.rows <= rows && qr.cols <= cols) {
			*ret_qr = qr;
			return true;
		}
	}
	return fail(err, ERROR_INPUT,
		    "The QR code needs %d rows of %d columns: make the window larger, or read the digits.", qr.rows,
		    qr.cols);
}

bool qr_dark(const Qr *qr, int row, int col)
{
	row -= qr->margin;
	col -= qr->margin;
	if (row < 0 || col < 0 || row >= qr->modules || col >= qr->modules)
		return false;
	return qr->dark[(size_t)row * (size_t)qr->modules + (size_t)col];
}

static void qr_draw_cell(const Qr *qr, Area area, int row, int col)
{
	const bool above = qr->utf8 ? qr_dark(qr, 2 * row, col) : qr_dark(qr, row, col / 2);
	const bool below = qr->utf8 ? qr_dark(qr, 2 * row + 1, col) : above;
	if (above == below)
		area_put_in(area, row, col, 1, above ? STYLE_QR_DARK : STYLE_QR_LIGHT, " ");
	else
		area_put_in(area, row, col, 1, above ? STYLE_QR_DARK_ABOVE : STYLE_QR_LIGHT_ABOVE,
			    area_glyphs(area)->lower_half);
}

void qr_draw(const Qr *qr, Area area)
{
	for (int row = 0; row < qr->rows; row++) {
		for (int col = 0; col < qr->cols; col++)
			qr_draw_cell(qr, area, row, col);
	}
}

const char *qr_library_version(void)
{
	return QRcode_APIVersionString();
}
