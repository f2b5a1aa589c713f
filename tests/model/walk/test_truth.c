/* A walk over worlds: every sentence that is read aloud, printed or drawn is held against what the fold decides there.
 *
 * In the short form a few thousand worlds at random, among which every two values of two dimensions meet, and some of
 * the core; with "full" every combination of the core, and many more of all. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/care/sitting.h"
#include "model/paper/paper.h"
#include "model/readings/explain.h"
#include "model/walk/said.h"
#include "random.h"

enum { SHORT_WORLDS = 2500, FULL_WORLDS = 100000 };

static Walk walk;

/* --- Sentences of the desk, in English --- */

typedef struct Phrase {
	const char *begins;
	Claim claim;
} Phrase;

static const Phrase standing_phrases[] = {
	{"sees the record", CLAIM_SEES},
	{"sees up to ", CLAIM_UP_TO},
	{"sees a part", CLAIM_PART},
	{"sees none", CLAIM_SEES_NOT},
	{"sees nothing", CLAIM_COUNT_NONE},
	{"sees ", CLAIM_COUNT},
	{"may ask for ", CLAIM_COUNT_NONE},
	{"may ask (", CLAIM_MAY_ASK},
	{"nothing recorded yet", CLAIM_COUNT_NONE},
	{"opted out of planned care", CLAIM_OPTED_PLANNED},
	{"opted out of unplanned care", CLAIM_OPTED_UNPLANNED},
	{"prohibited by the practice", CLAIM_NONE},
	{"system not known", CLAIM_NOT_KNOWN},
	{"no shared system", CLAIM_NOT_LINKED},
	{"no practice to let them in", CLAIM_NO_HOME},
	{"asks for a code", CLAIM_CODE},
	{"needs a code", CLAIM_CODE},
	{"patient refused them", CLAIM_CODE},
	{"code ran out", CLAIM_CODE},
	{"code sent, ", CLAIM_CODE},
	{"not asked yet", CLAIM_NONE},
	{"Share Out not asked yet", CLAIM_NONE},
	{"Share In not asked yet", CLAIM_NONE},
	{"shared until they moved", CLAIM_NONE},
	{"shared to discharge", CLAIM_NONE},
	{"nothing was shared", CLAIM_NONE},
};

static const Phrase brief_phrases[] = {
	{"sees it", CLAIM_SEES},
	{"to ", CLAIM_UP_TO},
	{"sees a part", CLAIM_PART},
	{"sees none", CLAIM_SEES_NOT},
	{"sees nothing", CLAIM_COUNT_NONE},
	{"sees ", CLAIM_COUNT},
	{"may ask ", CLAIM_COUNT_NONE},
	{"may ask", CLAIM_MAY_ASK},
	{"no entries", CLAIM_COUNT_NONE},
	{"prohibited", CLAIM_NONE},
	{"opted out", CLAIM_SEES_NOT},
	{"system?", CLAIM_NOT_KNOWN},
	{"no system", CLAIM_NOT_LINKED},
	{"no practice", CLAIM_NO_HOME},
	{"asks for code", CLAIM_CODE},
	{"needs a code", CLAIM_CODE},
	{"refused", CLAIM_CODE},
	{"code ", CLAIM_CODE},
	{"not asked yet", CLAIM_NONE},
	{"ask Share ", CLAIM_NONE},
	{"ended", CLAIM_NONE},
};

static const Phrase sighted_phrases[] = {
	{"Sees the record, except what is private.", CLAIM_SEES},
	{"Sees the record up to ", CLAIM_UP_TO},
	{"Sees a part of the record.", CLAIM_PART},
	{"Sees none of the record.", CLAIM_SEES_NOT},
	{"May ask the patient; sees none of the record before.", CLAIM_MAY_ASK},
};

/* After the name. */
static const Phrase why_phrases[] = {
	{" sees this record: ", CLAIM_SEES},
	{" sees this record up to ", CLAIM_UP_TO},
	{" sees a part of this record. ", CLAIM_PART},
	{" cannot see this record: ", CLAIM_SEES_NOT},
	{" may ask to see this record: ", CLAIM_MAY_ASK},
	{": their care ended on ", CLAIM_NONE},
};

static const Phrase why_counted_phrases[] = {
	{" sees this record: ", CLAIM_COUNT_ALL}, {" sees ", CLAIM_COUNT},
	{" cannot see ", CLAIM_COUNT_NONE},	  {" may ask to see ", CLAIM_COUNT_NONE},
	{": their care ended on ", CLAIM_NONE},
};

/* The first number of a text. */
static unsigned long number_in(const char *text)
{
	return strtoul(text + strcspn(text, "0123456789"), NULL, 10);
}

static void phrase_held(const Said *said, const Phrase *phrases, size_t count, const char *text, const char *org)
{
	size_t at = 0;
	while (at < count && !text_starts(text, phrases[at].begins))
		at++;
	if (at == count)
		fail_msg("the walk does not know what this claims in the %s: \"%s\"", said->where, text);
	said_claim(said, phrases[at].claim, org, number_in(text), text);
}

#define HELD(said, phrases, text, org) phrase_held(said, phrases, countof(phrases), text, org)

/* The practice's own row is of its own record, which it keeps. */
static void matrix_held(Said *said)
{
	const Reach *reach = &walk.chart->now;
	for (size_t i = 0; i < walk.chart->matrix.count; i++) {
		const MatrixRow *row = &walk.chart->matrix.rows[i];
		const char *called = walk_name(&walk, row->org);
		char text[128];
		Text why = {.arena = said->arena};
		matrix_why(row, reach, &why);
		if (row->episode->open && row->episode->registration)
			continue;
		said->where = "matrix";
		matrix_standing_text(row, reach, reach->at, text, sizeof text);
		HELD(said, standing_phrases, text, row->org);
		matrix_standing_brief(row, reach, reach->at, text, sizeof text);
		HELD(said, brief_phrases, text, row->org);
		said->where = "why";
		assert_true(text_starts(text_done(&why), called));
		if (row->counted)
			HELD(said, why_counted_phrases, text_done(&why) + strlen(called), row->org);
		else
			HELD(said, why_phrases, text_done(&why) + strlen(called), row->org);
		if (!row->episode->open)
			continue;
		said->where = "seen as";
		sighted_text(&row->seen, &walk.zone, text, sizeof text);
		HELD(said, sighted_phrases, text, row->org);
	}
}

/* "sees", "cannot see", "may ask to see": by the decision on each entry. */
static void explained_held(const Said *said)
{
	static const char *const verbs[] = {
		[VERDICT_DENY] = "X cannot see this: ",
		[VERDICT_ASK] = "X may ask to see this: ",
		[VERDICT_ALLOW] = "X sees this: ",
	};
	const Viewer viewer = viewer_of(&walk.chart->now, WALK_X);
	for (size_t i = 0; i < walk.chart->world.entries.count; i++) {
		const Decision decision = decide(&viewer, i);
		Text text = {.arena = said->arena};
		explain_decision(&walk.chart->now, "X", &decision, "this", &text);
		assert_true(text_starts(text_done(&text), verbs[decision.verdict]));
	}
}

/* The history tells what was done, never what is seen by it. */
static void history_held(const Said *said)
{
	static const char *const never[] = {" sees ", "can see", "cannot see", "will see", "be able to"};
	for (size_t i = 0; i < walk.chart->world.facts.count; i++) {
		Text text = {.arena = said->arena};
		explain_fact(&walk.chart->world, &walk.chart->world.facts.items[i], &text);
		for (size_t n = 0; n < countof(never); n++)
			if (strstr(text_done(&text), never[n]))
				fail_msg("the history claims: %s", text_done(&text));
	}
}

/* --- Papers --- */

static void sheet_held(Said *said, const Sheet *sheet)
{
	const char *patient = "Maureen Ashby, ";
	for (size_t i = 0; i < sheet->count; i++) {
		const SheetBlock *block = &sheet->blocks[i];
		bool placeless =
			block->kind == SHEET_RULE || block->kind == SHEET_CODE || text_starts(block->text, patient);
		if (!placeless)
			said_text(said, block->text, block->english);
	}
}

static void papers_held(Said *said)
{
	const Language *language = language_find("gu");
	static const char *const since[] = {NULL, "2026-09-15T00:00:00Z", "2026-11-15T00:00:00Z"};
	Sheet looked;
	Receipt receipt = {.code = "ABCDEFG", .fact = "none"};
	said->where = "receipt";
	said->patient = true;
	for (size_t i = 0; i < countof(since); i++) {
		receipt_write(walk.desk, walk.chart, since[i] ? walk_at(since[i]) : INSTANT_MIN, language, said->arena,
			      &receipt);
		if (!walk.value[WALK_LIFE])
			sheet_held(said, &receipt.sheet);
	}
	said->where = "paper on who has looked";
	said->agreement = true;
	assert_true(looked_make(walk.desk, walk.chart, language, said->arena, &looked, NULL));
	sheet_held(said, &looked);
	said->agreement = false;
}

/* --- The sitting, at the desk and at the kiosk --- */

static const char *step_name(SittingStep step)
{
	static const char *const names[SITTING_STEPS] = {
		[SITTING_ASK] = "question",
		[SITTING_OTHER] = "question about another agreement",
		[SITTING_READ_BACK] = "read back",
	};
	return text_or(names[step], "sitting");
}

static bool refused(const Sitting *sitting, const SittingItem *other)
{
	for (size_t i = 0; i < sitting->item_count; i++)
		if (sitting->items[i].answer == ANSWER_NO && sitting->items[i].direction == other->direction &&
		    strcmp(sitting->items[i].org, other->org) == 0)
			return true;
	return false;
}

/* What was answered, and a no for each other agreement that is to stop too. */
static void take_answers(Said *said, const Sitting *sitting)
{
	GivenAnswer *answers =
		arena_array(said->arena, sitting->item_count + sitting->other_count + 1, sizeof *answers);
	size_t count = 0;
	for (size_t i = 0; i < sitting->item_count; i++) {
		const SittingItem *item = &sitting->items[i];
		if (item->answer)
			answers[count++] = (GivenAnswer){item->episode, item->direction, item->answer};
	}
	for (size_t i = 0; i < sitting->other_count; i++) {
		const SittingItem *other = &sitting->others[i];
		if (other->answer == ANSWER_YES && refused(sitting, other))
			answers[count++] = (GivenAnswer){other->episode, other->direction, ANSWER_NO};
	}
	said->answers = answers;
	said->answer_count = count;
}

static void question_held(Said *said, const Sitting *sitting, const SittingQuestion *question)
{
	said->where = step_name(sitting->step);
	said->item = sitting->step == SITTING_ASK ? &sitting->items[sitting->at]
		     : sitting->item_count == 1	  ? &sitting->items[0]
						  : NULL;
	said->answer_count = 0;
	if (sitting->step > SITTING_OTHER)
		take_answers(said, sitting);
	for (size_t i = 0; i < question->line_count; i++)
		if (!script_for_staff(question->lines[i].text))
			said_text(said, question->lines[i].own, question->lines[i].english);
}

static char next_key(const Sitting *sitting, const char *answers)
{
	static const char keys[SITTING_STEPS] = {[SITTING_WHO] = 'p', [SITTING_CONTACT] = 'n'};
	if (sitting->step == SITTING_ASK)
		return answers[sitting->at % strlen(answers)];
	if (sitting->step == SITTING_EXPLAIN && answers[0] == 'n' && !sitting->speaker.brief &&
	    !desk_is_kiosk(sitting->desk))
		return 'g'; /* the short form */
	if (sitting->step == SITTING_OTHER)
		return answers[0] == 'n' ? 'n' : 'y';
	return keys[sitting->step] ? keys[sitting->step] : 'c';
}

/* What cannot be asked is refused in one of these sentences. */
static void refused_rightly(const Error *err)
{
	static const char *const why[] = {"has died", "Nothing is due", "is closed", "has ended", "no open"};
	for (size_t i = 0; i < countof(why); i++)
		if (strstr(err->text, why[i]))
			return;
	fail_msg("not asked: %s\nin the world: %s", err->text, walk_text(&walk, &walk.arena));
}

static void sitting_held(const SittingOrder *order, const char *answers)
{
	Sitting sitting;
	Error err = {0};
	scoped(arena_free) Arena arena = {0};
	Said said = {.walk = &walk, .patient = true, .arena = &arena};
	if (!sitting_begin(&sitting, walk.desk, walk.chart, order, &err)) {
		refused_rightly(&err);
		return;
	}
	for (;;) {
		SittingQuestion question;
		sitting_question(&sitting, &arena, &question);
		question_held(&said, &sitting, &question);
		if (sitting.step == SITTING_READ_BACK)
			break;
		if (!sitting_answer(&sitting, next_key(&sitting, answers), &err))
			fail_msg("not answered: %s", err.text);
	}
	sitting_end(&sitting);
}

static void sittings_held(size_t n, How how)
{
	static const struct {
		const char *episode, *answers;
		Direction direction;
	} orders[] = {
		{"x", "y", DIRECTION_IN},   {"x", "n", DIRECTION_IN},	 {"x", "y", DIRECTION_OUT},
		{"x", "n", DIRECTION_OUT},  {"reg", "y", DIRECTION_OUT}, {"reg", "n", DIRECTION_OUT},
		{"reg", "n", DIRECTION_IN}, {"reg", "y", DIRECTION_IN},	 {"y", "n", DIRECTION_IN},
	};
	static const char *const all[] = {"y", "n", "yn", "ny", "yyn", "nyl", "wyn"};
	sitting_held(&(SittingOrder){.how = how, .language = "gu"}, all[n % countof(all)]);
	for (size_t i = 0; i < countof(orders); i++) {
		bool second = orders[i].episode[0] == 'y';
		bool there = second			   ? walk.value[WALK_EPISODE] >= 3
			     : orders[i].episode[0] == 'r' ? walk.value[WALK_AT_HOME] != 1
							   : walk.value[WALK_EPISODE] != 2;
		if (there && (i + n) % 3 == 0)
			sitting_held(&(SittingOrder){.episode = orders[i].episode,
						     .direction = orders[i].direction,
						     .how = how,
						     .language = "gu"},
				     orders[i].answers);
	}
}

/* --- The walk --- */

static void world_held(const unsigned value[WALK_DIMS], size_t n)
{
	scoped(arena_free) Arena arena = {0};
	Said said = {.walk = &walk, .arena = &arena};
	bool kiosk = n % 5 == 4 && !value[WALK_LIFE];
	walk_open(&walk, value, kiosk);
	if (!kiosk) {
		matrix_held(&said);
		explained_held(&said);
		history_held(&said);
		papers_held(&said);
	}
	sittings_held(n, kiosk ? HOW_KIOSK : 0);
	walk_close(&walk);
}

/* The values of the n-th world in an order in which each dimension turns by itself. */
static void choose(uint64_t n, unsigned dims, unsigned value[WALK_DIMS])
{
	memset(value, 0, WALK_DIMS * sizeof *value);
	for (unsigned d = 0; d < dims; d++) {
		value[d] = (unsigned)(n % walk_counts[d]);
		n /= walk_counts[d];
	}
}

static uint64_t worlds(unsigned dims)
{
	uint64_t count = 1;
	for (unsigned d = 0; d < dims; d++)
		count *= walk_counts[d];
	return count;
}

static bool met[WALK_DIMS][6][WALK_DIMS][6];

static void note_pairs(const unsigned value[WALK_DIMS])
{
	for (unsigned a = 0; a < WALK_DIMS; a++)
		for (unsigned b = 0; b < WALK_DIMS; b++)
			met[a][value[a]][b][value[b]] = true;
}

static void every_pair_was_met(void)
{
	for (unsigned a = 0; a < WALK_DIMS; a++)
		for (unsigned b = a + 1; b < WALK_DIMS; b++)
			for (unsigned i = 0; i < walk_counts[a]; i++)
				for (unsigned j = 0; j < walk_counts[b]; j++)
					assert_true(met[a][i][b][j]);
}

/* Who has died is asked nothing: one world in eight is of the dead. */
static void what_is_said_holds(void **state)
{
	const size_t count = unit_full() ? FULL_WORLDS : SHORT_WORLDS;
	const uint64_t all = worlds(WALK_DIMS);
	Random random = {unit_seed()};
	for (size_t i = 0; i < count; i++) {
		unsigned value[WALK_DIMS];
		choose(random_next(&random) % all, WALK_DIMS, value);
		value[WALK_LIFE] = i % 8 == 7;
		note_pairs(value);
		world_held(value, i);
	}
	every_pair_was_met();
	if (claims_unmet())
		fail_msg("no world was met in which this is said: \"%s\"", claims_unmet());
}

static void every_combination_of_the_core(void **state)
{
	const uint64_t all = worlds(WALK_CORE);
	for (uint64_t n = 0; n < all; n += unit_full() ? 1 : all / 500) {
		unsigned value[WALK_DIMS];
		choose(n, WALK_CORE, value);
		world_held(value, (size_t)n);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_said_holds),
		cmocka_unit_test(every_combination_of_the_core),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
