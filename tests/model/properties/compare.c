#include "model/properties/compare.h"

#include "base/macros.h"
#include "base/text.h"

static void tell_text(const char *name, const char *value)
{
	if (value && *value)
		fprintf(stderr, " %s %s", name, value);
}

static void tell_hours(const char *name, Instant at)
{
	if (at.seconds != INT64_MIN && at.seconds != INT64_MAX && at.seconds != 0)
		fprintf(stderr, " %s %+.2fh", name, (double)(at.seconds - SCENE_START) / SCENE_HOUR);
}

static void tell_fact(const Fact *fact)
{
	fprintf(stderr, "  #%-3d %-3s %s", (int)fact->seq, fact->id, words_text(&fact_kind_words, fact->kind));
	tell_text("practice", fact->practice);
	tell_text("org", fact->org);
	tell_text("episode", fact->episode);
	tell_text("entry", fact->entry);
	tell_text("request", fact->request);
	tell_text("override", fact->override);
	tell_text("fact", fact->fact);
	tell_text("study", fact->study);
	tell_text("direction", words_text(&direction_words, fact->direction));
	tell_text("answer", words_text(&answer_words, fact->answer));
	tell_text("who", words_text(&who_words, fact->who));
	tell_text("standing", words_text(&standing_words, fact->standing));
	tell_text("channel", words_text(&view_channel_words, fact->view_channel));
	tell_text("status", words_text(&scr_status_words, fact->scr_status));
	tell_text("include", words_text(&truth_words, fact->scr_include));
	tell_text("choice", words_text(&mig_choice_words, fact->mig_choice));
	tell_text("purpose", words_text(&purpose_words, fact->purpose));
	tell_text("choice", words_text(&purpose_choice_words, fact->purpose_choice));
	tell_text("value", words_text(&national_words, fact->national));
	tell_text("include_private", words_text(&truth_words, fact->include_private));
	tell_text("reason", words_text(&override_reason_words, fact->override_reason));
	tell_text("tell", words_text(&tell_words, fact->tell));
	tell_hours("until", fact->until);
	tell_hours("at", fact->at);
	tell_hours("told", fact->recorded_at);
	fputc('\n', stderr);
}

void compare_tell_facts(const Scene *scene)
{
	for (size_t i = 0; i < scene->organisation_count; i++)
		fprintf(stderr, "  organisation %s %s %s mig %s scr %s\n", scene->organisations[i].code,
			words_text(&care_words, scene->organisations[i].care),
			words_text(&system_words, scene->organisations[i].system),
			words_text(&truth_words, scene->organisations[i].mig),
			words_text(&truth_words, scene->organisations[i].scr));
	for (size_t i = 0; i < scene->entry_count; i++) {
		fprintf(stderr, "  entry %s of %s %s sensitive %s", scene->entries[i].id, scene->entries[i].org,
			words_text(&category_words, scene->entries[i].category),
			words_text(&truth_words, scene->entries[i].sensitive));
		tell_hours("recorded", scene->entries[i].recorded);
		fputc('\n', stderr);
	}
	for (size_t i = 0; i < scene->standing_count; i++)
		tell_fact(&scene->standings[i]);
	for (size_t i = 0; i < scene->fact_count; i++)
		tell_fact(&scene->facts[i]);
	if (scene->sixteen.seconds != INT64_MAX)
		tell_hours("  sixteen", scene->sixteen), fputc('\n', stderr);
}

static bool same_ruling(const Ruling *model, const NaiveRuling *naive)
{
	return text_is(verdict_text(model->verdict), naive->verdict) &&
	       text_is(reason_text(model->reason), naive->reason) && text_is(rule_text(model->rule), naive->rule);
}

static bool same_answer(const Decision *model, const NaiveAnswer *naive)
{
	if (!text_is(verdict_text(model->verdict), naive->verdict) ||
	    !text_is(reason_text(model->reason), naive->reason) || !text_is(via_text(model->via), naive->via) ||
	    !text_is(rule_text(model->rule), naive->rule) || model->general != naive->general)
		return false;
	for (size_t c = 0; c < CHANNELS && !model->general; c++)
		if (!same_ruling(&model->channels[c], &naive->channels[c]))
			return false;
	return true;
}

static void tell_difference(const Decision *model, const NaiveAnswer *naive)
{
	fprintf(stderr, "  the model: %s via %s, %s (%s)", verdict_text(model->verdict),
		text_or(via_text(model->via), "-"), reason_text(model->reason), rule_text(model->rule));
	for (size_t c = 0; c < CHANNELS && !model->general; c++)
		fprintf(stderr, "; %s %s (%s)", verdict_text(model->channels[c].verdict),
			reason_text(model->channels[c].reason), rule_text(model->channels[c].rule));
	fprintf(stderr, "\n  naive:     %s via %s, %s (%s)", naive->verdict, text_or(naive->via, "-"), naive->reason,
		naive->rule);
	for (size_t c = 0; c < CHANNELS && !naive->general; c++)
		fprintf(stderr, "; %s %s (%s)", naive->channels[c].verdict, naive->channels[c].reason,
			naive->channels[c].rule);
	fputc('\n', stderr);
}

bool compare_care(Scene *scene, Instant at, Instant known_at, size_t *asked)
{
	Reach reach = scene_fold(scene, at, known_at);
	size_t asking = scene->asking ? scene->asking : scene->organisation_count + 1;
	for (size_t o = 0; o < asking; o++) {
		const char *code =
			o < scene->organisation_count ? scene->organisations[o].code : "nowhere"; /* in no directory */
		Viewer viewer = viewer_of(&reach, code);
		for (size_t e = 0; e < scene->entry_count; e++) {
			Decision model = decide(&viewer, e);
			NaiveQuestion question = {code, &scene->entries[e], at, known_at};
			NaiveAnswer naive = naive_decide(&scene->naive, &question);
			++*asked;
			if (same_answer(&model, &naive))
				continue;
			fprintf(stderr, "May %s see %s", question.org, question.entry->id);
			tell_hours("at", at);
			tell_hours("known at", known_at);
			fputs("?\n", stderr);
			compare_tell_facts(scene);
			tell_difference(&model, &naive);
			return false;
		}
	}
	return true;
}

bool compare_research(Scene *scene, Instant at, Instant known_at, size_t *asked)
{
	static const ResearchUse uses[] = {
		{COLOUR_RED, false, NULL},  {COLOUR_RED, false, "S1"},	 {COLOUR_RED, true, "S1"},
		{COLOUR_RED, false, "S2"},  {COLOUR_AMBER, false, "S1"}, {COLOUR_AMBER, false, NULL},
		{COLOUR_AMBER, true, NULL}, {COLOUR_GREEN, false, "S1"},
	};
	Reach reach = scene_fold(scene, at, known_at);
	for (size_t u = 0; u < countof(uses); u++) {
		Decision model = research_decide(&reach, &uses[u]);
		NaiveUse use = {words_text(&colour_words, uses[u].colour), uses[u].study, uses[u].public_health, at,
				known_at};
		NaiveRuling naive = naive_research(&scene->naive, &use);
		++*asked;
		if (text_is(verdict_text(model.verdict), naive.verdict) &&
		    text_is(reason_text(model.reason), naive.reason) && text_is(rule_text(model.rule), naive.rule) &&
		    !via_text(model.via))
			continue;
		fprintf(stderr, "May %s data be used for %s%s", use.colour, text_or(use.study, "planning"),
			use.public_health ? ", public health" : "");
		tell_hours("at", at);
		fputs("?\n", stderr);
		compare_tell_facts(scene);
		fprintf(stderr, "  the model: %s, %s\n  naive:     %s, %s\n", verdict_text(model.verdict),
			reason_text(model.reason), naive.verdict, naive.reason);
		return false;
	}
	return true;
}

bool compare_told(Scene *scene, Instant at, Instant known_at, size_t *asked)
{
	Reach reach = scene_fold(scene, at, known_at);
	for (size_t i = 0; i < reach.override_count; i++) {
		const char *id = reach.overrides[i].opening->override;
		const bool model = override_may_be_told(&reach.overrides[i], at);
		++*asked;
		if (model == naive_may_be_told(&scene->naive, id, at, known_at))
			continue;
		fprintf(stderr, "May the patient be told of %s", id);
		tell_hours("at", at);
		tell_hours("known at", known_at);
		fputs("?\n", stderr);
		compare_tell_facts(scene);
		fprintf(stderr, "  the model: %s\n", model ? "yes" : "no");
		return false;
	}
	return true;
}
