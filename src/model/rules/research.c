#include "model/rules/research.h"

#include "base/text.h"

static Decision answer(Verdict verdict, Rule rule, Reason reason, const Fact *because)
{
	return (Decision){
		.verdict = verdict,
		.rule = rule,
		.reason = reason,
		.general = true,
		.because = {because},
		.because_count = because != NULL,
	};
}

/* R3: the latest consent for the named study. */
static const Fact *study_consent(const Reach *reach, const char *study)
{
	const Fact *latest = NULL;
	for (size_t i = 0; study && i < reach->fact_count; i++)
		if (reach->facts[i]->kind == FACT_STUDY_CONSENT && text_is(reach->facts[i]->study, study))
			latest = reach->facts[i];
	return latest;
}

static Decision allow_with_basis(Rule rule, Reason reason, const Fact *because)
{
	Decision decision = answer(VERDICT_ALLOW, rule, reason, because);
	decision.needs_basis = true;
	return decision;
}

Decision research_decide(const Reach *reach, const ResearchUse *use)
{
	if (use->colour == COLOUR_GREEN)
		return answer(VERDICT_ALLOW, RULE_R1, REASON_DE_IDENTIFIED, NULL);
	if (use->public_health)
		return answer(VERDICT_ALLOW, RULE_R2, REASON_PUBLIC_HEALTH, NULL);
	const Fact *consent = study_consent(reach, use->study);
	if (consent && consent->answer == ANSWER_YES)
		return allow_with_basis(RULE_R3, REASON_STUDY_CONSENT, consent);
	if (consent)
		return answer(VERDICT_DENY, RULE_R3, REASON_STUDY_REFUSED, consent);
	const Fact *opt_out = reach_opt_out(reach, PURPOSE_RESEARCH);
	if (opt_out)
		return answer(VERDICT_DENY, RULE_R4, REASON_RESEARCH_OPT_OUT, opt_out);
	if (use->colour == COLOUR_AMBER)
		return allow_with_basis(RULE_R6, REASON_DE_IDENTIFIED, NULL);
	if (reach->national && reach->national->national == NATIONAL_OPTED_OUT)
		return answer(VERDICT_DENY, RULE_R5, REASON_NATIONAL_OPT_OUT, reach->national);
	return allow_with_basis(RULE_R6, REASON_NO_OBJECTION, NULL);
}
