/* The walk itself: it would find what is not so, and passes over no text. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/walk/said.h"

static Walk walk;

/* --- What is not so is found --- */

typedef struct Turn {
	WalkDim dim;
	unsigned value;
} Turn;

/* A world in which all said yes, but for one thing. */
static void world_of(Turn turn)
{
	unsigned value[WALK_DIMS] = {[WALK_OUT] = 1, [WALK_IN] = 1, [WALK_HOME_OUT] = 1, [WALK_HOME_IN] = 1};
	value[turn.dim] = turn.value;
	walk_open(&walk, value, false);
}

/* Of the claims on what X sees, these are so; all others are not. */
static void a_claim_is_so_where_it_is_so_alone(void **state)
{
	static const struct {
		Turn turn;
		Claim so[3];
	} rows[] = {
		{{WALK_LIFE, 0}, {CLAIM_SEES}},
		{{WALK_IN, 2}, {CLAIM_SEES_NOT, CLAIM_NEW_NOT}},
		{{WALK_IN, 3}, {CLAIM_UP_TO, CLAIM_NEW_NOT, CLAIM_PART}},
		{{WALK_HOME_OUT, 0}, {CLAIM_SEES_NOT, CLAIM_NEW_NOT}},
		{{WALK_HOME_OUT, 3}, {CLAIM_UP_TO, CLAIM_NEW_NOT, CLAIM_PART}},
		{{WALK_PLANNED, 1}, {CLAIM_SEES_NOT, CLAIM_NEW_NOT}},
		{{WALK_PLANNED, 2}, {CLAIM_SEES}},
		{{WALK_STANDING, 1}, {CLAIM_SEES_NOT, CLAIM_NEW_NOT}},
		{{WALK_STANDING, 2}, {CLAIM_SEES_NOT, CLAIM_NEW_NOT}},
		{{WALK_SYSTEM, 1}, {CLAIM_SEES_NOT, CLAIM_NEW_NOT}},
		{{WALK_AT_HOME, 1}, {CLAIM_SEES_NOT, CLAIM_NEW_NOT}},
		{{WALK_EPISODE, 2}, {CLAIM_SEES_NOT, CLAIM_NEW_NOT}},
		{{WALK_OVERRIDE, 1}, {CLAIM_SEES}},
	};
	static const Claim of_seeing[] = {CLAIM_SEES, CLAIM_SEES_NOT, CLAIM_UP_TO,
					  CLAIM_PART, CLAIM_MAY_ASK,  CLAIM_NEW_NOT};
	for (size_t i = 0; i < countof(rows); i++) {
		scoped(arena_free) Arena arena = {0};
		Said said = {.walk = &walk, .arena = &arena};
		world_of(rows[i].turn);
		for (size_t c = 0; c < countof(of_seeing); c++) {
			bool so = false;
			for (size_t n = 0; n < countof(rows[i].so); n++)
				so |= rows[i].so[n] == of_seeing[c];
			if (said_so(&said, of_seeing[c], WALK_X, 0) != so)
				fail_msg("claim %d of row %zu: not as it is", (int)of_seeing[c], i);
		}
		walk_close(&walk);
	}
}

/* Each thing that stands in the way is claimed rightly where it stands, and nowhere else. */
static void what_stands_in_the_way_is_told_apart(void **state)
{
	static const struct {
		Turn turn;
		Claim so;
	} rows[] = {
		{{WALK_STANDING, 1}, CLAIM_CODE},	{{WALK_PLANNED, 1}, CLAIM_OPTED_PLANNED},
		{{WALK_STANDING, 2}, CLAIM_PROHIBITED}, {{WALK_SYSTEM, 1}, CLAIM_NOT_LINKED},
		{{WALK_SYSTEM, 2}, CLAIM_NOT_KNOWN},	{{WALK_HOME_OUT, 2}, CLAIM_NOT_SHARED},
		{{WALK_LIFE, 0}, CLAIM_NONE},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		scoped(arena_free) Arena arena = {0};
		Said said = {.walk = &walk, .arena = &arena};
		world_of(rows[i].turn);
		for (Claim claim = CLAIM_CODE; claim <= CLAIM_NOT_SHARED; claim++)
			assert_int_equal(said_so(&said, claim, WALK_X, 0), claim == rows[i].so);
		walk_close(&walk);
	}
}

/* --- No text is passed over --- */

static const char *file_text(const char *path, Arena *arena)
{
	char bytes[4096];
	Text text = {.arena = arena};
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
		text_add_bytes(&text, bytes, n);
	fclose(file);
	return text_done(&text);
}

/* The quoted parts from here to the end of the entry, as one. */
static const char *quoted(const char *at, Arena *arena)
{
	Text text = {.arena = arena};
	while (*at == '"') {
		for (at++; *at != '"'; at++) {
			at += *at == '\\';
			text_add_char(&text, *at);
		}
		at += at[1] == '\n' ? 2 : 1;
	}
	return text_done(&text);
}

/* Whatever is said of an organisation stands in the table of claims, also what no world here brings up. */
static void every_text_that_names_an_organisation_is_known(void **state)
{
	scoped(arena_free) Arena arena = {0};
	static const char entry[] = "\nmsgid ";
	size_t named = 0;
	for (const char *at = file_text("assets/language/sharedesk.pot", &arena); (at = strstr(at, entry));) {
		at += strlen(entry);
		const char *text = quoted(at, &arena);
		if (!strstr(text, "{organisation}"))
			continue;
		named++;
		if (!claims_know(text))
			fail_msg("the walk does not know what this claims: say it in tests/model/walk/claims.c\n%s",
				 text);
	}
	assert_true(named > 50);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_claim_is_so_where_it_is_so_alone),
		cmocka_unit_test(what_stands_in_the_way_is_told_apart),
		cmocka_unit_test(every_text_that_names_an_organisation_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
