/* Writes the papers of a patient of the demo practice as sharedesk-print reads them, or as text:
 *
 *	papers receipt|all|looked|form|guide NHS LANGUAGE [text]     receipt: of a visit; all: of all that holds
 *
 * Something of each kind is chosen first, so that a receipt has all that it can have. */
#include <stdio.h>
#include <string.h>

#include "unit.h"

#include "base/text.h"
#include "model/care/care.h"
#include "model/choices/choices.h"
#include "model/choices/override.h"
#include "model/paper/paper.h"
#include "ui/stage.h"

static const Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};

static void answer_all(Stage *stage, Chart *chart)
{
	GivenAnswer answers[16];
	size_t count = 0;
	for (size_t i = 0; i < chart->matrix.count && count + 2 <= countof(answers); i++) {
		const MatrixRow *row = &chart->matrix.rows[i];
		if (!row->questions_due)
			continue;
		answers[count++] =
			(GivenAnswer){arena_text(&stage->arena, row->episode->id), DIRECTION_OUT, ANSWER_YES};
		answers[count++] = (GivenAnswer){arena_text(&stage->arena, row->episode->id), DIRECTION_IN, ANSWER_NO};
	}
	if (count > 0)
		stage_ok(stage, desk_answer(stage->desk, chart, &patient, answers, count, &stage->err));
}

static void choose(Stage *stage, Chart *chart)
{
	const OverrideStart start = {.org = NULL,
				     .reason = OVERRIDE_EMERGENCY,
				     .why = "collapsed at the desk",
				     .asked_words = "unconscious"};
	Receipt before;
	stage_ok(stage, receipt_make(stage->desk, chart, INSTANT_MIN, NULL, &stage->arena, &before, &stage->err));
	stage_ok(stage, desk_hand_out_receipt(stage->desk, chart, &before, &stage->err));
	stage->clock.now = instant_add(stage->clock.now, 60);
	answer_all(stage, chart);
	stage_ok(stage, desk_scr(stage->desk, chart, SCR_ADDITIONAL, NULL, &stage->err));
	stage_ok(stage, desk_purpose(stage->desk, chart, PURPOSE_RESEARCH, CHOICE_OPT_OUT, NULL, &stage->err));
	stage_ok(stage, desk_start_override(stage->desk, chart, &start, NULL, &stage->err));
}

static Sheet make(Stage *stage, Chart *chart, const char *paper, const Language *language)
{
	Sheet sheet = {0};
	const Instant since = text_is(paper, "all") ? INSTANT_MIN : receipt_since(chart);
	if (text_is(paper, "receipt") || text_is(paper, "all")) {
		Receipt receipt;
		stage_ok(stage,
			 receipt_make(stage->desk, chart, since, language, &stage->arena, &receipt, &stage->err));
		return receipt.sheet;
	}
	if (text_is(paper, "looked"))
		stage_ok(stage, looked_make(stage->desk, chart, language, &stage->arena, &sheet, &stage->err));
	else if (text_is(paper, "form"))
		opt_out_form_make(stage->desk, chart, NULL, language, &stage->arena, &sheet);
	else
		guide_sheet_make(stage->desk, true, language, &stage->arena, &sheet);
	return sheet;
}

int main(int count, char **words)
{
	if (count < 4)
		return 2;
	Stage *stage = stage_open(ROLE_CLINICIAN);
	Chart *chart = stage_chart(stage, words[2]);
	choose(stage, chart);
	Sheet sheet = make(stage, chart, words[1], language_find(words[3]));
	Text out = {.arena = &stage->arena};
	if (count > 4)
		sheet_plain(&sheet, SHEET_TEXT_COLS, &out);
	else
		sheet_write(&sheet, &out);
	fputs(text_done(&out), stdout);
	desk_close_chart(stage->desk, chart);
	stage_close(stage);
	return 0;
}
