/* That a complaint about data was received, for the patient to take home. */
#include "base/text.h"
#include "model/paper/inside.h"
#include "model/paper/paper.h"
#include "model/spoken/phrasebook.h"

/* No day is promised that is past. */
static bool is_late(const Paper *paper, const Owed *complaint)
{
	const Reach *now = &paper->chart->now;
	return date_order(complaint->due, zone_date(now->world->zone, now->at)) < 0;
}

static void add_next(Paper *paper, const Owed *complaint)
{
	if (complaint->done)
		paper_say(paper, SHEET_PARAGRAPH, N_("We answered it on {day}."),
			  &(PaperWords){.at = complaint->done->at});
	else if (complaint->acknowledged)
		paper_say(paper, SHEET_PARAGRAPH, N_("We told you on {day} that we have it."),
			  &(PaperWords){.at = complaint->acknowledged->at});
	else if (!is_late(paper, complaint))
		paper_say(paper, SHEET_PARAGRAPH,
			  N_("We will write to you, or tell you, by {day} that we look into it."),
			  &(PaperWords){.day = complaint->due});
	if (!complaint->done)
		paper_say(paper, SHEET_PARAGRAPH,
			  N_("We look into it without undue delay, and tell you what came of it."), NULL);
}

void complaint_sheet_make(Desk *desk, const Chart *chart, const Owed *complaint, const Language *language, Arena *arena,
			  Sheet *ret_sheet)
{
	Paper paper = paper_new(desk, chart, language, "complaint", arena);
	paper_say(&paper, SHEET_TITLE, N_("We have your complaint"), NULL);
	paper_say(&paper, SHEET_PARAGRAPH, "{patient}, {day}",
		  &(PaperWords){.patient = paper_patient(&paper), .at = chart->now.at});
	paper_say(&paper, SHEET_PARAGRAPH, N_("Your complaint about how your data are used came to us on {day}."),
		  &(PaperWords){.day = complaint->received});
	paper_say(&paper, SHEET_PARAGRAPH, N_("We wrote down: “{words}”"),
		  &(PaperWords){.words = complaint->opening->reason});
	add_next(&paper, complaint);
	paper_say(&paper, SHEET_PARAGRAPH, N_("That you complained changes nothing in your care."), NULL);
	paper_say(&paper, SHEET_HEADING, N_("Where else you can complain"), NULL);
	paper_say(&paper, SHEET_PARAGRAPH,
		  N_("If that does not help, you can complain to the Information Commissioner's Office (ICO), at "
		     "ico.org.uk/make-a-complaint or by telephone on 0303 123 1113."), /* as the guide says it */
		  NULL);
	*ret_sheet = paper.sheet;
}
