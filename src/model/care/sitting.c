#include "model/care/sitting.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "model/care/inside.h"
#include "model/desk/language.h"

/* --- When each step comes: how many times, 0 for not at all --- */

static bool is_child(const Sitting *sitting)
{
	return sitting->age >= 0 && sitting->age < ADULT_FROM;
}

static bool is_substitute(const Sitting *sitting)
{
	Who who = sitting->speaker.who;
	return who == WHO_HEALTH_WELFARE_LPA || who == WHO_DEPUTY || who == WHO_BEST_INTEREST;
}

static bool at_kiosk(const Sitting *sitting)
{
	return sitting->speaker.how == HOW_KIOSK;
}

static size_t times_respond(const Sitting *sitting)
{
	return sitting_permits(sitting);
}

static size_t times_who(const Sitting *sitting)
{
	return !at_kiosk(sitting) && !is_child(sitting) && !sitting->unable && !sitting->known;
}

static size_t times_can_decide(const Sitting *sitting)
{
	return is_child(sitting) && sitting->age >= CHILD_MAY_DECIDE_FROM && !sitting->unable;
}

static size_t times_capacity(const Sitting *sitting)
{
	return is_substitute(sitting);
}

static size_t times_name(const Sitting *sitting)
{
	Who who = sitting->unable ? 0 : sitting->speaker.who;
	return who == WHO_PARENTAL_RESPONSIBILITY || who == WHO_HEALTH_WELFARE_LPA || who == WHO_DEPUTY;
}

static size_t times_reason(const Sitting *sitting)
{
	return sitting->speaker.who == WHO_BEST_INTEREST;
}

/* Who declined to be reached ("none") is not asked again at every referral. */
static size_t times_contact(const Sitting *sitting)
{
	const Person *person = sitting->chart->world.person;
	return sitting->item_count > 0 && !person_reachable(person) && person->prefers != PREFERS_NONE &&
	       desk_may(sitting->desk, ACT_CONTACT);
}

static size_t times_contact_detail(const Sitting *sitting)
{
	return times_contact(sitting) && sitting->gives_contact;
}

/* What sharing means is said with its questions. */
static size_t times_explain(const Sitting *sitting)
{
	return sitting->item_count > 0 && !sitting->speaker.change;
}

static size_t times_ask(const Sitting *sitting)
{
	return sitting->full;
}

static size_t times_rows(const Sitting *sitting)
{
	return (sitting->item_count - sitting->full) / 2;
}

static size_t times_meanwhile(const Sitting *sitting)
{
	return sitting->news_count > 0;
}

static size_t times_other(const Sitting *sitting)
{
	size_t times = 0;
	for (size_t i = 0; i < sitting->other_count; i++)
		times += sitting_other_comes(sitting, &sitting->others[i]);
	return times;
}

/* The short form holds what is honest. */
static size_t times_honest(const Sitting *sitting)
{
	return !sitting->speaker.brief && times_explain(sitting) > 0;
}

static size_t once(const Sitting *sitting)
{
	return 1;
}

/* --- What an answer does --- */

static void take_respond(Sitting *sitting, char key)
{
	sitting->unable = key == 'n';
}

static void take_who(Sitting *sitting, char key)
{
	static const struct {
		char key;
		Who who;
	} speakers[] = {
		{'p', WHO_PATIENT},
		{'g', WHO_PATIENT},
		{'r', WHO_PARENTAL_RESPONSIBILITY},
		{'a', WHO_HEALTH_WELFARE_LPA},
		{'d', WHO_DEPUTY},
		{'b', WHO_BEST_INTEREST},
	};
	for (size_t i = 0; i < countof(speakers); i++)
		if (speakers[i].key == key)
			sitting->speaker.who = speakers[i].who;
	sitting->speaker.brief = key == 'g';
	sitting->speaker.capacity = 0; /* presumed from 16 on; the next step asks where somebody else speaks */
}

static void take_can_decide(Sitting *sitting, char key)
{
	sitting->speaker.who = key == 'y' ? WHO_PATIENT : WHO_PARENTAL_RESPONSIBILITY;
	sitting->speaker.capacity = key == 'y' ? CAPACITY_HAS : CAPACITY_LACKS;
}

/* A patient who can decide is asked, whoever came with them. */
static void take_capacity(Sitting *sitting, char key)
{
	sitting->speaker.capacity = key == 'y' ? CAPACITY_LACKS : CAPACITY_HAS;
	if (key == 'n')
		sitting->speaker.who = WHO_PATIENT;
}

static void take_contact(Sitting *sitting, char key)
{
	sitting->gives_contact = key == 'y';
}

static void take_form(Sitting *sitting, char key)
{
	if (key == 'g')
		sitting->speaker.brief = !sitting->speaker.brief;
}

static void take_item(SittingItem *item, char key)
{
	item->later = key == 'l';
	item->answer = key == 'y' ? ANSWER_YES : key == 'n' ? ANSWER_NO : key == 'w' ? ANSWER_NOT_GIVEN : 0;
}

static void take_ask(Sitting *sitting, char key)
{
	take_item(&sitting->items[sitting->at], key);
}

/* y and n are of both, o and i of that direction alone. */
static void take_row(Sitting *sitting, char key)
{
	SittingItem *pair = &sitting->items[sitting->full + 2 * sitting->at];
	take_item(&pair[0], key == 'o' ? 'y' : key == 'i' ? 'n' : key);
	take_item(&pair[1], key == 'i' ? 'y' : key == 'o' ? 'n' : key);
}

static void take_other(Sitting *sitting, char key)
{
	take_item(sitting_other(sitting, sitting->at), key);
}

/* --- The steps, in their order --- */

static bool knows_no_birth_date(const Sitting *sitting)
{
	return sitting->age < 0;
}

static bool may_decide_for(const Sitting *sitting)
{
	return desk_may(sitting->desk, ACT_BEST_INTEREST) && !sitting_own_wish(sitting);
}

static const SittingChoice who_choices[] = {
	{.key = 'p', .label = SCRIPT_KEY_PATIENT},
	{.key = 'g', .label = SCRIPT_KEY_PATIENT_SHORT},
	{.key = 'r', .label = SCRIPT_KEY_PARENT, .offered = knows_no_birth_date},
	{.key = 'a', .label = SCRIPT_KEY_ATTORNEY},
	{.key = 'd', .label = SCRIPT_KEY_DEPUTY},
	{.key = 'b', .label = SCRIPT_KEY_BEST_INTEREST, .offered = may_decide_for},
};
static const SittingChoice yes_no[] = {
	{.key = 'y', .label = SCRIPT_KEY_YES},
	{.key = 'n', .label = SCRIPT_KEY_NO},
};
static const SittingChoice ask_choices[] = {
	{.key = 'y', .label = SCRIPT_KEY_YES},
	{.key = 'n', .label = SCRIPT_KEY_NO},
	{.key = 'l', .label = SCRIPT_KEY_LATER},
	{.key = 'w', .label = SCRIPT_KEY_NOT_GIVEN},
};
static const SittingChoice row_choices[] = {
	{.key = 'y', .label = SCRIPT_KEY_BOTH},	    {.key = 'n', .label = SCRIPT_KEY_NEITHER},
	{.key = 'o', .label = SCRIPT_KEY_OUT_ONLY}, {.key = 'i', .label = SCRIPT_KEY_IN_ONLY},
	{.key = 'l', .label = SCRIPT_KEY_LATER},    {.key = 'w', .label = SCRIPT_KEY_NOT_GIVEN},
};
/* At the kiosk there is nobody to say whether they have the guide; it is a key away. */
static bool may_be_brief(const Sitting *sitting)
{
	return !at_kiosk(sitting) && !sitting->speaker.brief;
}

static bool may_be_long(const Sitting *sitting)
{
	return sitting->speaker.brief;
}

static bool has_more(const Sitting *sitting)
{
	return sitting->at + 1 < sitting_times_choose(sitting);
}

static const SittingChoice choose_choices[] = {
	{.key = 'y', .label = SCRIPT_KEY_YES},
	{.key = 'n', .label = SCRIPT_KEY_NO},
	{.key = 'l', .label = SCRIPT_KEY_LATER},
	{.key = 'e', .label = SCRIPT_KEY_ENOUGH, .offered = has_more},
	{.key = 'g', .label = SCRIPT_KEY_SHORT, .stays = true, .offered = may_be_brief},
	{.key = 'g', .label = SCRIPT_KEY_LONG, .stays = true, .offered = may_be_long},
};
static const SittingChoice explain_choices[] = {
	{.key = 'c', .label = SCRIPT_KEY_ON, .enter = true},
	{.key = 'g', .label = SCRIPT_KEY_SHORT, .stays = true, .offered = may_be_brief},
	{.key = 'g', .label = SCRIPT_KEY_LONG, .stays = true, .offered = may_be_long},
};
static const SittingChoice go_on[] = {{.key = 'c', .label = SCRIPT_KEY_ON, .enter = true}};
static const SittingChoice save[] = {{.key = 'y', .label = SCRIPT_KEY_SAVE}};
static const SittingChoice leave[] = {{.key = 'c', .label = SCRIPT_KEY_CLOSE, .enter = true}};

typedef struct StepRow {
	SittingStep step;
	size_t (*times)(const Sitting *sitting);
	const SittingChoice *choices; /* NULL where something is typed */
	size_t choice_count;
	void (*take)(Sitting *sitting, char key); /* NULL: only goes on */
	bool (*type)(Sitting *sitting, const char *typed, Error *err);
} StepRow;

#define CHOICES(list) .choices = list, .choice_count = countof(list)
static const StepRow steps[] = {
	{SITTING_RESPOND, times_respond, CHOICES(yes_no), .take = take_respond},
	{SITTING_WHO, times_who, CHOICES(who_choices), .take = take_who},
	{SITTING_CAN_DECIDE, times_can_decide, CHOICES(yes_no), .take = take_can_decide},
	{SITTING_CAPACITY, times_capacity, CHOICES(yes_no), .take = take_capacity},
	{SITTING_NAME, times_name, .type = sitting_type_name},
	{SITTING_REASON, times_reason, .type = sitting_type_reason},
	{SITTING_CONTACT, times_contact, CHOICES(yes_no), .take = take_contact},
	{SITTING_CONTACT_DETAIL, times_contact_detail, .type = sitting_type_contact},
	{SITTING_EXPLAIN, times_explain, CHOICES(explain_choices), .take = take_form},
	{SITTING_ASK, times_ask, CHOICES(ask_choices), .take = take_ask},
	{SITTING_ROWS, times_rows, CHOICES(row_choices), .take = take_row},
	{SITTING_HONEST, times_honest, CHOICES(go_on)},
	{SITTING_MORE, sitting_times_more, CHOICES(yes_no), .take = sitting_take_more},
	{SITTING_CHOOSE, sitting_times_choose, CHOICES(choose_choices), .take = sitting_take_choose},
	{SITTING_MEANWHILE, times_meanwhile, CHOICES(go_on)},
	{SITTING_OTHER, times_other, CHOICES(yes_no), .take = take_other},
	{SITTING_READ_BACK, once, CHOICES(save)},
	{SITTING_SAVED, once, CHOICES(leave)},
};
static_assert(countof(steps) == SITTING_STEPS, "one row for each step");

static void go_forward(Sitting *sitting)
{
	const bool choosing = sitting->step == SITTING_ASK || sitting->step == SITTING_CHOOSE;
	if (sitting->step == SITTING_MEANWHILE || (sitting->asks_again && choosing)) {
		if (sitting->asks_again && sitting_next_again(sitting))
			return;
		sitting->news_count = 0;
	} else if (sitting->at + 1 < steps[sitting->step].times(sitting)) {
		sitting->at++;
		return;
	}
	do
		sitting->step++;
	while (steps[sitting->step].times(sitting) == 0);
	sitting->at = 0;
}

/* What was recorded elsewhere is told before what rests on it is read back, or saved. False: there was none, or it
 * cannot be known, and then nothing is saved either. */
static bool tell_news(Sitting *sitting)
{
	if (!sitting_look(sitting) || sitting->news_count == 0)
		return false;
	sitting->step = SITTING_MEANWHILE;
	sitting->at = 0;
	return true;
}

bool sitting_back(Sitting *sitting)
{
	if (sitting->step == SITTING_SAVED)
		return false;
	if (sitting->at > 0) {
		sitting->at--;
		return true;
	}
	for (SittingStep step = sitting->step; step > 0; step--) {
		size_t times = steps[step - 1].times(sitting);
		if (times > 0) {
			sitting->step = step - 1;
			sitting->at = times - 1;
			return true;
		}
	}
	return false;
}

/* --- Beginning and ending --- */

bool sitting_begin(Sitting *sitting, Desk *desk, Chart *chart, const SittingOrder *order, Error *err)
{
	Sitting begun = {.desk = desk, .chart = chart};
	if (!desk_may_answer(desk, order->how, WHO_PATIENT, err) || !desk_clock_right(desk, INSTANT_MIN, err))
		return false;
	if (instant_order(chart->past, INSTANT_MIN) != 0)
		return fail(err, ERROR_REFUSED, "This is the past: go back to the present to ask.");
	if (!sitting_prepare(&begun, order, err)) {
		arena_free(&begun.arena);
		return false;
	}
	sitting_find_rows(&begun);
	while (steps[begun.step].times(&begun) == 0)
		begun.step++;
	*sitting = begun;
	return true;
}

void sitting_end(Sitting *sitting)
{
	arena_free(&sitting->arena);
	*sitting = (Sitting){0};
}

/* --- How it is asked --- */

void sitting_ask_by(Sitting *sitting, How how)
{
	sitting->speaker.how = sitting->chart->how = how;
}

static bool is_first_step(const Sitting *sitting)
{
	for (SittingStep step = 0; step < sitting->step; step++)
		if (steps[step].times(sitting) > 0)
			return false;
	return sitting->at == 0;
}

bool sitting_speak(Sitting *sitting, const Language *language, Error *err)
{
	if (!is_first_step(sitting))
		return fail(err, ERROR_REFUSED, "The language is chosen at the first step: go back to it with Left.");
	if (!desk_check_language(sitting->desk, language, err))
		return false;
	sitting->language = language;
	sitting->speaker.language = language == &languages[0] ? NULL : language->code;
	return true;
}

/* --- Asking --- */

static void count_steps(const Sitting *sitting, SittingQuestion *question)
{
	for (SittingStep step = 0; step < SITTING_SAVED; step++) {
		size_t times = steps[step].times(sitting);
		question->of += times;
		question->number += step < sitting->step ? times : 0;
	}
	question->number += sitting->step == SITTING_SAVED ? 0 : sitting->at + 1;
}

static SittingChoice worded(const Sitting *sitting, SittingChoice choice)
{
	choice.english = script_english(choice.label, 0);
	choice.own = desk_script(sitting->desk, sitting_speaks(sitting), choice.label, 0);
	return choice;
}

void sitting_question(const Sitting *sitting, Arena *arena, SittingQuestion *ret_question)
{
	const StepRow *row = &steps[sitting->step];
	SittingLines lines = {.arena = arena, .sitting = sitting};
	sitting_lines(sitting, &lines);
	SittingChoice *choices = arena_array(arena, row->choice_count, sizeof *choices);
	SittingQuestion question = {
		.step = sitting->step, .choices = choices, .typed = row->type ? sitting_typed(sitting) : NULL};
	for (size_t i = 0; i < row->choice_count; i++)
		if (!row->choices[i].offered || row->choices[i].offered(sitting))
			choices[question.choice_count++] = worded(sitting, row->choices[i]);
	question.lines = lines.items;
	question.line_count = lines.count;
	if (sitting->step == SITTING_ROWS) {
		question.rows = &sitting->items[sitting->full];
		question.row_count = times_rows(sitting);
		question.row = sitting->at;
	}
	count_steps(sitting, &question);
	*ret_question = question;
}

/* Another desk may be quicker by a moment: then the save is refused in its transaction, and what it was is told. */
static bool save_or_tell(Sitting *sitting, Error *err)
{
	if (tell_news(sitting))
		return true;
	const int64_t shown = sitting->chart->shown;
	if (sitting_save(sitting, err)) {
		go_forward(sitting);
		return true;
	}
	sitting->chart->shown = shown;
	return tell_news(sitting);
}

static const SittingChoice *offered_choice(const Sitting *sitting, char key)
{
	const StepRow *row = &steps[sitting->step];
	for (size_t i = 0; i < row->choice_count; i++) {
		const SittingChoice *choice = &row->choices[i];
		bool pressed = choice->key == key || (choice->enter && (key == '\r' || key == '\n'));
		if (pressed && (!choice->offered || choice->offered(sitting)))
			return choice;
	}
	return NULL;
}

bool sitting_answer(Sitting *sitting, char key, Error *err)
{
	const SittingChoice *choice = offered_choice(sitting, key);
	if (!choice)
		return fail(err, ERROR_INPUT, "That key is not an answer here: press one of those shown.");
	if (sitting->step == SITTING_SAVED)
		return true;
	if (sitting->step == SITTING_READ_BACK)
		return save_or_tell(sitting, err);
	if (steps[sitting->step].take)
		steps[sitting->step].take(sitting, choice->key);
	if (!choice->stays)
		go_forward(sitting);
	if (sitting->step >= SITTING_OTHER)
		tell_news(sitting);
	return true;
}

bool sitting_type(Sitting *sitting, const char *typed, Error *err)
{
	const StepRow *row = &steps[sitting->step];
	if (!row->type)
		return fail(err, ERROR_INPUT, "Nothing is to be typed here: press one of the keys shown.");
	if (!row->type(sitting, typed, err))
		return false;
	go_forward(sitting);
	return true;
}

bool sitting_done(const Sitting *sitting)
{
	return sitting->step == SITTING_SAVED;
}
