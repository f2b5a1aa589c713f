#include "model/care/inside.h"

static ScriptWords about(const Sitting *sitting)
{
	return (ScriptWords){.patient = sitting->patient, .speaker = sitting_speaker(sitting).name};
}

static ScriptWords of_item(const Sitting *sitting, const SittingItem *item)
{
	ScriptWords words = about(sitting);
	words.organisation = item->called;
	return words;
}

static void ask(const Sitting *sitting, SittingLines *lines, ScriptText text)
{
	sitting_line(lines, text, about(sitting));
	lines->items[lines->count - 1].question = true;
}

static void explain_lines(const Sitting *sitting, SittingLines *lines)
{
	if (sitting->speaker.who != WHO_PATIENT)
		sitting_line(lines, SCRIPT_ABOUT, about(sitting));
	const ScriptText first = sitting->speaker.brief ? SCRIPT_SHORT_TWO : SCRIPT_EXPLAIN_RECORD;
	const ScriptText last = sitting->speaker.brief ? SCRIPT_SHORT_NEVER : SCRIPT_EXPLAIN_FREE;
	for (ScriptText text = first; text <= last; text++)
		sitting_line(lines, text, about(sitting));
}

/* What a yes and a no mean is on the guide, where the short form is read. */
static void mean_lines(const Sitting *sitting, SittingLines *lines, bool out, ScriptWords words)
{
	if (sitting->speaker.brief)
		return;
	sitting_line(lines, out ? SCRIPT_OUT_YES : SCRIPT_IN_YES, words);
	sitting_line(lines, out ? SCRIPT_OUT_NO : SCRIPT_IN_NO, words);
}

static void ask_lines(const Sitting *sitting, SittingLines *lines)
{
	const SittingItem *item = &sitting->items[sitting->at];
	bool out = item->direction == DIRECTION_OUT;
	ScriptWords words = of_item(sitting, item);
	sitting_line(lines, out ? SCRIPT_OUT : SCRIPT_IN, words);
	lines->items[0].question = true;
	mean_lines(sitting, lines, out, words);
	/* E2: a yes to Share In would open nothing. What they record reaches others all the same, so Share Out is
	 * asked. */
	if (!out && reach_standing(&sitting->chart->now, item->org).standing == STANDING_PROHIBITED)
		sitting_line(lines, SCRIPT_PROHIBITED, words);
}

static void honest_lines(const Sitting *sitting, SittingLines *lines)
{
	for (ScriptText text = SCRIPT_HONEST_CHANGE; text <= SCRIPT_HONEST_SEPARATE; text++)
		sitting_line(lines, text, about(sitting));
}

static void other_lines(const Sitting *sitting, SittingLines *lines)
{
	const SittingItem *other = sitting_other(sitting, sitting->at);
	sitting_line(lines, other->direction == DIRECTION_OUT ? SCRIPT_OTHER_OUT : SCRIPT_OTHER_IN,
		     of_item(sitting, other));
	lines->items[0].question = true;
}

static void read_back_lines(const Sitting *sitting, SittingLines *lines)
{
	const GivenAnswer *answers;
	if (sitting->speaker.who != WHO_PATIENT)
		sitting_line(lines, SCRIPT_BACK_SPEAKER, about(sitting));
	for (size_t i = 0; i < sitting->item_count; i++)
		sitting_line(lines, sitting_read_back(&sitting->items[i]), of_item(sitting, &sitting->items[i]));
	for (size_t i = 0; i < sitting->other_count; i++)
		if (sitting_other_comes(sitting, &sitting->others[i]) && sitting->others[i].answer == ANSWER_YES)
			sitting_line(lines, SCRIPT_BACK_OTHER, of_item(sitting, &sitting->others[i]));
	if (sitting->gives_contact)
		sitting_line(lines, SCRIPT_BACK_CONTACT, about(sitting));
	if (sitting_answers(sitting, lines->arena, &answers) == 0)
		sitting_line(lines, SCRIPT_BACK_NOTHING, about(sitting));
	sitting_change_lines(sitting, lines);
	ask(sitting, lines, SCRIPT_BACK_RIGHT);
}

static void saved_lines(const Sitting *sitting, SittingLines *lines)
{
	const GivenAnswer *answers;
	size_t left = 0;
	bool any = sitting_answers(sitting, lines->arena, &answers) > 0 || sitting->gives_contact;
	for (size_t i = 0; i < sitting->item_count; i++)
		left += sitting->items[i].later;
	sitting_line(lines, any ? SCRIPT_SAVED : SCRIPT_SAVED_NOTHING, about(sitting));
	if (left > 0)
		sitting_line(lines, SCRIPT_SAVED_REST, about(sitting));
}

void sitting_lines(const Sitting *sitting, SittingLines *lines)
{
	bool child = sitting->speaker.who == WHO_PARENTAL_RESPONSIBILITY;
	switch (sitting->step) {
	case SITTING_WHO: ask(sitting, lines, SCRIPT_WHO); break;
	case SITTING_CAN_DECIDE:
		ask(sitting, lines, SCRIPT_CAN_DECIDE);
		sitting_line(lines, SCRIPT_CAN_DECIDE_HELP, about(sitting));
		break;
	case SITTING_CAPACITY:
		ask(sitting, lines, SCRIPT_CAPACITY);
		sitting_line(lines, SCRIPT_CAPACITY_HELP, about(sitting));
		break;
	case SITTING_NAME: ask(sitting, lines, child ? SCRIPT_NAME_CHILD : SCRIPT_NAME); break;
	case SITTING_REASON: ask(sitting, lines, SCRIPT_REASON); break;
	case SITTING_CONTACT:
		ask(sitting, lines, SCRIPT_CONTACT);
		sitting_line(lines, SCRIPT_CONTACT_HELP, about(sitting));
		break;
	case SITTING_CONTACT_DETAIL: ask(sitting, lines, SCRIPT_CONTACT_DETAIL); break;
	case SITTING_EXPLAIN: explain_lines(sitting, lines); break;
	case SITTING_ASK: ask_lines(sitting, lines); break;
	case SITTING_HONEST: honest_lines(sitting, lines); break;
	case SITTING_MEANWHILE: sitting_news_lines(sitting, lines); break;
	case SITTING_OTHER: other_lines(sitting, lines); break;
	case SITTING_READ_BACK: read_back_lines(sitting, lines); break;
	case SITTING_SAVED: saved_lines(sitting, lines); break;
	case SITTING_STEPS: break;
	}
}
