/* Columns are counted three times on the way to the eye: by the canvas, by ncurses, by the terminal. Here the three are
 * put side by side, for the languages patients speak. */
#include "unit.h"

#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <vterm.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/phrasebook.h"
#include "model/spoken/language.h"
#include "model/spoken/script.h"
#include "ui/canvas.h"

enum { PART_BYTES = 90 }; /* fits one row however it is counted */

static const struct {
	const char *language, *text;
} samples[] = {
	{"English", "Ashby, Maureen"},
	{"Polish", "Łódź, Żółć, Gdańsk"},
	{"combining marks", "e\u0301a\u0308o\u0328\u0301"},
	{"Gujarati", "ગુજરાતી આરોગ્ય"},
	{"Punjabi", "ਪੰਜਾਬੀ ਸਿਹਤ"},
	{"Bengali", "বাংলা স্বাস্থ্য"},
	{"Urdu", "اردو صحت"},
	{"Chinese", "中文健康"},
	{"signs", "✓ ✗ ? ↓ … · ─ ▌ ▄ ░"},
};

static int canvas_columns(const char *text)
{
	Canvas canvas = {0};
	canvas_size(&canvas, 1, 100);

	const int drawn = area_put(area_all(&canvas), 0, 0, STYLE_NORMAL, text);

	canvas_free(&canvas);
	return drawn;
}

static int curses_columns(const char *text)
{
	wchar_t wide[100];
	size_t count = 0;
	uint32_t point;
	for (; *text; text += utf8_decode(text, &point), wide[count++] = (wchar_t)point)
		;
	erase();
	mvaddnwstr(0, 0, wide, (int)count);
	return getcurx(stdscr);
}

static int vterm_columns(const char *text)
{
	VTerm *vterm = vterm_new(2, 100);
	VTermPos at = {0};
	vterm_set_utf8(vterm, 1);
	vterm_state_reset(vterm_obtain_state(vterm), 1);
	vterm_input_write(vterm, text, strlen(text));
	vterm_state_get_cursorpos(vterm_obtain_state(vterm), &at);
	vterm_free(vterm);
	return at.col;
}

/* Every text of the script in every language, as the desk says it. */
static void every_text_of_the_script_keeps_its_columns(void **state)
{
	size_t compared = 0;
	for (size_t i = 1; i < language_count; i++)
		for (ScriptText text = SCRIPT_NOTHING + 1; text < SCRIPT_COUNT_; text++) {
			const char *english = script_english(text, 1);
			if (!phrase_known(&phrasebook, languages[i].code, english))
				continue;
			for (const char *own = phrase(&phrasebook, languages[i].code, english), *end; *own; own = end) {
				char part[PART_BYTES + 1];
				for (end = own; *end && (size_t)(end - own) + utf8_grapheme(end) <= PART_BYTES;)
					end += utf8_grapheme(end);
				text_print(part, sizeof part, "%.*s", (int)(end - own), own);
				assert_int_equal(canvas_columns(part), utf8_columns(part));
				assert_int_equal(curses_columns(part), utf8_columns(part));
				assert_int_equal(vterm_columns(part), utf8_columns(part));
				compared++;
			}
		}
	print_message("%zu pieces of text compared\n", compared);
	assert_true(compared > 500);
}

static void canvas_curses_and_terminal_count_the_same_columns(void **state)
{
	for (size_t i = 0; i < countof(samples); i++) {
		const char *text = samples[i].text;
		const int counted = utf8_columns(text), canvas = canvas_columns(text), curses = curses_columns(text),
			  vterm = vterm_columns(text);
		print_message("%-16s utf8 %d canvas %d ncurses %d libvterm %d\n", samples[i].language, counted, canvas,
			      curses, vterm);
		assert_int_equal(canvas, counted);
		assert_int_equal(curses, counted);
		assert_int_equal(vterm, counted);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(canvas_curses_and_terminal_count_the_same_columns),
					   cmocka_unit_test(every_text_of_the_script_keeps_its_columns)};
	FILE *nowhere = fopen("/dev/null", "r+");
	setlocale(LC_ALL, "C.UTF-8");
	if (!nowhere || !newterm("xterm", nowhere, nowhere)) {
		print_message("skipped: there is no terminal description of xterm\n");
		return 77;
	}
	resizeterm(4, 100);

	const int failed = cmocka_run_group_tests_name("ui/columns", tests, NULL, NULL);

	endwin();
	fclose(nowhere);
	return failed;
}
