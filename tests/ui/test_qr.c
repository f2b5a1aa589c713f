#include "unit.h"

#include <locale.h>
#include <string.h>

#include "ui/qr.h"

static Arena arena;

static const char *text_of(size_t n)
{
	char *text = arena_alloc(&arena, n + 1);
	memset(text, 'a', n);
	return text;
}

static Qr qr_of(size_t bytes, bool utf8, int rows, int cols)
{
	Qr qr = {0};
	Error err = {0};
	if (!qr_make(&arena, text_of(bytes), utf8, rows, cols, &qr, &err))
		fail_msg("%zu bytes in %dx%d: %s", bytes, cols, rows, err.text);
	return qr;
}

/* The smallest version, then the highest correction it still has (ISO/IEC 18004, table 7: bytes in 4-H 34, 4-Q 46,
 * 4-M 62, 4-L 78, 5-L 106), then the widest margin the window leaves. */
static void the_smallest_version_takes_the_highest_correction(void **state)
{
	static const struct {
		size_t bytes;
		int version;
		char correction;
		int margin;
	} cases[] = {
		{7, 1, 'H', 4},	 {17, 1, 'L', 4}, {54, 4, 'M', 4}, {62, 4, 'M', 4},
		{63, 4, 'L', 4}, {78, 4, 'L', 4}, {79, 5, 'M', 2}, {106, 5, 'L', 2},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		const Qr qr = qr_of(cases[i].bytes, true, 21, 80); /* 80×24 less title, notice and help */
		assert_int_equal(qr.version, cases[i].version);
		assert_int_equal(qr.correction, cases[i].correction);
		assert_int_equal(qr.margin, cases[i].margin);
		assert_int_equal(qr.modules, 17 + 4 * qr.version);
		assert_true(qr.rows <= 21 && qr.cols <= 80);
	}
}

static void a_text_too_long_for_the_window_is_refused(void **state)
{
	Qr qr = {.version = 99};
	Error err = {0};
	assert_false(qr_make(&arena, text_of(107), true, 21, 80, &qr, &err)); /* version 6 */
	assert_int_equal(qr.version, 99);
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_non_null(strstr(err.text, "23 rows of 45 columns"));
	assert_false(qr_make(&arena, text_of(3000), true, 500, 500, &qr, &err));
}

static bool cell_half(const Cell *cell, bool above)
{
	switch (cell->style) {
	case STYLE_QR_DARK: return true;
	case STYLE_QR_DARK_ABOVE: return above;
	case STYLE_QR_LIGHT_ABOVE: return !above;
	default: return false;
	}
}

/* Read back from the cells, the modules are those encoded; '▄' stands only where the halves differ. */
static void the_cells_read_back_as_encoded(void **state)
{
	const Qr qr = qr_of(60, true, 40, 80);
	Canvas canvas = {0};
	canvas_size(&canvas, qr.rows, qr.cols);
	qr_draw(&qr, area_all(&canvas));
	for (int row = 0; row < qr.rows; row++) {
		for (int col = 0; col < qr.cols; col++) {
			const Cell *cell = canvas_cell(&canvas, row, col);
			const bool above = cell_half(cell, true), below = cell_half(cell, false);
			assert_int_equal(above, qr_dark(&qr, 2 * row, col));
			assert_int_equal(below, qr_dark(&qr, 2 * row + 1, col));
			assert_string_equal(cell->bytes, above == below ? " " : "▄");
			assert_true(cell->style >= STYLE_QR_DARK);
		}
	}
	canvas_free(&canvas);
}

/* A quiet zone all round, then the corner of a finder pattern: dark on light, never inverted. */
static void a_quiet_zone_is_all_round(void **state)
{
	const Qr qr = qr_of(20, true, 40, 80);
	const int side = qr.modules + 2 * qr.margin;
	for (int i = 0; i < side; i++) {
		for (int edge = 0; edge < qr.margin; edge++) {
			assert_false(qr_dark(&qr, edge, i) || qr_dark(&qr, i, edge));
			assert_false(qr_dark(&qr, side - 1 - edge, i) || qr_dark(&qr, i, side - 1 - edge));
		}
	}
	for (int i = 0; i < 7; i++)
		assert_true(qr_dark(&qr, qr.margin, qr.margin + i) && qr_dark(&qr, qr.margin + i, qr.margin));
	assert_false(qr_dark(&qr, qr.margin + 1, qr.margin + 1));
}

static void ascii_draws_a_module_as_two_blanks(void **state)
{
	const Qr qr = qr_of(10, false, 40, 80);
	Canvas canvas = {.glyphs = &glyphs_ascii};
	const int side = qr.modules + 2 * qr.margin;
	assert_int_equal(qr.rows, side);
	assert_int_equal(qr.cols, 2 * side);
	canvas_size(&canvas, qr.rows, qr.cols);
	qr_draw(&qr, area_all(&canvas));
	for (int row = 0; row < qr.rows; row++) {
		for (int col = 0; col < qr.cols; col++) {
			const Cell *cell = canvas_cell(&canvas, row, col);
			assert_string_equal(cell->bytes, " ");
			assert_int_equal(cell->style == STYLE_QR_DARK, qr_dark(&qr, row, col / 2));
		}
	}
	canvas_free(&canvas);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_smallest_version_takes_the_highest_correction),
		cmocka_unit_test(a_text_too_long_for_the_window_is_refused),
		cmocka_unit_test(the_cells_read_back_as_encoded),
		cmocka_unit_test(a_quiet_zone_is_all_round),
		cmocka_unit_test(ascii_draws_a_module_as_two_blanks),
	};
	setlocale(LC_ALL, "C.UTF-8");

	const int failed = cmocka_run_group_tests_name("ui/qr", tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
