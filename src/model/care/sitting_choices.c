/* The choices beside Share Out and Share In, as a sitting asks them. */
#include "base/text.h"
#include "model/care/inside.h"
#include "model/readings/explain.h"

/* --- Which --- */

static bool is_view(const SittingChosen *chosen)
{
	return chosen->choice.about == ABOUT_VIEW_MIG || chosen->choice.about == ABOUT_VIEW_SCR;
}

/* What stood for the entry when it was recorded: its day is all that is said of it aloud. */
static Date day_of(const Sitting *sitting, const char *entry)
{
	const World *world = &sitting->chart->world;
	for (size_t i = 0; i < world->entries.count; i++)
		if (text_is(world->entries.items[i].id, entry))
			return zone_date(world->zone, world->entries.items[i].recorded);
	return (Date){0};
}

static SittingChosen chosen_of(Sitting *sitting, const Choice *choice)
{
	SittingChosen chosen = {.choice = {choice->about, arena_text(&sitting->arena, choice->of)}};
	if (is_view(&chosen))
		chosen.called =
			arena_text(&sitting->arena, explain_name(&sitting->chart->world, choice->of, &sitting->arena));
	else if (choice->about == ABOUT_STUDY)
		chosen.called = chosen.choice.of;
	else if (choice->about == ABOUT_SCR_ENTRY)
		chosen.day = day_of(sitting, choice->of);
	return chosen;
}

void sitting_choose_order(Sitting *sitting, const SittingOrder *order)
{
	const Choice *choices = order->choices;
	size_t count = choices ? order->choice_count : 0;
	if (!choices && order->more)
		choices_due(sitting->desk, sitting->chart, &sitting->arena, &choices, &count);
	sitting->more = order->choices != NULL;
	sitting->chosen = arena_array(&sitting->arena, count, sizeof *sitting->chosen);
	for (size_t i = 0; i < count; i++)
		sitting->chosen[sitting->chosen_count++] = chosen_of(sitting, &choices[i]);
}

bool sitting_permits(const Sitting *sitting)
{
	bool permits = sitting->chosen_count > 0 && sitting->item_count == 0;
	for (size_t i = 0; i < sitting->chosen_count; i++)
		permits = permits && is_view(&sitting->chosen[i]);
	return permits;
}

bool sitting_own_wish(const Sitting *sitting)
{
	bool own = sitting->item_count == 0 && sitting->chosen_count > 0;
	for (size_t i = 0; i < sitting->chosen_count; i++)
		own = own && choice_is_own_wish(&sitting->chosen[i].choice);
	return own;
}

static const SittingChosen *find(const Sitting *sitting, ChoiceAbout about)
{
	for (size_t i = 0; i < sitting->chosen_count; i++)
		if (sitting->chosen[i].choice.about == about)
			return &sitting->chosen[i];
	return NULL;
}

/* What a summary shows is asked of who is to have one. */
static bool may_come(const Sitting *sitting, const SittingChosen *chosen)
{
	const SittingChosen *scr = chosen->choice.about == ABOUT_SCR_MORE ? find(sitting, ABOUT_SCR) : NULL;
	return !sitting->unable && (!scr || scr->answer == ANSWER_YES) &&
	       (sitting->speaker.who != WHO_BEST_INTEREST || !choice_is_own_wish(&chosen->choice));
}

static bool comes(const Sitting *sitting, const SittingChosen *chosen)
{
	return sitting->more && may_come(sitting, chosen);
}

/* The n-th of those that come up. */
static SittingChosen *nth(const Sitting *sitting, size_t n)
{
	for (size_t i = 0; i < sitting->chosen_count; i++)
		if (comes(sitting, &sitting->chosen[i]) && n-- == 0)
			return &sitting->chosen[i];
	return NULL;
}

size_t sitting_times_choose(const Sitting *sitting)
{
	size_t times = 0;
	for (size_t i = 0; i < sitting->chosen_count; i++)
		times += comes(sitting, &sitting->chosen[i]);
	return times;
}

bool sitting_chosen_again(const Sitting *sitting, size_t *at)
{
	for (const SittingChosen *chosen; (chosen = nth(sitting, *at)); ++*at)
		if (chosen->again)
			return true;
	return false;
}

/* How many would come, whether there is time for them or not: a summary and what it shows is one. */
static size_t count_more(const Sitting *sitting)
{
	size_t count = 0;
	for (size_t i = 0; i < sitting->chosen_count; i++)
		count += sitting->chosen[i].choice.about != ABOUT_SCR_MORE && may_come(sitting, &sitting->chosen[i]);
	return count;
}

size_t sitting_times_more(const Sitting *sitting)
{
	return sitting->item_count > 0 && count_more(sitting) > 0;
}

/* --- Answers --- */

void sitting_take_more(Sitting *sitting, char key)
{
	sitting->more = key == 'y';
}

/* "Enough for today": this one and those that follow are left, and what was answered stays. */
void sitting_take_choose(Sitting *sitting, char key)
{
	SittingChosen *chosen = nth(sitting, sitting->at);
	if (key == 'g') {
		sitting->speaker.brief = !sitting->speaker.brief;
		return;
	}
	chosen->answer = key == 'y' ? ANSWER_YES : key == 'n' ? ANSWER_NO : 0;
	chosen->later = chosen->answer == 0;
	while (key == 'e' && ++chosen < sitting->chosen + sitting->chosen_count) {
		chosen->answer = 0;
		chosen->later = true;
	}
	if (key == 'e' && sitting_times_choose(sitting) > 0)
		sitting->at = sitting_times_choose(sitting) - 1;
}

/* A yes to a summary whose contents are left for another time is left with them. */
static bool is_given(const Sitting *sitting, const SittingChosen *chosen)
{
	const SittingChosen *more = chosen->choice.about == ABOUT_SCR ? find(sitting, ABOUT_SCR_MORE) : NULL;
	if (sitting->unable)
		return is_view(chosen);
	return comes(sitting, chosen) && chosen->answer && (!more || chosen->answer == ANSWER_NO || more->answer);
}

static size_t given_choices(const Sitting *sitting, Arena *arena, const ChoiceGiven **ret_given)
{
	ChoiceGiven *given = arena_array(arena, sitting->chosen_count, sizeof *given);
	size_t count = 0;
	for (size_t i = 0; i < sitting->chosen_count; i++) {
		const SittingChosen *chosen = &sitting->chosen[i];
		if (is_given(sitting, chosen))
			given[count++] =
				(ChoiceGiven){chosen->choice, sitting->unable ? ANSWER_UNABLE : chosen->answer};
	}
	*ret_given = given;
	return count;
}

Given sitting_given(const Sitting *sitting, Arena *arena)
{
	Given given = {0};
	given.answer_count = sitting_answers(sitting, arena, &given.answers);
	given.choice_count = given_choices(sitting, arena, &given.choices);
	return given;
}

const Chart *sitting_told(const Sitting *sitting, Arena *arena)
{
	return desk_chart_told(sitting->desk, sitting->chart, arena);
}

void sitting_preview_of(const Sitting *sitting, const Given *given, Arena *arena, Reach *ret_reach)
{
	Fact *facts = arena_array(arena, given->answer_count + given->choice_count, sizeof *facts);
	Speaker speaker = sitting_speaker(sitting);
	const size_t count = desk_given_facts(sitting->desk, sitting->chart, &speaker, given, arena, facts);
	desk_preview(sitting->desk, sitting_told(sitting, arena), facts, count, arena, ret_reach);
}

void sitting_preview(const Sitting *sitting, Arena *arena, Reach *ret_reach)
{
	const Given given = sitting_given(sitting, arena);
	sitting_preview_of(sitting, &given, arena, ret_reach);
}

/* Having a summary and what it shows is one choice. */
size_t sitting_choice_count(const Sitting *sitting)
{
	size_t count = 0;
	for (size_t i = 0; i < sitting->chosen_count; i++) {
		const SittingChosen *chosen = &sitting->chosen[i];
		count +=
			is_given(sitting, chosen) && (chosen->choice.about != ABOUT_SCR || chosen->answer == ANSWER_NO);
	}
	return count;
}

bool sitting_chosen_later(const Sitting *sitting)
{
	for (size_t i = 0; i < sitting->chosen_count; i++) {
		const SittingChosen *chosen = &sitting->chosen[i];
		if (may_come(sitting, chosen) && !is_given(sitting, chosen))
			return true;
	}
	return false;
}

/* --- What is read --- */

static ScriptWords words_of(const Sitting *sitting, const SittingChosen *chosen)
{
	return (ScriptWords){.patient = sitting->patient, .organisation = chosen->called, .words = chosen->called};
}

void sitting_more_lines(const Sitting *sitting, SittingLines *lines)
{
	sitting_line(lines, SCRIPT_MORE, (ScriptWords){.count = count_more(sitting)});
	lines->items[0].question = true;
}

/* What holds at present: what was said before, or of a summary what home says of who said nothing (S1). */
static void now_line(const Sitting *sitting, const SittingChosen *chosen, SittingLines *lines)
{
	const Answer stands = choice_stands(&sitting->chart->now, &chosen->choice);
	if (chosen->choice.about == ABOUT_NATIONAL || is_view(chosen))
		return;
	if (stands)
		sitting_line(lines, stands == ANSWER_YES ? SCRIPT_NOW_YES : SCRIPT_NOW_NO, (ScriptWords){0});
	else if (chosen->choice.about == ABOUT_SCR && !sitting->speaker.brief)
		sitting_line(lines,
			     reach_scr(&sitting->chart->now).status == SCR_ADDITIONAL ? SCRIPT_SCR_ADDITIONAL
										      : SCRIPT_SCR_CORE,
			     (ScriptWords){0});
}

/* What else a no comes to. */
static void honest_line(ChoiceAbout about, SittingLines *lines)
{
	if (about == ABOUT_SCR || about == ABOUT_MIG)
		sitting_line(lines, SCRIPT_HONEST_CARE, (ScriptWords){0});
	else if (about == ABOUT_PLANNED || about == ABOUT_UNPLANNED)
		sitting_line(lines, SCRIPT_HONEST_EMERGENCY, (ScriptWords){0});
}

/* G4: a yes to a summary or to the local view opens nothing to those whose kind of care is opted out of. */
static const struct {
	Purpose purpose;
	ScriptText before, after;
} closing[] = {
	{PURPOSE_PLANNED, SCRIPT_OPTED_OUT_LOOK_PLANNED, SCRIPT_BACK_NOT_PLANNED},
	{PURPOSE_UNPLANNED, SCRIPT_OPTED_OUT_LOOK_UNPLANNED, SCRIPT_BACK_NOT_UNPLANNED},
};

static void closed_before_lines(const Sitting *sitting, ChoiceAbout about, SittingLines *lines)
{
	for (size_t i = 0; i < countof(closing) && (about == ABOUT_SCR || about == ABOUT_MIG); i++)
		if (reach_opt_out(&sitting->chart->now, closing[i].purpose))
			sitting_line(lines, closing[i].before, (ScriptWords){0});
	if (lines->count > 0)
		sitting_change_offer_lines(lines, (ScriptWords){0});
}

/* With the answers of this sitting. */
static void closed_after_lines(const Sitting *sitting, const SittingChosen *chosen, SittingLines *lines)
{
	const ChoiceAbout about = chosen->choice.about;
	Reach after;
	if (about != ABOUT_SCR_MORE && (about != ABOUT_MIG || chosen->answer != ANSWER_YES))
		return;
	sitting_preview(sitting, lines->arena, &after);
	for (size_t i = 0; i < countof(closing); i++)
		if (reach_opt_out(&after, closing[i].purpose))
			sitting_line(lines, closing[i].after, (ScriptWords){0});
}

/* R5: it stands beside an allow of research. */
static void national_line(const Sitting *sitting, ChoiceAbout about, SittingLines *lines)
{
	const Choice national = {ABOUT_NATIONAL, NULL};
	if (about == ABOUT_RESEARCH && choice_stands(&sitting->chart->now, &national) == ANSWER_YES)
		sitting_line(lines, SCRIPT_BACK_NATIONAL, (ScriptWords){0});
}

void sitting_choose_lines(const Sitting *sitting, SittingLines *lines)
{
	const SittingChosen *chosen = nth(sitting, sitting->at);
	const ChoiceWords *words = &spoken_choices[chosen->choice.about];
	const ScriptWords filling = words_of(sitting, chosen);
	closed_before_lines(sitting, chosen->choice.about, lines);
	sitting_say(lines, words->question, filling, chosen->day);
	lines->items[lines->count - 1].question = true;
	if (sitting->item_count == 0 && sitting->at == 0)
		sitting_about_lines(sitting, lines);
	if (!sitting->speaker.brief)
		sitting_say(lines, words->what, filling, chosen->day);
	now_line(sitting, chosen, lines);
	national_line(sitting, chosen->choice.about, lines);
	sitting_say(lines, words->yes, filling, chosen->day);
	sitting_say(lines, words->no, filling, chosen->day);
	if (sitting->speaker.brief)
		return;
	honest_line(chosen->choice.about, lines);
	if (chosen->choice.about != ABOUT_NATIONAL)
		sitting_line(lines, SCRIPT_HONEST_CHANGE, filling);
}

/* As one of the script's own, by which what was read back is told from what it changes. */
static void back_line(SittingLines *lines, const char *english, ScriptWords words, Date day)
{
	sitting_say(lines, english, words, day);
	lines->items[lines->count - 1].text = SCRIPT_BACK_FROM;
}

/* G4: an allow of research waits where an opt-out stands; an opt-out does not, here. */
static void from_line(const Sitting *sitting, const SittingChosen *chosen, SittingLines *lines)
{
	const Zone *zone = sitting->chart->world.zone;
	const Instant from = instant_add(desk_now(sitting->desk), RESEARCH_LAG_SECONDS);
	if (chosen->choice.about != ABOUT_RESEARCH)
		return;
	if (chosen->answer == ANSWER_NO)
		sitting_line(lines, SCRIPT_BACK_AT_ONCE, (ScriptWords){0});
	else if (reach_opt_out(&sitting->chart->now, PURPOSE_RESEARCH))
		back_line(lines, script_english(SCRIPT_BACK_FROM, 0), (ScriptWords){0}, zone_date(zone, from));
}

/* S3: with the answers of this sitting. */
static void unseen_line(const Sitting *sitting, const SittingChosen *chosen, SittingLines *lines)
{
	Reach after;
	if (chosen->choice.about != ABOUT_SCR_ENTRY || chosen->answer != ANSWER_YES)
		return;
	sitting_preview(sitting, lines->arena, &after);
	if (reach_scr(&after).status != SCR_ADDITIONAL)
		sitting_line(lines, SCRIPT_BACK_ENTRY_UNSEEN, (ScriptWords){0});
}

/* P1: losing the power to answer does not undo a no. */
static ScriptText unable_text(const Sitting *sitting, const SittingChosen *chosen)
{
	return choice_stands(&sitting->chart->now, &chosen->choice) == ANSWER_NO ? SCRIPT_BACK_UNABLE_NO
										 : SCRIPT_BACK_UNABLE;
}

void sitting_chosen_lines(const Sitting *sitting, SittingLines *lines)
{
	for (size_t i = 0; i < sitting->chosen_count; i++) {
		const SittingChosen *chosen = &sitting->chosen[i];
		const ChoiceWords *words = &spoken_choices[chosen->choice.about];
		const ScriptWords filling = words_of(sitting, chosen);
		const char *back = chosen->answer == ANSWER_YES ? words->back_yes : words->back_no;
		if (!is_given(sitting, chosen))
			continue;
		if (sitting->unable)
			sitting_line(lines, unable_text(sitting, chosen), filling);
		else if (back)
			back_line(lines, back, filling, chosen->day);
		from_line(sitting, chosen, lines);
		if (chosen->answer == ANSWER_YES)
			national_line(sitting, chosen->choice.about, lines);
		unseen_line(sitting, chosen, lines);
		closed_after_lines(sitting, chosen, lines);
	}
	if (sitting->more && sitting_chosen_later(sitting))
		sitting_line(lines, SCRIPT_SAVED_REST, (ScriptWords){0});
}
