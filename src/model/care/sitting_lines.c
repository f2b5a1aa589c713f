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
	sitting_about_lines(sitting, lines);
	const ScriptText first = sitting->speaker.brief ? SCRIPT_SHORT_TWO : SCRIPT_EXPLAIN_RECORD;
	const ScriptText last = sitting->speaker.brief ? SCRIPT_SHORT_NEVER : SCRIPT_EXPLAIN_FREE;
	for (ScriptText text = first; text <= last; text++)
		sitting_line(lines, text, about(sitting));
}

/* One that makes the question idle is said before it. */
static void opted_out_lines(SittingLines *lines, ScriptText opted_out, ScriptWords words)
{
	sitting_line(lines, opted_out, words);
	sitting_change_offer_lines(lines, words);
}

static void question_line(SittingLines *lines, ScriptText text, ScriptWords words)
{
	sitting_line(lines, text, words);
	lines->items[lines->count - 1].question = true;
}

/* What a no would do, which is not the same where something is shared already, or by another agreement. */
static void if_no_line(const Sitting *sitting, SittingLines *lines, const SittingItem *item, ScriptWords words)
{
	Reach after, probe;
	if (sitting->speaker.brief) /* what a yes and a no mean is on the guide, where the short form is read */
		return;
	GivenAnswer no = {item->episode, item->direction, ANSWER_NO};
	sitting_preview_of(sitting, &(Given){.answers = &no, .answer_count = 1}, lines->arena, &after);
	sight_probe(&after, lines->arena, &probe);
	Viewer viewer = viewer_of(&probe, item->org);
	Holds holds = item->direction == DIRECTION_OUT ? holds_out(&after, item->org, ANSWER_NO)
						       : holds_in_agreement(&viewer, ANSWER_NO);
	static const ScriptText texts[SCRIPT_COUNT_] = {
		[SCRIPT_BACK_OUT_NO] = SCRIPT_OUT_NO,
		[SCRIPT_BACK_OUT_UP_TO] = SCRIPT_OUT_NO_LATER,
		[SCRIPT_BACK_IN_NO] = SCRIPT_IN_NO,
		[SCRIPT_NO_LONGER] = SCRIPT_IN_NO_LATER,
	};
	if (texts[holds.said])
		sitting_line(lines, texts[holds.said], words);
}

static void ask_out_lines(const Sitting *sitting, SittingLines *lines, const SittingItem *item, ScriptWords words)
{
	const Reach *now = &sitting_told(sitting, lines->arena)->now;
	if (reach_is_home(now, item->org) && opted_out_of_all_care(now))
		opted_out_lines(lines, SCRIPT_OPTED_OUT_BOTH, words);
	question_line(lines, SCRIPT_OUT, words);
	const ScriptText unlinked = unlinked_text(now, item->org);
	if (unlinked)
		sitting_line(lines, unlinked, words);
	else if (!sitting->speaker.brief)
		sitting_line(lines, SCRIPT_OUT_YES, words);
	if_no_line(sitting, lines, item, words);
}

/* E2: a yes to Share In would open nothing to whom the practice prohibits. What they record reaches others all the
 * same, so Share Out is asked. */
static void ask_in_lines(const Sitting *sitting, SittingLines *lines, const SittingItem *item, ScriptWords words)
{
	Viewer viewer = viewer_of(sitting_told(sitting, lines->arena)->matrix.probe, item->org);
	Obstacle obstacle = obstacle_of(&viewer);
	bool opted_out = obstacle == OBSTACLE_OPTED_OUT_PLANNED || obstacle == OBSTACLE_OPTED_OUT_UNPLANNED;
	bool opens = obstacle == OBSTACLE_NONE || obstacle == OBSTACLE_CODE || obstacle == OBSTACLE_NOT_SHARED;
	bool said = !viewer.override_any; /* else they see it, whatever stands in the way */
	if (opted_out && said)
		opted_out_lines(lines, obstacle_text(obstacle), words);
	question_line(lines, SCRIPT_IN, words);
	if (opens && !viewer.home && !sitting->speaker.brief) /* the short form said it */
		sitting_line(lines, SCRIPT_IN_WHOLE, words);
	if (opens && !sitting->speaker.brief)
		sitting_line(lines, SCRIPT_IN_YES, words);
	if_no_line(sitting, lines, item, words);
	if (said && obstacle != OBSTACLE_NONE && obstacle != OBSTACLE_NOT_SHARED && !opted_out)
		sitting_line(lines, obstacle_text(obstacle), words);
}

static void ask_lines(const Sitting *sitting, SittingLines *lines)
{
	const SittingItem *item = &sitting->items[sitting->at];
	if (sitting->speaker.change) /* else it is said where sharing is explained */
		sitting_about_lines(sitting, lines);
	if (item->direction == DIRECTION_OUT)
		ask_out_lines(sitting, lines, item, of_item(sitting, item));
	else
		ask_in_lines(sitting, lines, item, of_item(sitting, item));
}

static void row_lines(const Sitting *sitting, SittingLines *lines)
{
	question_line(lines, SCRIPT_ROWS, of_item(sitting, &sitting->items[sitting->full + 2 * sitting->at]));
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

static bool is_of_answer(ScriptText text)
{
	return text != SCRIPT_SEES_UP_TO && text != SCRIPT_NO_LONGER && text != SCRIPT_IN_STOPS;
}

/* What holds with the answers given, not what was answered; what stands in the way of a yes to Share In, and how far a
 * change of mind reaches, is among what changes. */
static void read_back_items(const Sitting *sitting, SittingLines *lines)
{
	Reach after, probe;
	sitting_preview(sitting, lines->arena, &after);
	sight_probe(&after, lines->arena, &probe);
	for (size_t i = 0; i < sitting->item_count; i++) {
		const SittingItem *item = &sitting->items[i];
		Holds holds = sitting_read_back(item, &after, &probe);
		bool in = item->direction == DIRECTION_IN, later = in && !is_of_answer(holds.said);
		if (later)
			holds.said = item->answer == ANSWER_YES ? SCRIPT_BACK_IN_SAID_YES : SCRIPT_BACK_IN_SAID_NO;
		sitting_line(lines, holds.said, of_item(sitting, item));
		if (holds.but && !in)
			sitting_line(lines, holds.but, of_item(sitting, item));
	}
}

static void read_back_lines(const Sitting *sitting, SittingLines *lines)
{
	const GivenAnswer *answers;
	if (sitting->speaker.who != WHO_PATIENT && !sitting->unable)
		sitting_line(lines, SCRIPT_BACK_SPEAKER, about(sitting));
	read_back_items(sitting, lines);
	for (size_t i = 0; i < sitting->other_count; i++)
		if (sitting_other_comes(sitting, &sitting->others[i]) && sitting->others[i].answer == ANSWER_YES)
			sitting_line(lines, SCRIPT_BACK_OTHER, of_item(sitting, &sitting->others[i]));
	if (sitting->gives_contact)
		sitting_line(lines, SCRIPT_BACK_CONTACT, about(sitting));
	sitting_chosen_lines(sitting, lines);
	if (sitting_answers(sitting, lines->arena, &answers) == 0 && sitting_choice_count(sitting) == 0 &&
	    !(sitting->more && sitting_chosen_later(sitting)))
		sitting_line(lines, SCRIPT_BACK_NOTHING, about(sitting));
	if (sitting->item_count > 0)
		sitting_change_lines(sitting, lines);
	ask(sitting, lines, SCRIPT_BACK_RIGHT);
}

static void saved_lines(const Sitting *sitting, SittingLines *lines)
{
	const GivenAnswer *answers;
	size_t left = 0;
	bool any = sitting_answers(sitting, lines->arena, &answers) > 0 || sitting_choice_count(sitting) > 0 ||
		   sitting->gives_contact;
	for (size_t i = 0; i < sitting->item_count; i++)
		left += sitting->items[i].later;
	sitting_line(lines, any ? SCRIPT_SAVED : SCRIPT_SAVED_NOTHING, about(sitting));
	if (left > 0 || sitting_chosen_later(sitting))
		sitting_line(lines, SCRIPT_SAVED_REST, about(sitting));
}

void sitting_lines(const Sitting *sitting, SittingLines *lines)
{
	bool child = sitting->speaker.who == WHO_PARENTAL_RESPONSIBILITY;
	switch (sitting->step) {
	case SITTING_RESPOND:
		ask(sitting, lines, SCRIPT_RESPOND);
		sitting_line(lines, SCRIPT_RESPOND_HELP, about(sitting));
		break;
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
	case SITTING_ROWS: row_lines(sitting, lines); break;
	case SITTING_HONEST: honest_lines(sitting, lines); break;
	case SITTING_MORE: sitting_more_lines(sitting, lines); break;
	case SITTING_CHOOSE: sitting_choose_lines(sitting, lines); break;
	case SITTING_MEANWHILE: sitting_news_lines(sitting, lines); break;
	case SITTING_OTHER: other_lines(sitting, lines); break;
	case SITTING_READ_BACK: read_back_lines(sitting, lines); break;
	case SITTING_SAVED: saved_lines(sitting, lines); break;
	case SITTING_STEPS: break;
	}
}
