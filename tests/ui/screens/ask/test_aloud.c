/* Every choice in every language, in both forms, in a small window and a large one: nothing of it is out of reach. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/screens/ask/ask.h"
#include "ui/stage.h"

#define NISHA "9990000077"
#define PARTNER "RX9"
#define ENTRY "demo-e0873"

enum { ROWS_MAX = 24 };

typedef struct Aloud {
	Stage *stage;
	Chart *chart;
	Drive drive;
	Text seen; /* all that was on the screen, page by page, without what divides it */
} Aloud;

static const char *const of[ABOUT_COUNT_] = {
	[ABOUT_STUDY] = "Leicester asthma study",
	[ABOUT_SCR_ENTRY] = ENTRY,
	[ABOUT_VIEW_MIG] = PARTNER,
	[ABOUT_VIEW_SCR] = PARTNER,
};

/* Letters alone: rows are broken anywhere between words, and marked. */
static void add_letters(const char *text, Text *out)
{
	for (const char *at = text; *at; at++)
		if ((*at & 0x80) || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
		    (*at >= '0' && *at <= '9'))
			text_add_char(out, *at);
}

static void drop(char *text, const char *what)
{
	const size_t length = strlen(what);
	for (char *at = strstr(text, what); at; at = strstr(at, what))
		memmove(at, at + length, strlen(at + length) + 1);
}

/* The screen as rows. */
typedef struct Shot {
	const char *rows[ROWS_MAX];
	int count;
	int top;     /* below the heading */
	int answers; /* the row below the words: which page it is, or the answers on the last */
	bool more;
} Shot;

static Shot shoot(Aloud *self)
{
	Shot shot = {.answers = -1};
	for (char *at = arena_text(&self->drive.arena, drive_text(&self->drive)); at && shot.count < ROWS_MAX;) {
		char *end = strchr(at, '\n');
		if (end)
			*end++ = '\0';
		if (shot.answers < 0 &&
		    (strstr(at, " y  yes") || strstr(at, " y yes") || text_starts(at + strspn(at, " "), "page ")))
			shot.answers = shot.count;
		if (strstr(at, "─ Questions"))
			shot.top = shot.count + 1;
		shot.more |= strstr(at, "Space goes on") != NULL;
		shot.rows[shot.count++] = at;
		at = end && *end ? end : NULL;
	}
	assert_true(shot.top > 0 && shot.answers >= shot.top);
	return shot;
}

static void look_at(Aloud *self, const char *row)
{
	static const char *const marks[] = {"·", "↑", "↓"};
	char *text = arena_text(&self->drive.arena, row);
	for (size_t i = 0; i < countof(marks); i++)
		drop(text, marks[i]);
	add_letters(text, &self->seen);
}

/* Page by page to the end. */
static void look_through(Aloud *self)
{
	for (Shot shot = shoot(self);; shot = shoot(self)) {
		for (int row = shot.top; row < shot.answers; row++)
			look_at(self, shot.rows[row]);
		if (!shot.more)
			return;
		drive_keys(&self->drive, "space");
	}
}

static bool was_seen(Aloud *self, const char *words)
{
	char *copy = arena_text(&self->stage->arena, words);
	Text letters = {.arena = &self->stage->arena};
	add_letters(copy, &letters);
	return strstr(text_done(&self->seen), text_done(&letters)) != NULL;
}

static void walk(Aloud *self, const Language *language, ChoiceAbout about, bool brief, int rows, int cols)
{
	const Choice choice = {about, of[about]};
	const bool view = about == ABOUT_VIEW_MIG || about == ABOUT_VIEW_SCR;
	const AskArgument argument = {
		.chart = self->chart,
		.order = {.choices = &choice, .choice_count = 1, .language = language->code},
	};
	SittingQuestion question;
	Sitting sitting;
	text_clear(&self->seen);
	self->drive = stage_drive(self->stage, &screen_ask, &argument, rows, cols);
	drive_keys(&self->drive, view ? "space y" : "");
	drive_keys(&self->drive, brief ? "g" : "p");
	look_through(self);

	stage_ok(self->stage,
		 sitting_begin(&sitting, self->stage->desk, self->chart, &argument.order, &self->stage->err));
	if (view)
		stage_ok(self->stage, sitting_answer(&sitting, 'y', &self->stage->err));
	stage_ok(self->stage, sitting_answer(&sitting, brief ? 'g' : 'p', &self->stage->err));
	sitting_question(&sitting, &self->stage->arena, &question);
	assert_int_equal(question.step, SITTING_CHOOSE);
	for (size_t i = 0; i < question.line_count; i++) {
		const SittingLine *line = &question.lines[i];
		if (!line->own != (language == &languages[0]))
			fail_msg("%s: not in this language: %s", language->english, line->english);
		if (!was_seen(self, line->english) || (line->own && !language->shaped && !was_seen(self, line->own)))
			fail_msg("%s, %d, %dx%d: out of sight: %s\n%s", language->english, (int)about, cols, rows,
				 line->english, drive_text(&self->drive));
	}
	sitting_end(&sitting);
	drive_close(&self->drive);
}

static void nothing_is_out_of_reach(void **state)
{
	static const struct {
		int rows, cols;
	} sizes[] = {{24, 80}, {12, 40}};
	Aloud self = {.stage = stage_open(ROLE_RECEPTIONIST)};
	self.seen.arena = &self.stage->arena;
	self.chart = stage_chart(self.stage, NISHA);
	for (size_t i = 0; i < language_count; i++)
		for (ChoiceAbout about = 0; about < ABOUT_COUNT_; about++)
			for (size_t size = 0; size < countof(sizes); size++)
				for (int brief = 0; brief < 2; brief++)
					walk(&self, &languages[i], about, brief, sizes[size].rows, sizes[size].cols);
	desk_close_chart(self.stage->desk, self.chart);
	stage_close(self.stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_out_of_reach),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
