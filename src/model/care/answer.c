#include "base/text.h"
#include "model/care/inside.h"
#include "model/readings/explain.h"
#include "model/spoken/language.h"
#include "model/spoken/script.h"

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
static bool check_still_open(const TellingNow *now, Who who, const GivenAnswer *answers, size_t count, Error *err)
{
	const Reach *reach = desk_fold_now(now);
	for (size_t i = 0; i < count; i++) {
		const Episode *episode;
		if (!desk_open_episode(reach, answers[i].episode, &episode, err) ||
		    !desk_check_undisputed(reach, episode, err) || !desk_check_age(who, now, err))
			return false;
	}
	return true;
}

void desk_answer_facts(Desk *desk, const Chart *chart, const Speaker *speaker, const GivenAnswer *answers, size_t count,
		       Fact *facts)
{
	Instant now = desk_now(desk);
	const Language *language = language_find(speaker->language), *said = language ? language : &languages[0];
	for (size_t i = 0; i < count; i++) {
		Fact *fact = &facts[i];
		*fact = FACT_NONE;
		fact->kind = FACT_ANSWERED;
		fact->at = fact->recorded_at = now;
		fact->patient = chart->world.person->nhs;
		fact->episode = answers[i].episode;
		fact->direction = (WordByte)answers[i].direction;
		fact->answer = (WordByte)answers[i].answer;
		fact->who = (WordByte)speaker->who;
		fact->how = (WordByte)speaker->how;
		fact->capacity = (WordByte)speaker->capacity;
		fact->name = speaker->who == WHO_PATIENT || text_empty(speaker->name) ? NULL : speaker->name;
		fact->reason = text_empty(speaker->reason) ? NULL : speaker->reason;
		fact->language = text_empty(speaker->language) ? NULL : speaker->language;
		fact->script = speaker->brief ? said->brief : said->script;
	}
}

/* The sentence that undo says: one organisation by name, more by their number. */
static const char *act_text(const Chart *chart, const GivenAnswer *answers, size_t count, Arena *keep)
{
	if (count == 0)
		return "changed the contact details";
	for (size_t i = 1; i < count; i++)
		if (!text_is(answers[i].episode, answers[0].episode))
			return arena_print(keep, "recorded %d answers", (int)count);
	const Episode *episode = agreements_episode(&chart->now.agreements, text_or(answers[0].episode, ""));
	return arena_print(keep, "recorded the answers about %s",
			   episode ? desk_called(&chart->now, episode, keep) : "");
}

bool desk_answer_and_contact(Desk *desk, Chart *chart, const Speaker *speaker, const GivenAnswer *answers, size_t count,
			     const Contact *contact, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = desk_answering_right(desk),
		.clock = true,
		.living = true,
	};
	if (!desk_may_answer(desk, speaker->how, speaker->who, err) ||
	    (contact && !desk_allows(desk, ACT_CONTACT, err)) || !telling_may(&telling, err) ||
	    !desk_check_speaker(desk, speaker, err) || !check_answers(answers, count, err))
		return false;
	if (count == 0 && !contact)
		return fail(err, ERROR_INPUT, "No question was answered, so there is nothing to record.");

	Arena *keep = &chart_open(chart)->visit;
	Fact *facts = arena_array(keep, count + 1, sizeof *facts);
	Fact restore;
	size_t told = count;
	desk_answer_facts(desk, chart, speaker, answers, count, facts);
	for (size_t i = 0; i < count; i++)
		facts[i].at = facts[i].recorded_at = INSTANT_MIN; /* the telling gives them their moment */
	for (size_t i = 0; i < count && !text_empty(speaker->interpreter); i++)
		facts[i].note = arena_print(keep, "Interpreter: %s", speaker->interpreter);
	if (contact && !desk_contact_fact(chart->world.person, contact, keep, &facts[told++], &restore, err))
		return false;

	telling.act = act_text(chart, answers, count, keep);
	if (!telling_begin(&telling, err) || !check_still_open(&telling.now, speaker->who, answers, count, err) ||
	    !telling_put_all(&telling, facts, told, err) || !telling_commit(&telling, err))
		return false;
	if (contact)
		desk_contact_remember(chart, &restore);
	return true;
}

bool desk_answer(Desk *desk, Chart *chart, const Speaker *speaker, const GivenAnswer *answers, size_t count, Error *err)
{
	return desk_answer_and_contact(desk, chart, speaker, answers, count, NULL, err);
}
