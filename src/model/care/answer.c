#include "base/text.h"
#include "model/care/inside.h"
#include "model/readings/explain.h"

/* --- What was answered --- */

static bool same_question(const GivenAnswer *a, const GivenAnswer *b)
{
	return a->direction == b->direction && text_is(a->episode, b->episode);
}

static bool check_answers(const GivenAnswer *answers, size_t count, Error *err)
{
	for (size_t i = 0; i < count; i++) {
		if (*words_text(&direction_words, answers[i].direction) == '\0' ||
		    *words_text(&question_answer_words, answers[i].answer) == '\0')
			return fail(err, ERROR_INPUT,
				    "An answer is to Share Out or Share In, and is yes, no or not given.");
		for (size_t j = 0; j < i; j++)
			if (same_question(&answers[i], &answers[j]))
				return fail(err, ERROR_INPUT, "The same question was answered twice: ask it once.");
	}
	return true;
}

/* --- Telling them --- */

/* Another desk may have ended the care since it was asked about. */
static bool check_still_open(const TellingNow *now, const GivenAnswer *answers, size_t count, Error *err)
{
	const Reach *reach = desk_fold_now(now);
	for (size_t i = 0; i < count; i++) {
		const Episode *episode;
		if (!desk_open_episode(reach, answers[i].episode, &episode, err) ||
		    !desk_check_undisputed(reach, episode, err))
			return false;
	}
	return true;
}

static Fact fact_of(const GivenAnswer *answer)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_ANSWERED;
	fact.episode = answer->episode;
	fact.direction = (WordByte)answer->direction;
	fact.answer = (WordByte)answer->answer;
	return fact;
}

size_t desk_given_facts(Desk *desk, const Chart *chart, const Speaker *speaker, const Given *given, Arena *keep,
			Fact *facts)
{
	const size_t answers = given->answer_count;
	for (size_t i = 0; i < answers; i++)
		facts[i] = fact_of(&given->answers[i]);
	const size_t count = answers + choices_facts(given->choices, given->choice_count, facts + answers);
	for (size_t i = 0; i < count; i++) {
		desk_speaker_fill(speaker, &facts[i]);
		facts[i].note = desk_interpreter_note(speaker, keep);
		facts[i].at = facts[i].recorded_at = desk_now(desk);
		facts[i].patient = chart->world.person->nhs;
	}
	return count;
}

/* The sentence that undo says: one organisation or choice by name, more by their number. */
static const char *act_text(const Chart *chart, const Given *given, Arena *keep)
{
	const GivenAnswer *answers = given->answers;
	const size_t count = given->answer_count + given->choice_count;
	if (count == 0)
		return "changed the contact details";
	if (count == 1 && given->choice_count == 1)
		return arena_print(keep, "recorded the choice about %s", choice_called(&given->choices[0].choice));
	for (size_t i = 0; i < count; i++)
		if (i >= given->answer_count || !text_is(answers[i].episode, answers[0].episode))
			return arena_print(keep, "recorded %d answers", (int)count);
	const Episode *episode = agreements_episode(&chart->now.agreements, text_or(answers[0].episode, ""));
	return arena_print(keep, "recorded the answers about %s",
			   episode ? desk_called(&chart->now, episode, keep) : "");
}

/* Who cannot respond says nothing, and nobody says it for them: then it is only noted, and only of a permission. */
static bool nobody_speaks(const Speaker *speaker, const Given *given)
{
	bool unable = !speaker->who && given->answer_count == 0 && given->choice_count > 0;
	for (size_t i = 0; i < given->choice_count; i++)
		unable = unable && given->choices[i].answer == ANSWER_UNABLE;
	return unable;
}

static bool check_given(Desk *desk, const Speaker *speaker, const Given *given, Error *err)
{
	if ((given->contact && !desk_allows(desk, ACT_CONTACT, err)) ||
	    (given->choice_count > 0 && !desk_allows(desk, ACT_ASK, err)) ||
	    (!nobody_speaks(speaker, given) && !desk_check_speaker(desk, speaker, err)))
		return false;
	return check_answers(given->answers, given->answer_count, err) &&
	       choices_check(speaker, given->choices, given->choice_count, err) &&
	       (given->answer_count + given->choice_count > 0 || given->contact ||
		fail(err, ERROR_INPUT, "No question was answered, so there is nothing to record."));
}

static bool check_now(const TellingNow *now, const Speaker *speaker, const Given *given, Error *err)
{
	return check_still_open(now, given->answers, given->answer_count, err) &&
	       choices_check_now(desk_fold_now(now), given->choices, given->choice_count, err) &&
	       desk_check_age(speaker->who, now, err);
}

bool desk_record(Desk *desk, Chart *chart, const Speaker *speaker, const Given *given, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = desk_answering_right(desk),
		.clock = true,
		.living = true,
		.no_entry = given->choice_count == 0,
	};
	if (!desk_may_answer(desk, speaker->how, speaker->who, err) || !telling_may(&telling, err) ||
	    !check_given(desk, speaker, given, err))
		return false;

	Arena *keep = &chart_open(chart)->visit;
	Fact *facts = arena_array(keep, given->answer_count + given->choice_count + 1, sizeof *facts);
	Fact restore;
	size_t told = desk_given_facts(desk, chart, speaker, given, keep, facts);
	for (size_t i = 0; i < told; i++)
		facts[i].at = facts[i].recorded_at = INSTANT_MIN; /* the telling gives them their moment */
	if (given->contact &&
	    !desk_contact_fact(chart->world.person, given->contact, keep, &facts[told++], &restore, err))
		return false;

	telling.act = act_text(chart, given, keep);
	if (!telling_begin(&telling, err) || !check_now(&telling.now, speaker, given, err) ||
	    !telling_put_all(&telling, facts, told, err) || !telling_commit(&telling, err))
		return false;
	if (given->contact)
		desk_contact_remember(chart, &restore);
	return true;
}
