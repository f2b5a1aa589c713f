/* The ask, in every language, in windows large and small, of one referral and of five: nothing is answered or agreed to
 * that was not on the screen, and no key that goes on is a key that answers. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "ui/screens/ask/ask.h"
#include "ui/screens/ask/inside.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"

enum { PAGES = 60, HELD = 200, DEAD = 3 };

static const int sizes[][2] = {{24, 80}, {12, 40}};

typedef struct Walk {
	Stage *stage;
	Chart *chart;
	Drive drive;
	size_t steps, pages;
} Walk;

static Walk walk_open(size_t organisations)
{
	static const char *const others[] = {"RT5", "RWE", "REF", "local-physio-kibworth"};
	Walk walk = {.stage = stage_open(ROLE_RECEPTIONIST)};
	walk.chart = stage_chart(walk.stage, MAUREEN);
	for (size_t i = 0; i + 1 < organisations; i++) {
		const char *episode;
		stage_ok(walk.stage, desk_refer(walk.stage->desk, walk.chart,
						&(Referral){.org = others[i], .service = "Orthopaedics, left hip"},
						&episode, &walk.stage->err));
	}
	walk.drive = stage_drive(walk.stage, NULL, NULL, 24, 80);
	return walk;
}

static void walk_close(Walk *walk)
{
	drive_close(&walk->drive);
	desk_close_chart(walk->stage->desk, walk->chart);
	stage_close(walk->stage);
}

static AskState *ask_of(Walk *walk)
{
	assert_ptr_equal(app_screen(walk->drive.app), &screen_ask);
	return app_state(walk->drive.app);
}

static void walk_ask(Walk *walk, const char *language, bool one)
{
	const SittingOrder order = {.language = language, .episode = one ? "demo-knee" : NULL};
	assert_true(app_open(walk->drive.app, &screen_ask, &(AskArgument){.chart = walk->chart, .order = order}));
	drive_canvas(&walk->drive);
	walk->steps = walk->pages = 0;
}

/* What answers, or goes on, at this step. */
static const char *key_of(const AskState *state)
{
	static const char *const keys[SITTING_STEPS] = {
		[SITTING_WHO] = "p",
		[SITTING_ASK] = "y",
		[SITTING_ROWS] = "y",
		[SITTING_OTHER] = "n",
		[SITTING_READ_BACK] = "ctrl-s",
	};
	return text_or(keys[state->page.question.step], "enter");
}

/* Blanks and the marks of paragraphs apart: rows are wrapped, words are not. */
static void add_bare(Text *out, const char *text)
{
	static const char dot[] = "·";
	while (*text) {
		if (text_starts(text, dot)) {
			text += strlen(dot);
			continue;
		}
		if (*text != ' ' && *text != '\n')
			text_add_char(out, *text);
		text++;
	}
}

/* The rows below the title, up to the one that says which page it is. */
static void add_words(Walk *walk, Text *out)
{
	const char *text = strstr(drive_text(&walk->drive), "Questions, ");
	text += text ? strcspn(text, "\n") : 0;
	while (text && *text) {
		const size_t n = strcspn(text, "\n");
		const char *row = arena_bytes(&walk->stage->arena, text, n);
		if (text_starts(row + strspn(row, " "), "page "))
			return;
		add_bare(out, row);
		text += n + (text[n] == '\n');
	}
}

static const char *bare(Arena *arena, const char *text)
{
	Text out = {.arena = arena};
	add_bare(&out, text);
	return text_done(&out);
}

/* Presses the key of the step until it is another; all that is said there was on the screen by then. */
static void walk_step(Walk *walk)
{
	scoped(arena_free) Arena arena = {0};
	AskState *state = ask_of(walk);
	const SittingStep step = state->sitting.step;
	const size_t at = state->sitting.at;
	const SittingQuestion asked = state->page.question;
	const char **lines = arena_array(&arena, 2 * asked.line_count, sizeof *lines);
	size_t count = 0;
	Text seen = {.arena = &arena};
	for (size_t i = 0; i < asked.line_count; i++) {
		lines[count++] = bare(&arena, asked.lines[i].english);
		if (asked.lines[i].own)
			lines[count++] = bare(&arena, asked.lines[i].own);
	}
	const char *key = key_of(state);
	for (int page = 0; page < PAGES && state->sitting.step == step && state->sitting.at == at; page++) {
		add_words(walk, &seen);
		drive_keys(&walk->drive, key);
		walk->pages++;
	}
	walk->steps++;
	if (state->sitting.step == step && state->sitting.at == at)
		fail_msg("step %d goes on by no %s:\n%s", step, key, drive_text(&walk->drive));
	for (size_t i = 0; i < count; i++)
		if (!strstr(text_done(&seen), lines[i]))
			fail_msg("%s in %s: not on the screen: %s\nbut: %s", key, state->sitting.language->english,
				 lines[i], text_done(&seen));
}

static void walk_all(Walk *walk, bool brief)
{
	for (int i = 0; i < PAGES && !sitting_done(&ask_of(walk)->sitting); i++) {
		if (brief && ask_of(walk)->page.question.step == SITTING_EXPLAIN)
			drive_keys(&walk->drive, "g");
		walk_step(walk);
	}
	assert_true(sitting_done(&ask_of(walk)->sitting));
	drive_keys(&walk->drive, "enter");
}

static void nothing_is_agreed_to_that_was_not_on_the_screen(void **state)
{
	for (size_t language = 0; language < language_count; language++)
		for (size_t size = 0; size < countof(sizes); size++)
			for (int way = 0; way < 4; way++) {
				const bool one = way % 2 == 0, brief = way >= 2;
				Walk walk = walk_open(one ? 1 : 5);
				drive_size(&walk.drive, sizes[size][0], sizes[size][1]);
				walk_ask(&walk, languages[language].code, one);
				walk_all(&walk, brief);
				print_message("%s %dx%d, %s, %s form: %zu steps, %zu pages\n",
					      languages[language].english, sizes[size][1], sizes[size][0],
					      one ? "one" : "five", brief ? "short" : "long", walk.steps, walk.pages);
				if (language == 0 && size == 0 && one)
					assert_int_equal(walk.pages, walk.steps);
				walk_close(&walk);
			}
}

/* A window made smaller in the middle: what was not in sight yet is shown first. */
static void a_smaller_window_shows_the_rest_first(void **state)
{
	Walk walk = walk_open(1);
	walk_ask(&walk, "pl", true);
	drive_reads(&walk.drive, "p");
	drive_size(&walk.drive, 12, 40);
	drive_keys(&walk.drive, "enter");
	assert_int_equal(ask_of(&walk)->sitting.step, SITTING_ASK); /* all of it was in sight before */
	drive_keys(&walk.drive, "y");
	assert_int_equal(ask_of(&walk)->sitting.at, 0);
	assert_true(drive_shows(&walk.drive, "Page 2 of"));
	drive_keys(&walk.drive, "pageup pageup");
	drive_size(&walk.drive, 11, 40); /* too small for a screen: nothing is in sight */
	drive_keys(&walk.drive, "y y y y y y y y");
	assert_int_equal(ask_of(&walk)->sitting.at, 0);
	drive_size(&walk.drive, 24, 80);
	drive_keys(&walk.drive, "y");
	assert_int_equal(ask_of(&walk)->sitting.at, 1);
	walk_close(&walk);
}

/* --- keys --- */

static void keys_that_go_on_are_not_keys_that_answer(void **state)
{
	Walk walk = walk_open(5);
	walk_ask(&walk, "en", false);
	while (!sitting_done(&ask_of(&walk)->sitting)) {
		const SittingQuestion *question = &ask_of(&walk)->page.question;
		size_t on = 0, answers = 0;
		for (size_t i = 0; i < question->choice_count; i++) {
			on += question->choices[i].enter;
			answers += !question->choices[i].enter && !question->choices[i].stays;
			assert_true(question->choices[i].enter == (question->choices[i].key == 'c'));
		}
		assert_true(on + answers > 0);
		assert_true(on == 0 || answers == 0);
		walk_step(&walk);
	}
	walk_close(&walk);
}

static size_t answered(const Sitting *sitting)
{
	size_t count = (size_t)sitting->gives_contact + (sitting->speaker.capacity != 0);
	for (size_t i = 0; i < sitting->item_count; i++)
		count += sitting->items[i].answer != 0 || sitting->items[i].later;
	return count;
}

/* Until it changes nothing on the screen three times. */
static void hold(Walk *walk, KeyCode code)
{
	scoped(arena_free) Arena arena = {0};
	const char *before = "";
	for (int i = 0, dead = 0; i < HELD && dead < DEAD; i++) {
		app_step(walk->drive.app, (Key){.code = code});
		const char *after = canvas_text(drive_canvas(&walk->drive), &arena);
		dead = text_is(before, after) ? dead + 1 : 0;
		before = after;
	}
}

static bool is_answer(const SittingQuestion *question, KeyCode code)
{
	for (size_t i = 0; i < question->choice_count; i++)
		if (!question->choices[i].enter && (KeyCode)question->choices[i].key == (code | 0x20))
			return true;
	return false;
}

/* From each step: whoever leans on a key that goes on answers nothing, and whoever leans on any records nothing. */
static void lean(size_t steps, KeyCode code)
{
	static Walk walk;
	if (!walk.stage)
		walk = walk_open(1);
	if (code == 0) {
		walk_close(&walk);
		walk = (Walk){0};
		return;
	}
	walk_ask(&walk, "en", true);
	for (size_t i = 0; i < steps; i++)
		walk_step(&walk);
	const int64_t head = desk_head(walk.stage->desk);
	const AskState *state = ask_of(&walk);
	const size_t before = answered(&state->sitting);
	const bool answers = is_answer(&state->page.question, code) || code == 'y' || code == 'Y';
	hold(&walk, code);
	if (desk_head(walk.stage->desk) != head)
		fail_msg("holding U+%04X from step %zu records", code, steps);
	drive_keys(&walk.drive, "esc esc esc");
	if (app_screen(walk.drive.app) == &screen_ask && !answers && answered(&ask_of(&walk)->sitting) != before)
		fail_msg("holding U+%04X from step %zu answers", code, steps);
	app_home(walk.drive.app);
	drive_canvas(&walk.drive);
}

static void a_key_that_is_held_answers_nothing(void **state)
{
	static const KeyCode named[] = {KC_ENTER, KC_TAB,	KC_RIGHT,   KC_LEFT, KC_UP,	  KC_DOWN,
					KC_END,	  KC_PAGE_DOWN, KC_PAGE_UP, KC_HOME, KC_BACKSPACE};
	enum { TO_READ_BACK = 5 /* who, explain, out, in, honest */ };
	for (size_t steps = 0; steps <= TO_READ_BACK; steps++) {
		for (KeyCode code = ' '; code <= '~'; code++)
			lean(steps, code);
		for (size_t i = 0; i < countof(named); i++)
			lean(steps, named[i]);
		if (steps < TO_READ_BACK)
			lean(steps, KC_CTRL('s'));
	}
	lean(0, 0);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_agreed_to_that_was_not_on_the_screen),
		cmocka_unit_test(a_smaller_window_shows_the_rest_first),
		cmocka_unit_test(keys_that_go_on_are_not_keys_that_answer),
		cmocka_unit_test(a_key_that_is_held_answers_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
