/* The verbs of a play, one function each, and the table that names them. */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/text.h"
#include "tty/stage.h"

/* Words come expanded; `rest` is as written. */
typedef Outcome StepVerb(Stage *stage, const Step *step, Error *err);

static Outcome failed(Error *err, const char *text)
{
	(void)fail(err, ERROR_INPUT, "%s", text);
	return OUTCOME_FAILED;
}

static Outcome outcome(bool good)
{
	return good ? OUTCOME_PASSED : OUTCOME_FAILED;
}

static Outcome do_size(Stage *stage, const Step *step, Error *err)
{
	stage->cols = atoi(step->words[0]);
	stage->rows = atoi(step->words[1]);
	return OUTCOME_PASSED;
}

static Outcome do_env(Stage *stage, const Step *step, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	char *name = arena_text(&arena, step->words[0]), *value = strchr(name, '=');
	if (!value)
		return failed(err, "env takes NAME=VALUE.");
	*value++ = '\0';
	return outcome(setenv(name, value, 1) == 0);
}

static Outcome do_need(Stage *stage, const Step *step, Error *err)
{
	const char *command = strchr(step->rest + 1, '"'); /* after the quoted words */
	if (step->rest[0] != '"' || !command)
		return failed(err, "need takes words in quotes, then a command.");
	if (system(command + 1) == 0)
		return OUTCOME_PASSED;
	(void)fail(err, ERROR_MISSING, "%s", step->words[0]);
	return OUTCOME_SKIPPED;
}

static Outcome do_shell(Stage *stage, const Step *step, Error *err)
{
	fflush(NULL); /* records too: the command may read one */
	return system(step->rest) == 0 ? OUTCOME_PASSED : failed(err, "the command did not succeed.");
}

static Outcome do_run(Stage *stage, const Step *step, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	return outcome(stage_run(stage, arena_print(&arena, "exec %s", step->rest), err));
}

static Outcome do_wait(Stage *stage, const Step *step, Error *err)
{
	if (stage_wait(stage, step->words[0], true))
		return OUTCOME_PASSED;
	(void)fail(err, ERROR_MISSING, "\"%s\" did not appear.", step->words[0]);
	return OUTCOME_FAILED;
}

static Outcome do_vanish(Stage *stage, const Step *step, Error *err)
{
	if (stage_wait(stage, step->words[0], false))
		return OUTCOME_PASSED;
	(void)fail(err, ERROR_MISSING, "\"%s\" did not go away.", step->words[0]);
	return OUTCOME_FAILED;
}

static Outcome do_expect(Stage *stage, const Step *step, Error *err)
{
	if (glass_shows(stage->desk->glass, step->words[0]))
		return OUTCOME_PASSED;
	(void)fail(err, ERROR_MISSING, "\"%s\" is not on the screen.", step->words[0]);
	return OUTCOME_FAILED;
}

static Outcome do_refuse(Stage *stage, const Step *step, Error *err)
{
	if (!glass_shows(stage->desk->glass, step->words[0]))
		return OUTCOME_PASSED;
	(void)fail(err, ERROR_INPUT, "\"%s\" is on the screen.", step->words[0]);
	return OUTCOME_FAILED;
}

static Outcome do_type(Stage *stage, const Step *step, Error *err)
{
	glass_type(stage->desk->glass, step->words[0]);
	return OUTCOME_PASSED;
}

/* The desk asks for Ctrl-S anew where it was typed before the picture that it answers: as the first key of its step it
 * comes once the program waits for one. */
static Outcome do_key(Stage *stage, const Step *step, Error *err)
{
	if (strcmp(step->words[0], "ctrl-s") == 0)
		stage_settle(stage);
	for (size_t i = 0; i < step->count; i++) {
		if (!glass_key(stage->desk->glass, step->words[i])) {
			(void)fail(err, ERROR_INPUT, "there is no key \"%s\".", step->words[i]);
			return OUTCOME_FAILED;
		}
	}
	return OUTCOME_PASSED;
}

static Outcome do_raw(Stage *stage, const Step *step, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *bytes = play_unescape(step->words[0], &arena);
	child_type(&stage->desk->child, bytes, strlen(bytes));
	return OUTCOME_PASSED;
}

enum { DOUBLE_CLICK_MS = 400, DOUBLE_PAUSE_MS = 80 };

static void say_mouse(Stage *stage, int button, int row, int col)
{
	scoped(arena_free) Arena arena = {0};
	const char *bytes = arena_print(&arena, "\033[<%d;%d;%dM\033[<%d;%d;%dm", button, col + 1, row + 1, button,
					col + 1, row + 1);
	child_type(&stage->desk->child, bytes, strlen(bytes));
}

/* On the words, once they are there and the screen is quiet. Two clicks on one place that are no double click have a
 * pause between them. */
static Outcome click(Stage *stage, const Step *step, int times, Error *err)
{
	int row, col;
	if (do_wait(stage, step, err) != OUTCOME_PASSED)
		return OUTCOME_FAILED;
	stage_settle(stage);
	if (!glass_find(stage->desk->glass, step->words[0], &row, &col))
		return failed(err, "it went away.");
	if (row == stage->row && col == stage->col)
		nanosleep(&(struct timespec){.tv_nsec = DOUBLE_CLICK_MS * 1000000L}, NULL);
	for (int i = 0; i < times; i++) {
		if (i > 0) /* curses takes presses that come at once for one */
			nanosleep(&(struct timespec){.tv_nsec = DOUBLE_PAUSE_MS * 1000000L}, NULL);
		say_mouse(stage, 0, row, col);
	}
	stage->row = row;
	stage->col = col;
	return OUTCOME_PASSED;
}

static Outcome do_click(Stage *stage, const Step *step, Error *err)
{
	return click(stage, step, 1, err);
}

static Outcome do_double(Stage *stage, const Step *step, Error *err)
{
	return click(stage, step, 2, err);
}

static Outcome do_wheel(Stage *stage, const Step *step, Error *err)
{
	const int row = glass_rows(stage->desk->glass) / 2, col = glass_cols(stage->desk->glass) / 2;
	enum { WHEEL_UP = 64, WHEEL_DOWN };

	say_mouse(stage, strcmp(step->words[0], "up") == 0 ? WHEEL_UP : WHEEL_DOWN, row, col);
	return OUTCOME_PASSED;
}

/* What matches on the screen once it is quiet: the first group where there is one. NULL, and `err`, if nothing does. */
static const char *matched(Stage *stage, const char *pattern, Arena *arena, Error *err)
{
	regex_t regex;
	regmatch_t found[2];
	if (regcomp(&regex, pattern, REG_EXTENDED | REG_NEWLINE) != 0) {
		(void)fail(err, ERROR_INPUT, "this is no regular expression.");
		return NULL;
	}

	const char *text = glass_text(stage->desk->glass, arena);
	const bool good = regexec(&regex, text, countof(found), found, 0) == 0;
	const regmatch_t *match = regex.re_nsub > 0 ? &found[1] : &found[0];

	regfree(&regex);
	if (!good)
		(void)fail(err, ERROR_INPUT, "nothing on the screen matches.");
	return good ? arena_bytes(arena, text + match->rm_so, (size_t)(match->rm_eo - match->rm_so)) : NULL;
}

static Outcome do_match(Stage *stage, const Step *step, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	return outcome(matched(stage, step->words[0], &arena, err) != NULL);
}

static Outcome do_capture(Stage *stage, const Step *step, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *found = matched(stage, step->words[1], &arena, err);
	return outcome(found && setenv(step->words[0], found, 1) == 0);
}

static Outcome do_let(Stage *stage, const Step *step, Error *err)
{
	char line[LINE_MAX] = "";
	fflush(NULL);

	FILE *said = popen(step->rest + strcspn(step->rest, " "), "re");

	if (!said)
		return failed(err, strerror(errno));

	const bool heard = fgets(line, sizeof line, said) != NULL;

	while (fgetc(said) != EOF) /* or the command is cut off, and fails */
		continue;
	if (pclose(said) != 0 || !heard)
		return failed(err, "the command did not succeed, or said nothing.");
	line[strcspn(line, "\n")] = '\0';
	return outcome(setenv(step->words[0], line, 1) == 0);
}

static Outcome do_mask(Stage *stage, const Step *step, Error *err)
{
	if (stage->mask_count == STAGE_MASKS ||
	    regcomp(&stage->masks[stage->mask_count], step->words[0], REG_EXTENDED) != 0)
		return failed(err, "this is no regular expression, or one mask too many.");
	stage->mask_count++;
	return OUTCOME_PASSED;
}

static Outcome do_screen(Stage *stage, const Step *step, Error *err)
{
	if (!stage->show)
		return outcome(stage_compare(stage, step->words[0], err));
	stage_print(stage, "");
	putchar('\n');
	return OUTCOME_PASSED;
}

static Outcome do_show(Stage *stage, const Step *step, Error *err)
{
	if (!stage->show)
		return OUTCOME_PASSED;
	stage_settle(stage);
	stage_print(stage, "");
	putchar('\n');
	return OUTCOME_PASSED;
}

static Outcome do_resize(Stage *stage, const Step *step, Error *err)
{
	const int cols = atoi(step->words[0]), rows = atoi(step->words[1]);
	glass_resize(stage->desk->glass, rows, cols);
	child_resize(&stage->desk->child, rows, cols);
	return OUTCOME_PASSED;
}

static Outcome do_desk(Stage *stage, const Step *step, Error *err)
{
	const int number = atoi(step->words[0]);
	if (number < 1 || number > STAGE_DESKS)
		return failed(err, "desks are numbered 1 to 4.");
	stage->desk = &stage->desks[number - 1];
	return OUTCOME_PASSED;
}

static Outcome do_settle(Stage *stage, const Step *step, Error *err)
{
	return OUTCOME_PASSED;
}

static Outcome do_pause(Stage *stage, const Step *step, Error *err)
{
	const int ms = atoi(step->words[0]);
	nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L}, NULL);
	return OUTCOME_PASSED;
}

static Outcome do_record(Stage *stage, const Step *step, Error *err)
{
	FILE **record = &stage->desk->child.record;
	if (*record)
		fclose(*record);
	*record = fopen(step->words[0], "we");
	return *record ? OUTCOME_PASSED : failed(err, strerror(errno));
}

static Outcome do_signal(Stage *stage, const Step *step, Error *err)
{
	static const struct {
		const char *name;
		int number;
	} signals[] = {{"HUP", SIGHUP},	  {"INT", SIGINT},   {"TERM", SIGTERM},
		       {"KILL", SIGKILL}, {"TSTP", SIGTSTP}, {"CONT", SIGCONT}};

	for (size_t i = 0; i < countof(signals); i++) {
		if (strcasecmp(signals[i].name, step->words[0]) == 0)
			return outcome(kill(stage->desk->child.pid, signals[i].number) == 0);
	}
	return failed(err, "there is no such signal here.");
}

static Outcome do_exit(Stage *stage, const Step *step, Error *err)
{
	Child *child = &stage->desk->child;
	stage_settle(stage);
	if (!child_ended(child, stage->patience))
		return failed(err, "the program has not ended.");
	if (child_exit_status(child) == atoi(step->words[0]))
		return OUTCOME_PASSED;
	(void)fail(err, ERROR_INPUT, "it ended with status %d.", child_exit_status(child));
	return OUTCOME_FAILED;
}

static Outcome do_say(Stage *stage, const Step *step, Error *err)
{
	if (stage->show)
		printf("%s\n", step->rest);
	return OUTCOME_PASSED;
}

typedef struct Verb {
	const char *name;
	StepVerb *act;
	size_t words; /* at least */
	enum {
		STEP_ALONE,
		STEP_ON_SCREEN, /* needs a program that was run */
		STEP_LOOKS,	/* at its screen, once it is quiet, and changes nothing */
	} kind;
} Verb;

static const Verb verbs[] = {
	{"capture", do_capture, 2, STEP_LOOKS},	  {"click", do_click, 1, STEP_ON_SCREEN},
	{"double", do_double, 1, STEP_ON_SCREEN}, {"wheel", do_wheel, 1, STEP_ON_SCREEN},
	{"desk", do_desk, 1, STEP_ALONE},	  {"env", do_env, 1, STEP_ALONE},
	{"exit", do_exit, 1, STEP_ON_SCREEN},	  {"expect", do_expect, 1, STEP_LOOKS},
	{"key", do_key, 1, STEP_ON_SCREEN},	  {"let", do_let, 2, STEP_ALONE},
	{"mask", do_mask, 1, STEP_ALONE},	  {"match", do_match, 1, STEP_LOOKS},
	{"need", do_need, 2, STEP_ALONE},	  {"pause", do_pause, 1, STEP_ALONE},
	{"raw", do_raw, 1, STEP_ON_SCREEN},	  {"record", do_record, 1, STEP_ALONE},
	{"refuse", do_refuse, 1, STEP_LOOKS},	  {"resize", do_resize, 2, STEP_ON_SCREEN},
	{"run", do_run, 1, STEP_ALONE},		  {"say", do_say, 1, STEP_ALONE},
	{"screen", do_screen, 1, STEP_LOOKS},	  {"settle", do_settle, 0, STEP_LOOKS},
	{"shell", do_shell, 1, STEP_ALONE},	  {"show", do_show, 0, STEP_ON_SCREEN},
	{"signal", do_signal, 1, STEP_ON_SCREEN}, {"size", do_size, 2, STEP_ALONE},
	{"type", do_type, 1, STEP_ON_SCREEN},	  {"vanish", do_vanish, 1, STEP_ON_SCREEN},
	{"wait", do_wait, 1, STEP_ON_SCREEN},
};

/* What is not there yet may come: a step that looks fails only where patience ends. */
static Outcome look(Stage *stage, const Verb *verb, const Step *step, Error *err)
{
	const int64_t until = stage_now() + stage->patience;
	for (;;) {
		if (!stage->settled)
			stage_settle(stage);

		const Outcome seen = verb->act(stage, step, err);

		stage->settled = seen == OUTCOME_PASSED;
		if (seen == OUTCOME_PASSED || stage_now() >= until)
			return seen;
	}
}

static Outcome play_step(Stage *stage, const Step *step, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Step expanded = *step;
	expanded.words = arena_array(&arena, step->count, sizeof *expanded.words);
	for (size_t i = 0; i < step->count; i++)
		expanded.words[i] = play_expand(step->words[i], &arena);
	for (size_t i = 0; i < countof(verbs); i++) {
		if (strcmp(verbs[i].name, step->verb) != 0)
			continue;
		if (step->count < verbs[i].words)
			return failed(err, "a word is missing.");
		if (verbs[i].kind != STEP_ALONE && !stage->desk->glass)
			return failed(err, "no program was run here.");
		if (verbs[i].kind == STEP_LOOKS)
			return look(stage, &verbs[i], &expanded, err);
		stage->settled = false;
		return verbs[i].act(stage, &expanded, err);
	}
	return failed(err, "there is no such step.");
}

Outcome stage_play(Stage *stage, const Play *play, Error *err)
{
	for (size_t i = 0; i < play->count; i++) {
		const Step *step = &play->steps[i];
		const Outcome so_far = play_step(stage, step, err);
		if (so_far == OUTCOME_FAILED)
			(void)fail_at(err, "%s:%d: %s %s", play->path, step->line, step->verb, step->rest);
		if (so_far != OUTCOME_PASSED)
			return so_far;
	}
	return OUTCOME_PASSED;
}
