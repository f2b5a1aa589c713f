/* The printed form of Dorset: planned care, unplanned care, planning and research, each by itself (DOMAIN 4). */
#include "model/paper/inside.h"
#include "model/paper/paper.h"
#include "model/spoken/phrasebook.h"
#include "model/spoken/script.h"

static const struct {
	Purpose purpose;
	const char *opts_out, *is;
} boxes[] = {
	{PURPOSE_PLANNED, N_("I do not want my health record shared for planned care."),
	 N_("Planned care: your GP refers you to another service for tests, advice or treatment.")},
	{PURPOSE_UNPLANNED, N_("I do not want my health record shared for unplanned care."),
	 N_("Unplanned care: you fall ill and are seen urgently, in an emergency department, a minor injuries unit or by an "
	    "out of hours GP. This includes the Summary Care Record.")},
	{PURPOSE_RESEARCH, N_("I do not want my health record shared for planning and research."),
	 N_("Planning and research: information that mostly does not name you. To follow groups of patients, information "
	    "that names you is sometimes needed.")},
};

bool opt_out_stands(const Chart *chart, Purpose purpose)
{
	const Fact *latest = NULL; /* what takes effect later counts too: it was chosen */
	for (size_t i = 0; i < chart->now.fact_count; i++) {
		const Fact *fact = chart->now.facts[i];
		if (fact->kind == FACT_PURPOSE && fact->purpose == purpose)
			latest = fact;
	}
	return latest && latest->purpose_choice == CHOICE_OPT_OUT;
}

static void add_boxes(Paper *paper, const OptOutWish *wish)
{
	for (size_t i = 0; i < countof(boxes); i++) {
		Purpose purpose = boxes[i].purpose;
		bool said = wish && wish->given[purpose];
		bool out = said ? wish->out[purpose] : opt_out_stands(paper->chart, purpose);
		paper_say(paper, out ? SHEET_TICKED : SHEET_BOX, boxes[i].opts_out, NULL);
		paper_say(paper, SHEET_MORE, boxes[i].is, NULL);
	}
}

static void add_meaning(Paper *paper)
{
	paper_say(
		paper, SHEET_PARAGRAPH,
		N_("You can change your mind at a later date. Here an opt-out counts at once; others who already hold data may "
		   "take up to 21 days to stop. A choice to share again for planning and research counts after 21 days."),
		NULL);
	paper_say(paper, SHEET_PARAGRAPH, script_english(SCRIPT_HONEST_NEVER, 0), NULL);
}

void opt_out_form_make(Desk *desk, const Chart *chart, const OptOutWish *wish, const Language *language, Arena *arena,
		       Sheet *ret_sheet)
{
	Paper paper = paper_new(desk, chart, language, "opt-out-form", arena);
	const Date born = chart->world.person->born;
	paper_say(&paper, SHEET_TITLE, N_("Opting out of sharing my health record"), NULL);
	paper_field(&paper, N_("Name"), "{patient}",
		    &(PaperWords){.patient = person_full_name(chart->world.person, arena)});
	paper_field(&paper, N_("Born"), date_is_none(born) ? NULL : "{day}", &(PaperWords){.day = born});
	paper_say(&paper, SHEET_HEADING, N_("Tick what you do not want. You can tick one, two or all."), NULL);
	add_boxes(&paper, wish);
	add_meaning(&paper);
	paper_field(&paper, N_("Signed"), NULL, NULL);
	paper_field(&paper, N_("Date"), NULL, NULL);
	paper_field(&paper, N_("If you sign for somebody else: your name"), NULL, NULL);
	paper_field(&paper, N_("What you are to them"), NULL, NULL);
	paper_say(&paper, SHEET_SMALL, N_("Give or send this form to your GP surgery."), NULL);
	*ret_sheet = paper.sheet;
}
