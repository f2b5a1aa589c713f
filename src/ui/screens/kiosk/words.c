#include "ui/screens/kiosk/inside.h"

#include <assert.h>
#include <string.h>

#include "base/macros.h"

static const char *const seconds[] = {
	NN_("Back to the start in {count} second.", "Back to the start in {count} seconds.")};

static const char *const words[] = {
	[KIOSK_WORDS_CHOOSE] = N_("Choose your language"),

	[KIOSK_WORDS_YES] = N_("Yes"),
	[KIOSK_WORDS_NO] = N_("No"),
	[KIOSK_WORDS_LATER] = N_("Ask me later"),
	[KIOSK_WORDS_CALL] = N_("Call staff"),
	[KIOSK_WORDS_ON] = N_("Go on"),
	[KIOSK_WORDS_BACK] = N_("Go back"),
	[KIOSK_WORDS_NEXT] = N_("Next: page {number} of {of}"),
	[KIOSK_WORDS_PREVIOUS] = N_("Previous page"),
	[KIOSK_WORDS_GUIDE] = N_("How sharing works"),
	[KIOSK_WORDS_ANSWER] = N_("Answer the questions"),
	[KIOSK_WORDS_OTHER_LANGUAGE] = N_("Another language"),
	[KIOSK_WORDS_SAVE] = N_("Yes, save"),
	[KIOSK_WORDS_CHANGE] = N_("No, change it"),
	[KIOSK_WORDS_STOP] = N_("Stop, save nothing"),
	[KIOSK_WORDS_FINISH] = N_("Finish"),
	[KIOSK_WORDS_HERE] = N_("I am still here"),

	[KIOSK_WORDS_WELCOME] = N_("Here you can say who may see your health record."),
	[KIOSK_WORDS_HELP] = N_("Take all the time you need. You can call staff at any time."),
	[KIOSK_WORDS_SHEET] = N_("This screen cannot show {language}. Ask staff for the questions on paper."),

	[KIOSK_WORDS_BORN] = N_("When were you born?"),
	[KIOSK_WORDS_BORN_HOW] = N_("Type the day, the month and the year in numbers. For example: 14 7 1945."),
	[KIOSK_WORDS_DAY] = N_("Day"),
	[KIOSK_WORDS_MONTH] = N_("Month"),
	[KIOSK_WORDS_YEAR] = N_("Year"),
	[KIOSK_WORDS_BORN_ORDER] =
		N_("There is no month {number}. The day comes first, then the month, then the year."),
	[KIOSK_WORDS_BORN_NONE] = N_("There is no such day. Look at the day, the month and the year again."),
	[KIOSK_WORDS_BORN_YEAR] = N_("Type the year with 4 digits, for example 1945."),
	[KIOSK_WORDS_BORN_COMING] = N_("That day is still to come. Type the day on which you were born."),
	[KIOSK_WORDS_TICKET] = N_("Type the 4 digits of your ticket."),
	[KIOSK_WORDS_TICKET_HOW] = N_("Staff at the desk give you the ticket. It holds for 10 minutes."),
	[KIOSK_WORDS_TICKET_SHORT] = N_("A ticket has 4 digits."),
	[KIOSK_WORDS_TICKET_WRONG] =
		N_("That date of birth and that ticket do not go together. Try again, or ask staff."),

	[KIOSK_WORDS_QUESTION] = N_("Question {number} of {of}"),
	[KIOSK_WORDS_CHOOSE_ONE] = N_("Choose first: press a number, or move to it with the arrow keys."),

	[KIOSK_WORDS_READ_ON] = N_("Read to the end first. Then you can answer."),

	[KIOSK_WORDS_WRONG_LANGUAGE] = N_("Press the number of your language."),
	[KIOSK_WORDS_WRONG] = N_("That key does nothing here. Press one of the keys shown."),
	[KIOSK_WORDS_WRONG_ASK] = N_("Press 1 for yes, 2 for no, 3 to be asked later, or 0 to call staff."),
	[KIOSK_WORDS_WRONG_DIGIT] = N_("Only numbers are typed here. Backspace takes one back, Enter goes on."),

	[KIOSK_WORDS_CALLED] = N_("Somebody is coming"),
	[KIOSK_WORDS_CALLED_WAIT] = N_("Staff know that you need help. You can wait here, or go back."),
	[KIOSK_WORDS_LOCKED] = N_("Staff are on their way to help you."),
	[KIOSK_WORDS_TAKEN] = N_("A member of staff goes on with this at the desk. Nothing was saved here."),
	[KIOSK_WORDS_ASK_STAFF] = N_("These questions are asked at the desk. Please speak to a member of staff."),
	[KIOSK_WORDS_NOTHING] = N_("There is nothing to ask you today. Thank you."),
	[KIOSK_WORDS_FAULT] = N_("This does not work at the moment. Please speak to a member of staff."),
	[KIOSK_WORDS_STILL] = N_("Are you still there?"),
	[KIOSK_WORDS_LOST] = N_("Press any key to go on. Answers that are not saved are forgotten."),
};
static_assert(countof(words) == KIOSK_WORDS_COUNT, "words for each");

const char *kiosk_english(KioskWords which)
{
	return words[which];
}

const char *kiosk_english_seconds(unsigned long count)
{
	return seconds[count != 1];
}

const char *kiosk_own_seconds(Desk *desk, const Language *language, unsigned long count)
{
	return desk_phrase_count(desk, language, seconds[0], seconds[1], count);
}

/* Bytes of the place that begins here, and what fills it; 0 where it is none. */
static size_t fill_place(const char *at, const KioskPlaces *places, Text *out)
{
	const struct {
		const char *place;
		size_t number;
	} numbers[] = {{"{number}", places->number}, {"{of}", places->of}, {"{count}", places->count}};
	const struct {
		const char *place, *words;
	} said[] = {{"{language}", places->language}, {"{words}", places->words}};

	for (size_t i = 0; i < countof(numbers); i++) {
		if (text_starts(at, numbers[i].place)) {
			text_add_print(out, "%zu", numbers[i].number);
			return strlen(numbers[i].place);
		}
	}
	for (size_t i = 0; i < countof(said); i++) {
		if (said[i].words && text_starts(at, said[i].place)) {
			text_add(out, said[i].words);
			return strlen(said[i].place);
		}
	}
	return 0;
}

void kiosk_fill(const char *words_with_places, const KioskPlaces *places, Text *out)
{
	for (const char *at = words_with_places; *at;) {
		const size_t n = *at == '{' ? fill_place(at, places, out) : 0;
		if (n == 0)
			text_add_char(out, *at++);
		at += n;
	}
}
