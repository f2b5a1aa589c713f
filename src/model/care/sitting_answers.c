/* What was answered so far in a sitting, by whom, and a line said in its two languages. */
#include "base/text.h"
#include "model/care/inside.h"
#include "model/desk/language.h"

enum { FIRST_LINES = 8 };

/* A best-interest decision is in the name of the clinician at the desk. */
Speaker sitting_speaker(const Sitting *sitting)
{
	Speaker speaker = sitting->speaker;
	bool best_interest = speaker.who == WHO_BEST_INTEREST;
	const Staff *staff = desk_staff(sitting->desk); /* NULL where somebody signed out in between */
	speaker.name = speaker.who == WHO_PATIENT ? NULL : !best_interest ? sitting->name : staff ? staff->name : NULL;
	speaker.reason = best_interest ? sitting->reason : NULL;
	return speaker;
}

/* --- Other agreements at the same organisation --- */

bool sitting_other_comes(const Sitting *sitting, const SittingItem *other)
{
	for (size_t i = 0; i < sitting->item_count; i++) {
		const SittingItem *item = &sitting->items[i];
		if (item->answer == ANSWER_NO && item->direction == other->direction && text_is(item->org, other->org))
			return true;
	}
	return false;
}

SittingItem *sitting_other(const Sitting *sitting, size_t n)
{
	for (size_t i = 0; i < sitting->other_count; i++)
		if (sitting_other_comes(sitting, &sitting->others[i]) && n-- == 0)
			return &sitting->others[i];
	return NULL;
}

size_t sitting_answers(const Sitting *sitting, Arena *arena, const GivenAnswer **ret_answers)
{
	GivenAnswer *answers = arena_array(arena, sitting->item_count + sitting->other_count, sizeof *answers);
	size_t count = 0;
	for (size_t i = 0; i < sitting->item_count; i++) {
		const SittingItem *item = &sitting->items[i];
		if (item->answer)
			answers[count++] = (GivenAnswer){item->episode, item->direction, item->answer};
	}
	for (size_t i = 0; i < sitting->other_count; i++) {
		const SittingItem *other = &sitting->others[i];
		if (sitting_other_comes(sitting, other) && other->answer == ANSWER_YES)
			answers[count++] = (GivenAnswer){other->episode, other->direction, ANSWER_NO};
	}
	*ret_answers = answers;
	return count;
}

/* --- A line --- */

static const char *filled(Arena *arena, const char *words_with_places, const ScriptWords *words)
{
	Text out = {.arena = arena};
	script_fill(words_with_places, words, &out);
	return text_done(&out);
}

const Language *sitting_speaks(const Sitting *sitting)
{
	const bool patient = sitting->speaker.who == WHO_PATIENT;
	return language_to(sitting->language, patient ? sitting->chart->world.person->gender : NULL);
}

void sitting_line(SittingLines *lines, ScriptText text, ScriptWords words)
{
	if (lines->count == lines->room) {
		size_t room = lines->room ? 2 * lines->room : FIRST_LINES;
		SittingLine *larger = arena_array(lines->arena, room, sizeof *larger);
		for (size_t i = 0; i < lines->count; i++)
			larger[i] = lines->items[i];
		lines->items = larger;
		lines->room = room;
	}
	const Sitting *sitting = lines->sitting;
	const char *own = desk_script(sitting->desk, sitting_speaks(sitting), text, words.count);
	lines->items[lines->count++] = (SittingLine){
		.text = text,
		.english = filled(lines->arena, script_english(text, words.count), &words),
		.own = own ? filled(lines->arena, own, &words) : NULL,
	};
}
