/* The kiosk's questions in every language, in windows large and small, of one organisation and of five: nothing is
 * answered that was not on the screen, and a key that is held saves nothing. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "ui/kiosk_stage.h"

#define MAUREEN "9990000018"

enum { PAGES = 60, HELD = 200, DEAD = 3 };

static const int sizes[][2] = {{24, 80}, {18, 60}, {12, 40}};

/* Blanks apart: rows are wrapped, words are not. */
static void add_bare(Text *out, const char *text)
{
	for (; *text; text++)
		if (*text != ' ' && *text != '\n')
			text_add_char(out, *text);
}

static const char *bare(Arena *arena, const char *text)
{
	Text out = {.arena = arena};
	add_bare(&out, text);
	return text_done(&out);
}

/* The rows above the buttons. */
static void add_words(KioskStage *self, Text *out)
{
	const KioskVisit *visit = kiosk_stage_visit(self);
	int first = self->drive.canvas.rows;
	for (int i = 0; i < visit->page.seen->target_count; i++)
		if (visit->page.seen->targets[i].area.row < first)
			first = visit->page.seen->targets[i].area.row;
	const char *text = drive_text(&self->drive);
	for (int row = 0; row < first && *text; row++) {
		const size_t n = strcspn(text, "\n");
		add_bare(out, arena_bytes(&self->stage->arena, text, n));
		text += n + (text[n] == '\n');
	}
}

/* Presses the key of the step until it is another: all that is said there was on the screen by then. */
static int walk_step(KioskStage *self)
{
	scoped(arena_free) Arena arena = {0};
	const KioskVisit *visit = kiosk_stage_visit(self);
	const SittingStep step = visit->sitting.step;
	const size_t at = visit->sitting.at;
	const char *lines[2 * KIOSK_SAYINGS];
	size_t count = 0;
	int pages = 0;
	Text seen = {.arena = &arena};
	for (int i = 0; i < visit->page.saying_count; i++) {
		const KioskSaying *saying = &visit->page.sayings[i];
		if (saying->spare)
			continue;
		lines[count++] = bare(&arena, saying->english);
		if (saying->own)
			lines[count++] = bare(&arena, saying->own);
	}
	for (; pages < PAGES && visit->sitting.step == step && visit->sitting.at == at; pages++) {
		if (!visit->page.seen->covered)
			add_words(self, &seen);
		kiosk_stage_yes(self);
	}
	if (pages == PAGES)
		fail_msg("step %d does not go on:\n%s", step, drive_text(&self->drive));
	for (size_t i = 0; i < count; i++)
		if (!strstr(text_done(&seen), lines[i]))
			fail_msg("%s: not on the screen: %s\nbut: %s", visit->language->english, lines[i],
				 text_done(&seen));
	return pages;
}

static void refer_to_more(KioskStage *self)
{
	static const char *const others[] = {"RT5", "RWE", "local-physio-kibworth"};
	Chart *chart = stage_chart(self->stage, MAUREEN);
	for (size_t i = 0; i < countof(others); i++) {
		const char *episode;
		stage_ok(self->stage, desk_refer(self->stage->desk, chart,
						 &(Referral){.org = others[i], .service = "Orthopaedics, left hip"},
						 &episode, &self->stage->err));
	}
	desk_close_chart(self->stage->desk, chart);
}

static void nothing_is_answered_that_was_not_on_the_screen(void **state)
{
	for (size_t language = 0; language < language_count; language++)
		for (size_t size = 0; size < countof(sizes); size++)
			for (int many = 0; many < 2; many++) {
				KioskStage *self = kiosk_stage_open(sizes[size][0], sizes[size][1], false);
				const KioskVisit *visit = kiosk_stage_visit(self);
				int pages = 0;
				if (many)
					refer_to_more(self);
				kiosk_stage_come(self, MAUREEN, languages[language].code);
				for (int i = 0; i < PAGES && !sitting_done(&visit->sitting); i++)
					pages += walk_step(self);
				assert_true(sitting_done(&visit->sitting));
				print_message("%s %dx%d, %s: %d pages\n", languages[language].english, sizes[size][1],
					      sizes[size][0], many ? "five" : "two", pages);
				kiosk_stage_close(self);
			}
}

/* Until it changes nothing on the screen three times. */
static void hold(KioskStage *self, KeyCode code)
{
	scoped(arena_free) Arena arena = {0};
	const char *before = "";
	for (int held = 0, dead = 0; held < HELD && dead < DEAD; held++) {
		if (kiosk_stage_visit(self)->place != KIOSK_AT_SITTING)
			return;
		kiosk_stage_key(self, (Key){.code = code});
		const char *after = canvas_text(drive_canvas(&self->drive), &arena);
		dead = text_is(before, after) ? dead + 1 : 0;
		before = after;
	}
}

/* A key leant on from any page of the questions records nothing; one that goes on answers nothing either. */
static void a_key_that_is_held_records_nothing(void **state)
{
	static const KeyCode keys[] = {KC_ENTER, ' ', KC_PAGE_DOWN, KC_RIGHT, KC_TAB, '+', '-', '0', '1', '2',
				       '3',	 '4', '5',	    '6',      '7',    '8', '9', 'y', 'n'};
	enum { STEPS = 5 /* what sharing means, three questions, what one should know */ };
	for (size_t step = 0; step < STEPS; step++)
		for (size_t i = 0; i < countof(keys); i++) {
			KioskStage *self = kiosk_stage_open(12, 40, false);
			const KioskVisit *visit = kiosk_stage_visit(self);
			kiosk_stage_come(self, MAUREEN, "pl");
			for (size_t at = 0; at < step; at++)
				walk_step(self);
			const int64_t head = desk_head(self->stage->desk);
			size_t before = 0, after = 0;
			for (size_t item = 0; item < visit->sitting.item_count; item++)
				before += visit->sitting.items[item].answer != 0;
			hold(self, keys[i]);
			for (size_t item = 0; visit->chart && item < visit->sitting.item_count; item++)
				after += visit->sitting.items[item].answer != 0;
			if (keys[i] != '0') /* staff are called, which is a fact */
				assert_int_equal(desk_head(self->stage->desk), head);
			if (visit->chart && after > before && !strchr("123yn", (int)(keys[i] & 0x7F)))
				fail_msg("holding U+%04X from step %zu answers", keys[i], step);
			kiosk_stage_close(self);
		}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_answered_that_was_not_on_the_screen),
		cmocka_unit_test(a_key_that_is_held_records_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
