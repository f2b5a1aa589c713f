#include "model/rules/code_stand.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/work.h"
#include "model/stage/at_desk.h"
#include "model/stage/work_here.h"

/* A request, and what is told of it as an import would, a minute apart; then card, row and work list are asked. */
static const char *episode;
static Instant opened;

enum { MINUTE = 60, CODE_FOR = 10 * MINUTE };

static void open_request(void)
{
	Fact request = FACT_NONE;
	episode = clinic_refer(clinic, CLINIC_FAR, NULL);
	opened = clinic->desks[0].clock.now;
	request.kind = FACT_REQUEST;
	request.patient = CLINIC_PATIENT;
	request.request = "r";
	request.episode = episode;
	request.org = CLINIC_FAR;
	clinic_tell(clinic, request);
}

static Fact fact_of(FactKind kind, const char *id)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.id = id;
	fact.patient = CLINIC_PATIENT;
	return fact;
}

/* "code a", "wrong w", "right a", "yes y", "void a": a letter is the fact's name, or the fact that is voided. */
static void tell(const char *what)
{
	const char *name = strchr(what, ' ') + 1;
	clinic_wait(clinic, MINUTE);
	Fact fact = fact_of(FACT_VOIDED, NULL);
	if (text_starts(what, "void")) {
		fact.fact = name;
		fact.reason = "recorded in error";
		clinic_tell(clinic, fact);
		return;
	}
	fact = fact_of(text_starts(what, "code")    ? FACT_CODE_ISSUED
		       : text_starts(what, "wrong") ? FACT_CODE_FAILED
		       : text_starts(what, "right") ? FACT_CODE_ACCEPTED
						    : FACT_CHOICE,
		       name);
	fact.request = "r";
	if (fact.kind == FACT_CODE_ISSUED) {
		fact.code_channel = CODE_SHOWN;
		fact.expires = instant_add(clinic->desks[0].clock.now, CODE_FOR);
	}
	if (fact.kind == FACT_CHOICE)
		fact.answer = ANSWER_YES;
	clinic_tell(clinic, fact);
}

static const WorkItem *listed(void)
{
	static Arena arena;
	arena_clear(&arena);
	const WorkHere list = work_here(clinic->desk, &arena);
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].kind == WORK_CODES)
			return &list.items[i];
	return NULL;
}

static const MatrixRow *row(void)
{
	for (size_t i = 0; i < clinic->chart->matrix.count; i++)
		if (text_is(clinic->chart->matrix.rows[i].org, CLINIC_FAR))
			return &clinic->chart->matrix.rows[i];
	return NULL;
}

static const char *id_of(const Fact *code)
{
	return code ? code->id : "-";
}

static void check_all(const char *name, CodeState state, const char *code, int tries)
{
	clinic_fresh(clinic);
	const CodeStand card = desk_request_state(clinic->desk, clinic->chart, "r").code, matrix = row()->code;
	const WorkItem *item = listed();
	if (card.state != state || matrix.state != state || !item || item->code_state != state)
		fail_msg("%s: card %d, matrix %d, work list %d", name, card.state, matrix.state,
			 item ? (int)item->code_state : -1);
	if (!text_is(id_of(card.code), code) || !text_is(id_of(matrix.code), code) ||
	    !text_is(text_or(item->code, "-"), code))
		fail_msg("%s: card %s, matrix %s, work list %s", name, id_of(card.code), id_of(matrix.code),
			 text_or(item->code, "-"));
	assert_int_equal(card.tries_left, tries);
	assert_int_equal(matrix.tries_left, tries);
}

static const struct Story {
	const char *name;
	const char *told[10];
	CodeState state;
	const char *code;
	int tries;
} stories[] = {
	{"nothing", {NULL}, CODE_STATE_NONE, "-", 0},
	{"one code", {"code a"}, CODE_STATE_OUT, "a", 5},
	{"two codes", {"code a", "code b"}, CODE_STATE_OUT, "b", 5},
	{"a void of the second wakes not the first", {"code a", "code b", "void b"}, CODE_STATE_NONE, "-", 0},
	{"a void of the first", {"code a", "code b", "void a"}, CODE_STATE_OUT, "b", 5},
	{"a newer one after the void", {"code a", "code b", "void b", "code c"}, CODE_STATE_OUT, "c", 5},
	{"wrong ones of the code before", {"code a", "wrong w", "code b", "wrong x"}, CODE_STATE_OUT, "b", 4},
	{"five wrong ones",
	 {"code a", "wrong v", "wrong w", "wrong x", "wrong y", "wrong z"},
	 CODE_STATE_LOCKED,
	 "a",
	 0},
	{"a void is no sixth try",
	 {"code a", "wrong v", "wrong w", "wrong x", "wrong y", "wrong z", "void z"},
	 CODE_STATE_LOCKED,
	 "a",
	 0},
	{"a void is no second use", {"code a", "right y", "void y"}, CODE_STATE_USED, "a", 5},
	{"nor is that of a choice", {"code a", "yes y", "void y"}, CODE_STATE_USED, "a", 5},
};

static void card_matrix_and_work_list_agree(void **state)
{
	for (size_t i = 0; i < countof(stories); i++) {
		const struct Story *story = &stories[i];
		if (i > 0)
			clinic = clinic_open(NULL);
		open_request();
		for (size_t j = 0; j < countof(story->told) && story->told[j]; j++)
			tell(story->told[j]);
		check_all(story->name, story->state, story->code, story->tries);
		if (i + 1 < countof(stories))
			clinic_close(clinic);
	}
}

static void it_runs_out_for_all_at_once(void **state)
{
	open_request();
	tell("code a");
	clinic_wait(clinic, CODE_FOR - 1);
	check_all("a second before", CODE_STATE_OUT, "a", 5);
	clinic_wait(clinic, 1);
	check_all("at the second", CODE_STATE_RUN_OUT, "a", 5);
}

/* The past knows nothing of what came later: neither the newer code nor the wrong ones. */
static void the_past_is_read_as_it_was(void **state)
{
	open_request();
	tell("code a");
	tell("wrong w");
	tell("code b");
	tell("wrong x");
	clinic_fresh(clinic);
	assert_string_equal(id_of(row()->code.code), "b");
	CLINIC_OK(clinic, desk_chart_past(clinic->desk, clinic->chart, instant_add(opened, MINUTE), &clinic->err));
	assert_string_equal(id_of(row()->code.code), "a");
	assert_int_equal(row()->code.tries_left, CODE_TRIES);
}

/* A code told of after K is not known at K, though it was given out before T; nor is its void. */
static void what_was_not_known_yet_counts_not(void **state)
{
	Arena arena = {0};
	Reach then;
	open_request();
	tell("code a");
	tell("code b");
	Instant known = clinic->desks[0].clock.now;
	tell("void b");
	clinic_fresh(clinic);
	reach_fold(&clinic->chart->world, clinic->chart->now.at, known, &arena, &then);
	assert_string_equal(id_of(code_stand(&then, "r", then.at).code), "b");
	reach_fold(&clinic->chart->world, clinic->chart->now.at, instant_add(known, -1), &arena, &then);
	assert_string_equal(id_of(code_stand(&then, "r", then.at).code), "a");
	arena_free(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		AT_DESK(card_matrix_and_work_list_agree),
		AT_DESK(it_runs_out_for_all_at_once),
		AT_DESK(the_past_is_read_as_it_was),
		AT_DESK(what_was_not_known_yet_counts_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
