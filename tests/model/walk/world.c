#include "model/walk/world.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "model/desk/inside.h"
#include "model/readings/explain.h"
#include "unit.h"

const unsigned walk_counts[WALK_DIMS] = {
	[WALK_STANDING] = 3, [WALK_SYSTEM] = 3,	 [WALK_CODE] = 5,      [WALK_OUT] = 4,	    [WALK_IN] = 4,
	[WALK_HOME_OUT] = 4, [WALK_PLANNED] = 3, [WALK_UNPLANNED] = 3, [WALK_RECORDS] = 3,  [WALK_AT_HOME] = 3,
	[WALK_LIFE] = 2,     [WALK_CARE] = 2,	 [WALK_HOME_IN] = 3,   [WALK_RESEARCH] = 4, [WALK_OVERRIDE] = 4,
	[WALK_VIEW] = 6,     [WALK_DISSENT] = 3, [WALK_EPISODE] = 5,   [WALK_PRIVATE] = 2,
};

static const char *const dim_names[WALK_DIMS] = {
	"standing", "system", "code",	 "out",	     "in",	 "home-out", "planned", "unplanned", "records", "home",
	"life",	    "care",   "home-in", "research", "override", "view",     "dissent", "episode",   "private",
};

Instant walk_at(const char *text)
{
	Instant instant;
	assert_true(instant_parse(text, &instant));
	return instant;
}

const char *walk_text(const Walk *walk, Arena *arena)
{
	Text text = {.arena = arena};
	for (size_t i = 0; i < WALK_DIMS; i++)
		text_add_print(&text, "%s%s %u", i ? ", " : "", dim_names[i], walk->value[i]);
	return text_done(&text);
}

const char *walk_name(const Walk *walk, const char *org)
{
	return explain_name(&walk->chart->world, org, &walk->chart->arena);
}

/* --- Telling --- */

static void append(Walk *walk, Line line)
{
	assert_true(walk->ledger.ops->append(walk->ledger.self, &line, SOURCE_DESK, NULL));
}

static Fact fact_of(FactKind kind)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	return fact;
}

static void put(Walk *walk, const char *at, Fact fact)
{
	char id[24];
	text_print(id, sizeof id, "f%u", (unsigned)++walk->told);
	fact.at = fact.recorded_at = walk_at(at);
	fact.id = id;
	fact.by = "Priya S";
	if (fact.kind != FACT_STANDING)
		fact.patient = WALK_PATIENT;
	append(walk, line_of_fact(&fact));
}

static void put_organisation(Walk *walk, const char *code, const char *name, Care care, System system)
{
	unsigned view = walk->value[WALK_VIEW];
	bool x = strcmp(code, WALK_X) == 0;
	Organisation organisation = {
		.code = code,
		.name = name,
		.care = (WordByte)care,
		.system = (WordByte)system,
		.mig = x && (view == 1 || view == 2) ? TRUTH_TRUE : TRUTH_FALSE,
		.scr = x && view >= 3 ? TRUTH_TRUE : TRUTH_FALSE,
	};
	append(walk, line_of_organisation(&organisation));
}

static void put_entry(Walk *walk, const char *id, const char *org, const char *recorded, Category category)
{
	Entry entry = {.id = id, .patient = WALK_PATIENT, .org = org, .recorded = walk_at(recorded)};
	entry.category = (WordByte)category;
	append(walk, line_of_entry(&entry));
}

static void answered(Walk *walk, const char *at, const char *episode, Direction direction, Answer answer)
{
	Fact fact = fact_of(FACT_ANSWERED);
	fact.episode = episode;
	fact.direction = (WordByte)direction;
	fact.answer = (WordByte)answer;
	fact.who = WHO_PATIENT;
	fact.how = HOW_IN_PERSON;
	put(walk, at, fact);
}

/* 1 yes, 2 no, 3 withdrawn on that day. */
static void answers(Walk *walk, const char *episode, Direction direction, unsigned value, const char *withdrawn)
{
	if (value == 1 || value == 3)
		answered(walk, "2026-07-01T09:00:00Z", episode, direction, ANSWER_YES);
	if (value == 2 || value == 3)
		answered(walk, withdrawn, episode, direction, ANSWER_NO);
}

static void opened(Walk *walk, FactKind kind, const char *at, const char *episode, const char *org)
{
	Fact fact = fact_of(kind);
	fact.episode = episode;
	fact.org = org;
	put(walk, at, fact);
}

static void chose_purpose(Walk *walk, const char *at, Purpose purpose, PurposeChoice choice)
{
	Fact fact = fact_of(FACT_PURPOSE);
	fact.purpose = (WordByte)purpose;
	fact.purpose_choice = (WordByte)choice;
	put(walk, at, fact);
}

static void of_purpose(Walk *walk, Purpose purpose, unsigned value)
{
	if (value >= 1)
		chose_purpose(walk, "2026-08-01T09:00:00Z", purpose, CHOICE_OPT_OUT);
	if (value >= 2)
		chose_purpose(walk, value == 2 ? "2026-11-12T09:00:00Z" : "2026-09-12T09:00:00Z", purpose,
			      CHOICE_ALLOW);
}

/* --- What a world holds --- */

static void put_directory(Walk *walk)
{
	static const System systems[] = {SYSTEM_SYSTMONE, SYSTEM_OTHER, SYSTEM_UNKNOWN};
	bool urgent = walk->value[WALK_CARE];
	Person person = {.nhs = WALK_PATIENT, .family = "Ashby", .given = "Maureen", .mobile = "07700900111"};
	person.language = "gu";
	person.born = (Date){1951, 2, 11};
	if (walk->value[WALK_LIFE])
		person.died = (PartialDate){.year = 2026, .month = 11, .day = 1};
	put_organisation(walk, WALK_HOME, "Oadby Surgery", CARE_GP, SYSTEM_SYSTMONE);
	put_organisation(walk, WALK_FORMER, "Wigston Surgery", CARE_GP, SYSTEM_EMIS);
	put_organisation(walk, WALK_OTHER, "Kibworth Physiotherapy", CARE_PLANNED, SYSTEM_SYSTMONE);
	put_organisation(walk, WALK_X, "Ashfield Clinic", urgent ? CARE_URGENT : CARE_PLANNED,
			 systems[walk->value[WALK_SYSTEM]]);
	append(walk, line_of_person(&person));
	if (walk->value[WALK_RECORDS] == 0)
		return;
	put_entry(walk, "h1", WALK_HOME, "2024-02-01T09:00:00Z", CATEGORY_MEDICATION);
	put_entry(walk, "h2", WALK_HOME, "2024-03-01T09:00:00Z", CATEGORY_DOCUMENT);
	put_entry(walk, "h3", WALK_HOME, "2026-11-19T09:00:00Z", CATEGORY_PROBLEM);
	put_entry(walk, "x1", WALK_X, "2026-09-19T09:00:00Z", CATEGORY_DOCUMENT);
	put_entry(walk, "o1", WALK_OTHER, "2026-09-20T09:00:00Z", CATEGORY_DOCUMENT);
}

static void put_lists(Walk *walk)
{
	static const Standing standings[] = {STANDING_ALLOWED, STANDING_VERIFY, STANDING_PROHIBITED};
	for (size_t i = 0; i < 2; i++) {
		Fact fact = fact_of(FACT_STANDING);
		fact.practice = WALK_HOME;
		fact.org = i ? WALK_OTHER : WALK_X;
		fact.standing = (WordByte)(i ? STANDING_ALLOWED : standings[walk->value[WALK_STANDING]]);
		put(walk, "2024-01-01T09:00:00Z", fact);
	}
}

static void put_registration(Walk *walk)
{
	static const char *const withdrawn[] = {"", "", "", "2026-09-10T09:00:00Z"};
	unsigned home = walk->value[WALK_AT_HOME], in = walk->value[WALK_HOME_IN];
	if (home == 1)
		return;
	if (home == 2) {
		opened(walk, FACT_REGISTERED, "2019-01-02T09:00:00Z", "old", WALK_FORMER);
		answered(walk, "2019-01-03T09:00:00Z", "old", DIRECTION_OUT, ANSWER_YES);
	}
	opened(walk, FACT_REGISTERED, "2024-01-02T09:00:00Z", "reg", WALK_HOME);
	unsigned out = walk->value[WALK_HOME_OUT];
	answers(walk, "reg", DIRECTION_OUT, out, out == 3 ? withdrawn[3] : "2026-07-02T09:00:00Z");
	answers(walk, "reg", DIRECTION_IN, in == 2 ? 3 : in, "2026-09-12T09:00:00Z");
}

static void put_request(Walk *walk, const char *request, const char *episode)
{
	unsigned code = walk->value[WALK_CODE];
	Fact asked = fact_of(FACT_REQUEST), issued = fact_of(FACT_CODE_ISSUED), done = fact_of(FACT_CODE_ACCEPTED);
	if (code == 0)
		return;
	asked.request = issued.request = done.request = request;
	asked.org = WALK_X;
	asked.episode = episode;
	put(walk, "2026-07-01T08:00:00Z", asked);
	issued.code_channel = CODE_SMS;
	issued.expires = instant_add(walk_at(WALK_NOW), code == 1 ? 300 : -300);
	put(walk, "2026-07-01T08:10:00Z", issued);
	if (code >= 3) {
		done.kind = FACT_CHOICE;
		done.answer = code == 3 ? ANSWER_NO : ANSWER_YES;
		done.who = WHO_PATIENT;
	}
	if (code >= 2)
		put(walk, "2026-07-01T08:20:00Z", done);
}

static void put_agreements(Walk *walk)
{
	unsigned episode = walk->value[WALK_EPISODE];
	Fact over = fact_of(episode == 2 ? FACT_DISCHARGED : FACT_ENDED);
	opened(walk, FACT_REFERRED, "2026-06-01T09:00:00Z", "oth", WALK_OTHER);
	answered(walk, "2026-06-02T09:00:00Z", "oth", DIRECTION_OUT, ANSWER_YES);
	opened(walk, FACT_REFERRED, "2026-06-01T09:00:00Z", "x", WALK_X);
	put_request(walk, "q", "x");
	answers(walk, "x", DIRECTION_OUT, walk->value[WALK_OUT], "2026-09-14T09:00:00Z");
	answers(walk, "x", DIRECTION_IN, walk->value[WALK_IN], "2026-09-16T09:00:00Z");
	if (episode >= 3) {
		opened(walk, FACT_REFERRED, "2026-06-03T09:00:00Z", "y", WALK_X);
		put_request(walk, "r", "y");
		answers(walk, "y", DIRECTION_OUT, 1, "");
		answers(walk, "y", DIRECTION_IN, 1, "");
	}
	over.episode = "x";
	if (episode == 1 || episode == 2 || episode == 4)
		put(walk, "2026-10-01T09:00:00Z", over);
}

static void put_views(Walk *walk)
{
	unsigned view = walk->value[WALK_VIEW], dissent = walk->value[WALK_DISSENT];
	Fact scr = fact_of(FACT_SCR), mig = fact_of(FACT_MIG), permitted = fact_of(FACT_VIEW_PERMISSION),
	     included = fact_of(FACT_SCR_INCLUDE);
	scr.scr_status = dissent == 1 ? SCR_DISSENT : SCR_ADDITIONAL;
	mig.mig_choice = dissent == 1 ? MIG_DISSENT : MIG_SHARE;
	included.entry = "h3";
	included.scr_include = TRUTH_TRUE;
	if (dissent == 2 && walk->value[WALK_RECORDS])
		put(walk, "2026-05-01T09:02:00Z", included);
	if (dissent) {
		put(walk, "2026-05-01T09:00:00Z", scr);
		put(walk, "2026-05-01T09:01:00Z", mig);
	}
	permitted.org = WALK_X;
	permitted.view_channel = view == 2 ? VIEW_MIG : VIEW_SCR;
	permitted.answer = view == 5 ? ANSWER_NO : ANSWER_YES;
	if (view == 2 || view >= 4)
		put(walk, "2026-11-20T08:00:00Z", permitted);
}

static void put_rest(Walk *walk)
{
	Fact override = fact_of(FACT_OVERRIDE), hidden = fact_of(FACT_ENTRY_PRIVATE);
	of_purpose(walk, PURPOSE_PLANNED, walk->value[WALK_PLANNED]);
	of_purpose(walk, PURPOSE_UNPLANNED, walk->value[WALK_UNPLANNED]);
	of_purpose(walk, PURPOSE_RESEARCH, walk->value[WALK_RESEARCH]);
	put_views(walk);
	hidden.entry = "h2";
	if (walk->value[WALK_PRIVATE] && walk->value[WALK_RECORDS])
		put(walk, "2026-10-05T09:00:00Z", hidden);
	override.override = "v";
	override.org = WALK_X;
	override.override_reason = walk->value[WALK_OVERRIDE] == 3 ? OVERRIDE_SAFEGUARDING : OVERRIDE_EMERGENCY;
	override.until = instant_add(walk_at(WALK_NOW), 3600);
	override.include_private = walk->value[WALK_OVERRIDE] == 2 ? TRUTH_TRUE : TRUTH_FALSE;
	if (walk->value[WALK_OVERRIDE])
		put(walk, "2026-11-20T08:30:00Z", override);
}

static void put_settings(Walk *walk)
{
	const LedgerOps *ops = walk->ledger.ops;
	void *self = walk->ledger.self;
	Staff staff = {.name = "Priya S", .role = ROLE_RECEPTIONIST, .active = true, .passphrase = "-"};
	assert_true(ops->put_staff(self, &staff, NULL));
	assert_true(ops->put_setting(self, "practice", WALK_HOME, NULL));
	assert_true(ops->put_setting(self, "records", walk->value[WALK_RECORDS] == 2 ? "here" : "elsewhere", NULL));
}

static void tell_world(Walk *walk)
{
	assert_true(walk->ledger.ops->begin(walk->ledger.self, NULL));
	put_settings(walk);
	put_directory(walk);
	put_lists(walk);
	put_registration(walk);
	put_agreements(walk);
	put_rest(walk);
	assert_true(walk->ledger.ops->commit(walk->ledger.self, NULL));
}

void walk_open(Walk *walk, const unsigned value[WALK_DIMS], bool kiosk)
{
	*walk = (Walk){.clock.now = walk_at(WALK_NOW)};
	memcpy(walk->value, value, sizeof walk->value);
	walk->ledger = memory_ledger(&walk->memory);
	tell_world(walk);
	walk->desk = desk_open(&(DeskPorts){
		.clock = still_clock(&walk->clock),
		.entropy = counted_entropy(&walk->entropy),
		.hash_cost = least_hash_cost(),
		.ledger = walk->ledger,
		.zone = &walk->zone,
		.demo = true,
		.kiosk = kiosk,
		.phrasebook = walk_phrasebook(),
	});
	Error err = {0};
	if (kiosk)
		desk_session_begin(walk->desk, &(Staff){.name = "kiosk 1", .role = ROLE_KIOSK, .active = true});
	else
		assert_true(desk_sign_in_demo(walk->desk, ROLE_RECEPTIONIST, &err));
	walk->chart = desk_make_chart(WALK_PATIENT);
	if (!desk_refresh_chart(walk->desk, walk->chart, NULL, &err))
		fail_msg("the world cannot be read: %s", err.text);
}

void walk_close(Walk *walk)
{
	desk_close_chart(walk->desk, walk->chart);
	desk_close(walk->desk);
	memory_ledger_close(&walk->memory);
	arena_free(&walk->arena);
}
