/* For tests of the Choices page and what hangs from it: each opens it for one patient at 80×24. */
#pragma once

#include "unit.h"

#include "ui/screens/choices/choices.h"
#include "ui/stage.h"

typedef struct Choices {
	Stage *stage;
	Drive drive;
	const char *nhs;
} Choices;

static Choices choices_open(Role role, const char *nhs)
{
	Choices choices = {.stage = stage_open(role), .nhs = nhs};

	choices.drive = stage_drive(choices.stage, &screen_choices, stage_chart(choices.stage, nhs), 24, 80);
	return choices;
}

static void choices_close(Choices *choices)
{
	drive_close(&choices->drive);
	stage_close(choices->stage);
}

/* The patient's latest fact, and how many there are. */
static const Fact *latest(Choices *choices, size_t *ret_count)
{
	FactList facts;

	stage_ok(choices->stage,
		 choices->stage->ledger.ops->facts(choices->stage->ledger.self, choices->nhs, &choices->stage->arena,
						   &facts, &choices->stage->err));
	assert_true(facts.count > 0);
	if (ret_count)
		*ret_count = facts.count;
	return &facts.items[facts.count - 1];
}
