/* What was typed and answered so far in a sitting, by whom, and a line said in its two languages. */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/care/inside.h"
#include "model/desk/language.h"
#include "model/facts/contact.h"
#include "model/spoken/language_dates.h"

enum { FIRST_LINES = 8 };

/* A best-interest decision is in the name of the clinician at the desk. */
Speaker sitting_speaker(const Sitting *sitting)
{
	Speaker speaker = sitting->speaker;
	if (sitting->unable)
		return (Speaker){.how = speaker.how};
	bool best_interest = speaker.who == WHO_BEST_INTEREST;
	const Staff *staff = desk_staff(sitting->desk); /* NULL where somebody signed out in between */
	speaker.name = speaker.who == WHO_PATIENT ? NULL : !best_interest ? sitting->name : staff ? staff->name : NULL;
	speaker.reason = best_interest ? sitting->reason : NULL;
	return speaker;
}

/* --- What is typed --- */

static bool keep_typed(const char *typed, char kept[SITTING_TYPED_MAX], const char *what, Error *err)
{
	if (typed[strspn(typed, " ")] == '\0')
		return fail(err, ERROR_INPUT, "Type %s, or go back a step.", what);
	if (strlen(typed) >= SITTING_TYPED_MAX || !utf8_is_clean(typed))
		return fail(err, ERROR_INPUT, "That is too long to be kept as %s: shorten it.", what);
	text_copy(kept, SITTING_TYPED_MAX, typed);
	return true;
}

bool sitting_type_name(Sitting *sitting, const char *typed, Error *err)
{
	return keep_typed(typed, sitting->name, "the name", err);
}

bool sitting_type_reason(Sitting *sitting, const char *typed, Error *err)
{
	return keep_typed(typed, sitting->reason, "the reason", err);
}

bool sitting_type_contact(Sitting *sitting, const char *typed, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	char mobile[CONTACT_MOBILE + 1];
	bool email = strchr(typed, '@') != NULL;
	if (email ? !contact_email(typed, err) : !contact_mobile(typed, mobile, err))
		return false;
	return keep_typed(contact_form(email ? CODE_EMAIL : CODE_SMS, typed, &arena), sitting->contact,
			  "the number or address", err);
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

Holds sitting_read_back(const SittingItem *item, const Reach *after, const Reach *probe)
{
	bool out = item->direction == DIRECTION_OUT;
	if (item->answer == ANSWER_YES || item->answer == ANSWER_NO)
		return out ? holds_out(after, item->org, item->answer) : holds_in(probe, item->org, item->answer);
	if (item->answer == ANSWER_NOT_GIVEN)
		return (Holds){out ? SCRIPT_BACK_OUT_NOT_GIVEN : SCRIPT_BACK_IN_NOT_GIVEN, 0};
	return (Holds){out ? SCRIPT_BACK_OUT_LATER : SCRIPT_BACK_IN_LATER, 0};
}

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

static SittingLine *next_line(SittingLines *lines)
{
	if (lines->count == lines->room) {
		size_t room = lines->room ? 2 * lines->room : FIRST_LINES;
		SittingLine *larger = arena_array(lines->arena, room, sizeof *larger);
		for (size_t i = 0; i < lines->count; i++)
			larger[i] = lines->items[i];
		lines->items = larger;
		lines->room = room;
	}
	return &lines->items[lines->count++];
}

void sitting_line(SittingLines *lines, ScriptText text, ScriptWords words)
{
	const Sitting *sitting = lines->sitting;
	const char *own = desk_script(sitting->desk, sitting_speaks(sitting), text, words.count);
	*next_line(lines) = (SittingLine){
		.text = text,
		.english = filled(lines->arena, script_english(text, words.count), &words),
		.own = own ? filled(lines->arena, own, &words) : NULL,
	};
}

static const char *said_in(SittingLines *lines, const Language *language, const char *words_with_places,
			   ScriptWords words, Date day)
{
	char printed[LANGUAGE_DATE_MAX];
	if (!date_is_none(day)) {
		language_print_date(language, day, printed);
		words.day = printed;
	}
	return filled(lines->arena, words_with_places, &words);
}

void sitting_say(SittingLines *lines, const char *english, ScriptWords words, Date day)
{
	const Sitting *sitting = lines->sitting;
	const char *own = desk_phrase(sitting->desk, sitting_speaks(sitting), english);
	*next_line(lines) = (SittingLine){
		.english = said_in(lines, &languages[0], english, words, day),
		.own = own != english ? said_in(lines, sitting->language, own, words, day) : NULL,
	};
}

void sitting_about_lines(const Sitting *sitting, SittingLines *lines)
{
	const ScriptWords words = {.patient = sitting->patient};
	if (sitting->speaker.who != WHO_PATIENT)
		sitting_line(lines, SCRIPT_ABOUT, words);
	if (sitting->speaker.who == WHO_PARENTAL_RESPONSIBILITY)
		sitting_line(lines, SCRIPT_UNTIL_16, words);
}

void sitting_change_offer_lines(SittingLines *lines, ScriptWords words)
{
	sitting_line(lines, SCRIPT_OPTED_OUT_CHANGE, words);
	if (!desk_is_kiosk(lines->sitting->desk))
		sitting_line(lines, SCRIPT_OPTED_OUT_HELP, words);
}
