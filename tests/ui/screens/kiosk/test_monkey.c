/* A monkey at the kiosk: random keys, sizes, silences and pastes, with a ticket now and then; `full`, by hand, plays
 * a million. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/kiosk_stage.h"

enum { SHORT = 10000, FULL = 1000000, CHECK_EVERY = 16, PASTE_MOST = 400 };

static const char *const patients[] = {"9990000018", "9990000050", "9990000069", "9990000131"};

static uint64_t seed;
static long steps = SHORT;

static uint32_t whim(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 11) % below;
}

static KeyCode any_key(void)
{
	static const KeyCode likely[] = {
		KC_ENTER, KC_ENTER, '1',    '1',	  '2',	   '3',		 '4',	       '5',	     '0',
		'y',	  'n',	    KC_ESC, KC_UP,	  KC_DOWN, KC_LEFT,	 KC_RIGHT,     KC_PAGE_DOWN, KC_PAGE_UP,
		' ',	  '+',	    '-',    KC_BACKSPACE, KC_TAB,  KC_CTRL('c'), KC_CTRL('l'),
	};
	switch (whim(4)) {
	case 0: return KC_NAMED + whim(KC_RESIZE - KC_NAMED);
	case 1: return whim(0x3000) + 1;
	default: return likely[whim(countof(likely))];
	}
}

/* Names of whoever is not at the kiosk now must not be on it. */
static void check(KioskStage *self, Arena *arena)
{
	const KioskVisit *visit = kiosk_stage_visit(self);
	const char *text = drive_text(&self->drive);
	assert_false(app_ended(self->drive.app));
	assert_int_equal(app_depth(self->drive.app), 1);
	assert_in_range(visit->place, 0, KIOSK_PLACES - 1);
	assert_true(strlen(text) > 0);
	assert_true(visit->chart || !visit->sitting.desk);
	assert_false(visit->place == KIOSK_AT_START && (visit->chart || visit->born[0][0] || visit->ticket[0]));
	if (visit->page.seen->cut && visit->place != KIOSK_AT_LEAVE && self->drive.canvas.rows >= APP_ROWS_MIN &&
	    self->drive.canvas.cols >= APP_COLS_MIN)
		fail_msg("cut at %dx%d:\n%s", self->drive.canvas.cols, self->drive.canvas.rows, text);
	if (visit->chart)
		return;
	for (size_t i = 0; i < countof(patients); i++) {
		const Person *person = NULL;
		stage_ok(self->stage, self->stage->ledger.ops->person(self->stage->ledger.self, patients[i], arena,
								      &person, &self->stage->err));
		assert_null(strstr(text, person->family));
	}
	arena_clear(arena);
}

static void paste(KioskStage *self)
{
	for (uint32_t n = whim(PASTE_MOST); n > 0; n--)
		app_step(self->drive.app, (Key){.code = 0x20 + whim(0x5F)});
	drive_canvas(&self->drive);
}

/* By the front door: otherwise no monkey comes past the ticket. */
static void come(KioskStage *self)
{
	KioskVisit *visit = kiosk_stage_visit(self);
	const char *nhs = patients[whim(countof(patients))];
	Ticket ticket;
	kiosk_stage_size(self, 24, 80);
	if (visit->place == KIOSK_AT_LEAVE || visit->place == KIOSK_AT_LOCKED || visit->warned)
		return;
	kiosk_start(self->drive.app, visit);
	app_load(self->drive.app);
	desk_close_chart(self->stage->desk, self->chart);
	self->chart = stage_chart(self->stage, nhs);
	if (!desk_hand_ticket(self->stage->desk, self->chart, &ticket, &self->stage->err))
		return; /* everything was answered */
	kiosk_stage_come(self, nhs, languages[whim((uint32_t)language_count)].code);
}

static void step(KioskStage *self)
{
	static const int sizes[][2] = {{1, 1}, {12, 40}, {18, 60}, {24, 80}, {43, 132}, {11, 39}, {500, 1000}};
	switch (whim(600)) {
	case 0: {
		const int *size = sizes[whim(countof(sizes) - (whim(20) != 0))];
		kiosk_stage_size(self, size[0], size[1]);
		if (size[1] > 140) /* seen once: drawing it is slow */
			kiosk_stage_size(self, 24, 80);
		return;
	}
	case 1: paste(self); return;
	case 2: kiosk_stage_wait(self, (int)whim(130)); return;
	case 3: come(self); return;
	case 4: /* somebody from the desk looks after it, or takes over */
		if (!desk_attend_kiosk(self->stage->desk, "1", &self->stage->err) ||
		    (self->chart && !desk_take_over(self->stage->desk, self->chart, &self->stage->err)))
			self->stage->err = (Error){0};
		return;
	case 5:
	case 6:
	case 7: kiosk_stage_key(self, (Key){.code = KC_CLICK, .row = (int)whim(45), .col = (int)whim(140)}); return;
	default: kiosk_stage_key(self, (Key){.code = any_key()}); return;
	}
}

static void whatever_is_pressed_the_kiosk_goes_on(void **state)
{
	KioskStage *self = kiosk_stage_open(24, 80, false);
	Arena arena = {0};
	seed = unit_seed() * 2654435761u + 1;
	for (long i = 0; i < steps; i++) {
		step(self);
		if (i % CHECK_EVERY == 0)
			check(self, &arena);
	}
	kiosk_stage_size(self, 24, 80);
	check(self, &arena);
	arena_free(&arena);
	kiosk_stage_close(self);
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(whatever_is_pressed_the_kiosk_goes_on)};
	if (unit_full())
		steps = FULL;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
