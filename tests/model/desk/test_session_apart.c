/* Nothing is inferred: each act about one system leaves every other where it was, and each act is for its roles
 * alone. */
#include <string.h>

#include "base/text.h"
#include "model/audit/audit.h"
#include "model/care/care.h"
#include "model/choices/choices.h"
#include "model/choices/override.h"
#include "model/lists/lists.h"
#include "model/rules/decision.h"
#include "model/stage/at_desk.h"

static Arena arena;
static const char *episode;

static int done(void **state)
{
	arena_free(&arena);
	return end(state);
}

/* --- What stands, system by system --- */

typedef enum Part {
	PART_EDSM,
	PART_SCR,
	PART_SCR_ENTRIES,
	PART_MIG,
	PART_MIG_PERMISSION,
	PART_SCR_PERMISSION,
	PART_PLANNED,
	PART_UNPLANNED,
	PART_RESEARCH,
	PART_STUDIES,
	PART_NATIONAL,
	PART_FLAGS,
	PARTS,
} Part;

typedef struct Stands {
	const char *of[PARTS];
} Stands;

static const char *const part_names[PARTS] = {
	"eDSM",	   "SCR",	"SCR entries", "MIG",	  "MIG permission", "SCR permission",
	"planned", "unplanned", "research",    "studies", "national",	    "flags",
};

/* Every episode's answers, and what each organisation sees of each entry by eDSM alone. */
static const char *edsm(void)
{
	static const char *const orgs[] = {CLINIC_PRACTICE, CLINIC_NURSING, CLINIC_FAR};
	const Reach *reach = &clinic->chart->now;
	Text text = {.arena = &arena};
	for (size_t i = 0; i < reach->agreements.episode_count; i++) {
		const Episode *each = &reach->agreements.episodes[i];
		text_add_print(&text, "%d%d%d ", (int)each->side[DIRECTION_OUT].state,
			       (int)each->side[DIRECTION_IN].state, (int)each->verification);
	}
	for (size_t i = 0; i < countof(orgs); i++) {
		Viewer viewer = viewer_of(reach, orgs[i]);
		for (size_t e = 0; e < reach->world->entries.count; e++) {
			Decision decision = decide(&viewer, e);
			text_add_print(&text, "%d", decision.via == VIA_EDSM && decision.verdict == VERDICT_ALLOW);
		}
	}
	return text_done(&text);
}

static const char *permission(ViewChannel channel)
{
	MigPartner state;
	desk_permission_state(clinic->chart, CLINIC_FAR, channel, &arena, &state);
	return state.fact ? arena_text(&arena, state.fact->id) : "-";
}

static const char *purpose(const PurposePage *page, size_t i)
{
	return arena_print(&arena, "%d %s", (int)page->purposes[i].now, page->purposes[i].text);
}

static Stands look(void)
{
	ScrPage scr;
	MigPage mig;
	PurposePage purposes;
	EntryMarks marks;
	Stands stands;
	clinic_fresh(clinic);
	CLINIC_OK(clinic, desk_scr_page(clinic->desk, clinic->chart, &arena, &scr, &clinic->err));
	CLINIC_OK(clinic, desk_mig_page(clinic->desk, clinic->chart, &arena, &mig, &clinic->err));
	desk_purpose_page(clinic->desk, clinic->chart, &arena, &purposes);
	desk_entry_marks(clinic->chart, 0, &marks);
	stands.of[PART_EDSM] = edsm();
	stands.of[PART_SCR] = arena_print(&arena, "%d %s", (int)scr.status, scr.chosen.since);
	stands.of[PART_SCR_ENTRIES] = arena_print(&arena, "%zu of %zu", scr.included_count, scr.sensitive_count);
	stands.of[PART_MIG] = arena_print(&arena, "%d %s", (int)mig.choice, mig.chosen.since);
	stands.of[PART_MIG_PERMISSION] = permission(VIEW_MIG);
	stands.of[PART_SCR_PERMISSION] = permission(VIEW_SCR);
	stands.of[PART_PLANNED] = purpose(&purposes, 0);
	stands.of[PART_UNPLANNED] = purpose(&purposes, 1);
	stands.of[PART_RESEARCH] = purpose(&purposes, 2);
	stands.of[PART_STUDIES] = arena_print(&arena, "%zu %s", purposes.study_count,
					      purposes.study_count ? purposes.studies[0].text : "");
	stands.of[PART_NATIONAL] = arena_print(&arena, "%d", (int)purposes.national);
	stands.of[PART_FLAGS] = arena_print(&arena, "%d%d%d", marks.hidden != NULL, marks.safeguarding != NULL,
					    marks.not_online != NULL);
	return stands;
}

/* --- The acts --- */

#define CHOOSES(name, call) \
	static bool name(void) \
	{ \
		return call; \
	}
#define AT clinic->desk, clinic->chart
CHOOSES(scr_core, desk_scr(AT, SCR_CORE, NULL, &clinic->err))
CHOOSES(scr_additional, desk_scr(AT, SCR_ADDITIONAL, NULL, &clinic->err))
CHOOSES(scr_dissent, desk_scr(AT, SCR_DISSENT, NULL, &clinic->err))
CHOOSES(scr_put_in, desk_scr_include(AT, "s1", true, NULL, &clinic->err))
CHOOSES(mig_dissent, desk_mig(AT, MIG_DISSENT, NULL, &clinic->err))
CHOOSES(mig_share, desk_mig(AT, MIG_SHARE, NULL, &clinic->err))
CHOOSES(may_look_mig, desk_permission(AT, CLINIC_FAR, VIEW_MIG, ANSWER_YES, &clinic->err))
CHOOSES(may_look_scr, desk_permission(AT, CLINIC_FAR, VIEW_SCR, ANSWER_NO, &clinic->err))
CHOOSES(unplanned_out, desk_purpose(AT, PURPOSE_UNPLANNED, CHOICE_OPT_OUT, NULL, &clinic->err))
CHOOSES(research_out, desk_purpose(AT, PURPOSE_RESEARCH, CHOICE_OPT_OUT, NULL, &clinic->err))
CHOOSES(planned_allow, desk_purpose(AT, PURPOSE_PLANNED, CHOICE_ALLOW, NULL, &clinic->err))
CHOOSES(study_yes, desk_study_consent(AT, "Heart study", true, NULL, &clinic->err))
CHOOSES(study_no, desk_study_consent(AT, "Heart study", false, NULL, &clinic->err))
CHOOSES(national_out, desk_note_national(AT, NATIONAL_OPTED_OUT, &clinic->err))
CHOOSES(national_in, desk_note_national(AT, NATIONAL_NOT_OPTED_OUT, &clinic->err))
CHOOSES(flag_safe, desk_entry_flag(AT, "e1", FLAG_SAFEGUARDING, true, NULL, &clinic->err))
CHOOSES(flag_offline, desk_entry_flag(AT, "e1", FLAG_NOT_ONLINE, true, "asked for", &clinic->err))

static const struct {
	const char *name;
	bool (*tell)(void);
	Part part; /* the only one that may change */
} acts[] = {
	{"SCR core", scr_core, PART_SCR},
	{"SCR additional", scr_additional, PART_SCR},
	{"SCR entry", scr_put_in, PART_SCR_ENTRIES},
	{"SCR dissent", scr_dissent, PART_SCR},
	{"MIG dissent", mig_dissent, PART_MIG},
	{"MIG share", mig_share, PART_MIG},
	{"may look, MIG", may_look_mig, PART_MIG_PERMISSION},
	{"may look, SCR", may_look_scr, PART_SCR_PERMISSION},
	{"unplanned care", unplanned_out, PART_UNPLANNED},
	{"research", research_out, PART_RESEARCH},
	{"planned care", planned_allow, PART_PLANNED},
	{"study, yes", study_yes, PART_STUDIES},
	{"study, no", study_no, PART_STUDIES},
	{"national, out", national_out, PART_NATIONAL},
	{"national, in", national_in, PART_NATIONAL},
	{"safeguarding", flag_safe, PART_FLAGS},
	{"not online", flag_offline, PART_FLAGS},
};

static void expect_only(const char *name, const Stands *before, const Stands *after, Part part)
{
	for (Part i = 0; i < PARTS; i++)
		if (i != part && !text_is(before->of[i], after->of[i]))
			fail_msg("%s changed %s: \"%s\" became \"%s\"", name, part_names[i], before->of[i],
				 after->of[i]);
	if (text_is(before->of[part], after->of[part]))
		fail_msg("%s left %s as it was: \"%s\"", name, part_names[part], after->of[part]);
}

static void put_sensitive(void)
{
	Entry entry = {.id = "s1",
		       .patient = CLINIC_PATIENT,
		       .org = CLINIC_PRACTICE,
		       .category = CATEGORY_PROBLEM,
		       .text = "x",
		       .sensitive = TRUTH_TRUE};
	assert_true(instant_parse("2025-05-01T09:00:00Z", &entry.recorded));
	clinic_put_entry(clinic, &entry);
}

static void agree(void)
{
	episode = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_answer(clinic, episode, DIRECTION_OUT, ANSWER_YES);
	clinic_answer(clinic, episode, DIRECTION_IN, ANSWER_YES);
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_YES);
}

static void no_choice_is_read_out_of_another(void **state)
{
	put_sensitive();
	agree();
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	Stands before = look();
	assert_non_null(strchr(before.of[PART_EDSM], '1'));
	for (size_t i = 0; i < countof(acts); i++) {
		clinic_wait(clinic, 60);
		if (!acts[i].tell())
			fail_msg("%s: %s", acts[i].name, clinic->err.text);
		Stands after = look();
		expect_only(acts[i].name, &before, &after, acts[i].part);
		before = after;
	}
}

/* The one that is not kept apart: who opted out of planned care is seen by none of it, by any channel (G4). */
static void planned_care_closes_edsm_and_nothing_else(void **state)
{
	agree();
	Stands before = look();
	CLINIC_OK(clinic, desk_purpose(AT, PURPOSE_PLANNED, CHOICE_OPT_OUT, NULL, &clinic->err));
	Stands after = look();
	assert_string_not_equal(before.of[PART_EDSM], after.of[PART_EDSM]);
	after.of[PART_EDSM] = before.of[PART_EDSM];
	expect_only("planned care", &before, &after, PART_PLANNED);
}

/* And the other way: what is answered to eDSM tells nothing of any choice. */
static void an_edsm_no_is_no_opt_out(void **state)
{
	agree();
	Stands before = look();
	clinic_answer(clinic, episode, DIRECTION_IN, ANSWER_NO);
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_NO);
	Stands after = look();
	expect_only("a no to eDSM", &before, &after, PART_EDSM);
}

/* --- Rights --- */

static const OverrideStart collapse = {
	.org = CLINIC_FAR, .reason = OVERRIDE_EMERGENCY, .why = "collapsed", .asked_words = "unconscious"};
static const Speaker best = {.who = WHO_BEST_INTEREST,
			     .how = HOW_IN_PERSON,
			     .capacity = CAPACITY_LACKS,
			     .name = "Dr Shah",
			     .reason = "safer"};

static bool looks_at_audit(void)
{
	AuditRows rows;
	return desk_audit(clinic->desk, &(AuditQuery){.limit = 1}, &arena, &rows, &clinic->err);
}

static bool looks_at_figures(void)
{
	Figures figures;
	const Month month = {2026, 11};
	return desk_figures(clinic->desk, month, month, &arena, &figures, &clinic->err);
}

static bool lists_reask(void)
{
	ReaskCounts counts;
	return desk_reask_counts(clinic->desk, &counts, &clinic->err);
}

static bool best_interest(void)
{
	return desk_mig(AT, MIG_DISSENT, &best, &clinic->err);
}

static bool reviews_one(void)
{
	return desk_review_override(clinic->desk, CLINIC_PATIENT, "o1",
				    &(OverrideReview){.outcome = OUTCOME_JUSTIFIED, .words = "right"}, &clinic->err);
}

static bool loads_codes(void)
{
	const SensitiveCode code = {.system = CODE_SYSTEM_SNOMED, .code = "76272004"};
	SensitiveLoaded loaded;
	return desk_load_sensitive(clinic->desk, &code, 1, &loaded, &clinic->err);
}

CHOOSES(overrides, desk_start_override(AT, &collapse, NULL, &clinic->err))
CHOOSES(ends_override, desk_end_override(AT, "o1", &clinic->err))
CHOOSES(settles, desk_settle_dispute(AT, episode, "agreed", &clinic->err))
CHOOSES(disputes, desk_dispute(AT, episode, "both", &clinic->err))
CHOOSES(makes_private, desk_make_private(AT, "e4", &clinic->err))
CHOOSES(reopens, desk_reopen(AT, "e1", "by mistake", &clinic->err))
CHOOSES(marks_sensitive, desk_entry_sensitive(AT, "e1", true, &clinic->err))

enum { R = 1, N = 2, C = 4, P = 8, A = 16, CARE = R | N | C };

/* SCREENS, "Always", act by act. */
static const struct {
	const char *name;
	bool (*act)(void);
	int roles;
} rights[] = {
	{"chooses SCR", scr_dissent, CARE},
	{"puts an entry in", scr_put_in, CARE},
	{"chooses MIG", mig_dissent, CARE},
	{"asks for permission", may_look_mig, CARE},
	{"chooses a purpose", unplanned_out, CARE},
	{"answers a study", study_yes, CARE},
	{"notes the national opt-out", national_out, CARE},
	{"notes a dispute", disputes, CARE},
	{"settles a dispute", settles, C},
	{"asks for an entry to be private", makes_private, CARE},
	{"re-opens an entry", reopens, C},
	{"flags an entry", flag_safe, N | C},
	{"marks an entry sensitive", marks_sensitive, N | C},
	{"decides in a best interest", best_interest, C},
	{"starts an override", overrides, N | C},
	{"ends an override", ends_override, N | C},
	{"reviews an override", reviews_one, P},
	{"sees the audit", looks_at_audit, P},
	{"sees the figures", looks_at_figures, P | A},
	{"lists whom to ask again", lists_reask, CARE | P | A},
	{"loads codes", loads_codes, A},
};

/* Who may not is told who may, and nothing is told; who may is refused by the matter, if at all. */
static void expect_right(size_t i, Role role)
{
	const bool may = (rights[i].roles & 1 << (role - 1)) != 0;
	const int64_t head = desk_head(clinic->desk);
	clinic->err = (Error){0};
	const bool told = rights[i].act();
	const bool of_right = !told && strstr(clinic->err.text, " may not ");
	if (may == of_right || (!may && (told || desk_head(clinic->desk) != head)))
		fail_msg("a %s %s: %s (%s)", words_text(&role_words, role), rights[i].name, told ? "done" : "refused",
			 clinic->err.text);
}

static void each_act_is_for_its_roles(void **state)
{
	for (size_t i = 0; i < countof(rights); i++)
		for (Role role = ROLE_RECEPTIONIST; role <= ROLE_ADMINISTRATOR; role++) {
			end(NULL), begin(NULL);
			put_sensitive();
			episode = clinic_refer(clinic, CLINIC_NURSING, NULL);
			clinic_sign_in(clinic, 0, role);
			expect_right(i, role);
		}
}

static void nothing_is_done_while_locked_or_signed_out(void **state)
{
	put_sensitive();
	episode = clinic_refer(clinic, CLINIC_NURSING, NULL);
	for (int round = 0; round < 2; round++) {
		clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
		if (round == 0)
			desk_lock(clinic->desk);
		else
			desk_sign_out(clinic->desk);
		for (size_t i = 0; i < countof(rights); i++)
			CLINIC_REFUSED(clinic, rights[i].act(), "");
	}
}

SUITE
{
#define APART(test) cmocka_unit_test_setup_teardown(test, begin, done)
	const struct CMUnitTest tests[] = {
		APART(no_choice_is_read_out_of_another),
		APART(planned_care_closes_edsm_and_nothing_else),
		APART(an_edsm_no_is_no_opt_out),
		APART(each_act_is_for_its_roles),
		APART(nothing_is_done_while_locked_or_signed_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
