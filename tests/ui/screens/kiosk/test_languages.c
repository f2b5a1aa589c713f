/* Every page of the kiosk, in every language, at every size: nothing is cut, nothing stands beside a shaped script. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "ui/kiosk_stage.h"

#define MAUREEN "9990000018"

static const int sizes[][2] = {{12, 40}, {18, 60}, {24, 80}, {43, 132}, {16, 48}};

static size_t looked_at;

static bool is_shaped(uint32_t point)
{
	return point >= 0x0A00 && point <= 0x0AFF; /* Gurmukhi and Gujarati */
}

/* A row that holds a shaped script holds no columns: no words stand off before it, nothing after it. A digit may: what
 * is typed into a field stands before its name. */
static void check_row(const char *name, const char *row)
{
	bool shaped = false, words = false, column = false;
	uint32_t point;
	size_t blanks = 0;
	for (const char *at = row; *at; at += utf8_decode(at, &point)) {
		utf8_decode(at, &point);
		blanks = point == ' ' ? blanks + 1 : 0;
		column = column || (words && blanks > 1);
		if (column && is_shaped(point))
			fail_msg("%s: a shaped script stands in a column: %s", name, row);
		shaped = shaped || is_shaped(point);
		words = words || (point > '9' && blanks == 0);
		if (shaped && blanks > 1 && at[1])
			fail_msg("%s: columns follow a shaped script: %s", name, row);
	}
}

static void check_rows(const char *name, KioskStage *self)
{
	scoped(arena_free) Arena arena = {0};
	const char *text = drive_text(&self->drive);
	while (*text) {
		const size_t n = strcspn(text, "\n");
		check_row(name, arena_bytes(&arena, text, n));
		text += n + (text[n] == '\n');
	}
}

static void check_page(KioskStage *self, const char *name)
{
	const KioskVisit *visit = kiosk_stage_visit(self);
	const Canvas *canvas = &self->drive.canvas;
	looked_at++;
	if (visit->page.seen->cut)
		fail_msg("%s in %s at %dx%d, page %d: cut\n%s", name, visit->page.language->english, canvas->cols,
			 canvas->rows, visit->page.at + 1, drive_text(&self->drive));
	check_rows(name, self);
}

/* Every page of what is said here, at every size. */
static void check(KioskStage *self, const char *name)
{
	KioskVisit *visit = kiosk_stage_visit(self);
	for (size_t i = 0; i < countof(sizes); i++) {
		kiosk_stage_size(self, sizes[i][0], sizes[i][1]);
		visit->page.at = 0;
		drive_canvas(&self->drive);

		const int pages = visit->page.seen->pages;

		for (int page = 0; page < pages; page++) {
			visit->page.at = page;
			drive_canvas(&self->drive);
			assert_int_equal(visit->page.seen->pages, pages);
			check_page(self, name);
		}
	}
	visit->page.at = 0;
}

static void check_notices(KioskStage *self, const char *name)
{
	kiosk_stage_keys(self, "f7");
	check(self, name);
	kiosk_stage_keys(self, "f7 f7");
}

static void check_questions(KioskStage *self, const char *code)
{
	KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_come(self, MAUREEN, code);
	check(self, "explain");
	kiosk_stage_questions(self);
	check(self, "out");
	check_notices(self, "question, wrong key");
	for (int page = 0; page < visit->page.seen->pages; page++)
		kiosk_stage_keys(self, "enter");
	check(self, "question, nothing chosen");
	kiosk_stage_keys(self, "4");
	check(self, "guide");
	kiosk_stage_keys(self, "5 0");
	check(self, "called");
	kiosk_stage_keys(self, "5 1");
	check(self, "in");
	kiosk_stage_wait(self, 95);
	assert_true(visit->warned);
	check(self, "silence");
	kiosk_stage_keys(self, "1 3");
	for (int i = 0; i < 20 && !sitting_done(&visit->sitting); i++) {
		check(self, "sitting");
		visit->page.at = visit->page.seen->pages - 1;
		kiosk_stage_yes(self);
	}
	check(self, "saved");
	kiosk_stage_on(self, KIOSK_AT_SITTING);
}

static void check_told(KioskStage *self)
{
	static const KioskWords told[] = {KIOSK_WORDS_TAKEN, KIOSK_WORDS_ASK_STAFF, KIOSK_WORDS_NOTHING,
					  KIOSK_WORDS_FAULT};
	for (size_t i = 0; i < countof(told); i++) {
		KioskVisit *visit = kiosk_stage_visit(self);
		kiosk_tell(self->drive.app, visit, told[i]);
		app_load(self->drive.app);
		check(self, "told");
	}
}

static void check_notices_of_who(KioskStage *self)
{
	static const KioskWords said[] = {
		KIOSK_WORDS_BORN_ORDER,	  KIOSK_WORDS_BORN_NONE,    KIOSK_WORDS_BORN_YEAR, KIOSK_WORDS_BORN_COMING,
		KIOSK_WORDS_TICKET_SHORT, KIOSK_WORDS_TICKET_WRONG, KIOSK_WORDS_FAULT,
	};
	for (size_t i = 0; i < countof(said); i++) {
		kiosk_say(kiosk_stage_visit(self), said[i], 14);
		app_load(self->drive.app);
		check(self, "who it is, mistaken");
	}
}

static void check_who(KioskStage *self, const char *code)
{
	kiosk_stage_choose(self, code);
	check(self, "welcome");
	check_notices(self, "welcome, wrong key");
	kiosk_stage_on(self, KIOSK_AT_WELCOME);
	check(self, "born");
	check_notices(self, "born, wrong key");
	check_notices_of_who(self);
	kiosk_stage_type(self, "11021951");
	kiosk_stage_keys(self, "enter");
	check(self, "ticket");
	check_notices_of_who(self);
	kiosk_stage_keys(self, "esc esc");
	check(self, "welcome again");
	kiosk_stage_keys(self, "6");
}

static void every_page_fits_in_every_language(void **state)
{
	for (size_t i = 0; i < language_count; i++) {
		KioskStage *self = kiosk_stage_open(24, 80, false);
		KioskVisit *visit = kiosk_stage_visit(self);
		visit->turn = i;
		app_load(self->drive.app);
		check(self, "start");
		check_notices(self, "start, wrong key");
		visit->turn = 0;
		check_who(self, languages[i].code);
		check_questions(self, languages[i].code);
		visit->language = &languages[i];
		check_told(self);
		kiosk_go(self->drive.app, visit, KIOSK_AT_LOCKED);
		app_load(self->drive.app);
		check(self, "locked");
		kiosk_stage_close(self);
	}
	print_message("%zu pages\n", looked_at);
	assert_true(looked_at > 1000);
}

/* The check itself: a word wider than the window is seen. */
static void a_word_that_is_cut_is_seen(void **state)
{
	KioskStage *self = kiosk_stage_open(12, 40, false);
	KioskVisit *visit = kiosk_stage_visit(self);
	assert_false(visit->page.seen->cut);
	visit->page.sayings[0].english = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen";
	drive_canvas(&self->drive);
	assert_true(visit->page.seen->cut);
	kiosk_stage_close(self);
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_word_that_is_cut_is_seen),
					   cmocka_unit_test(every_page_fits_in_every_language)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
