/* Facts in words, for the history: explain_fact. */
#include <string.h>

#include "base/text.h"
#include "model/facts/staff.h"
#include "model/readings/explain.h"
#include "model/readings/inside.h"
#include "model/readings/owed.h"

/* {org} the organisation of the fact or of its episode, {service} " (Physiotherapy, knee)", {entry} the entry by date
 * and kind, {who} who spoke and how, {name} of another field's word or text as the table below says. */
static const char *const sentences[FactKind_COUNT_] = {
	[FACT_STANDING] = "{org} is now {standing}",
	[FACT_REGISTERED] = "Registered at {org}",
	[FACT_REFERRED] = "Referred to {org}{service}",
	[FACT_DISCHARGED] = "Discharged from {org}: the share ends",
	[FACT_DISCHARGE_CANCELLED] = "Discharge from {org} cancelled: to be asked again",
	[FACT_ENDED] = "Ended the agreement at {org}",
	[FACT_DISPUTED] = "Disputed at {org}: those who may answer disagree",
	[FACT_ANSWERED] = "Said {answer} to Share {direction} at {org}{who}",
	[FACT_ENTRY_PRIVATE] = "Marked {entry} private",
	[FACT_ENTRY_PRIVATE_REQUESTED] = "Asked for {entry} to be private",
	[FACT_ENTRY_OPEN] = "Re-opened {entry}",
	[FACT_REQUEST] = "{org} asked to see the record",
	[FACT_CODE_ISSUED] = "Gave out a code for {org} ({channel})",
	[FACT_CODE_ACCEPTED] = "Code for {org} read back: verified",
	[FACT_CODE_FAILED] = "A wrong code was typed for {org}",
	[FACT_REQUEST_CANCELLED] = "Request by {org} cancelled",
	[FACT_CHOICE] = "Chose {answer} for {org}{how}",
	[FACT_SCR] = "Summary Care Record: {scr}{who}",
	[FACT_SCR_DEFAULT] = "Summary Care Record of who expressed no preference: {scr}",
	[FACT_SCR_INCLUDE] = "Summary Care Record: {include} {entry}{who}",
	[FACT_MIG] = "Local view of the GP record (MIG): {mig}{who}",
	[FACT_VIEW_PERMISSION] = "{org} asked to look ({view}): {answer}{who}",
	[FACT_PURPOSE] = "Sharing for {purpose}: {choice}{who}",
	[FACT_NATIONAL_OPT_OUT] = "National data opt-out noted: {national}{who}",
	[FACT_STUDY_CONSENT] = "Said {answer} to the study {study}{who}",
	[FACT_OVERRIDE] = "Override for {org}: {override}{tell}",
	[FACT_OVERRIDE_ENDED] = "Override ended",
	[FACT_OVERRIDE_REVIEWED] = "Override reviewed: {outcome}{tell}. {reason}",
	[FACT_PASSED_ON] = "Passed on to {passed_to}: {passed}",
	[FACT_CONTACT] = "Contact details changed{contact}",
	[FACT_ENTRY_FLAG] = "{flag}",
	[FACT_RESTRICTED] = "{restricted}",
	[FACT_MERGED] = "Merged with the record of another number",
	[FACT_VIEWED] = "Record opened at {org}",
	[FACT_RECEIPT] = "Receipt handed out",
	[FACT_TICKET] = "Ticket {ticket}",
	[FACT_STAFF_CALLED] = "Staff called{kiosk}",
	[FACT_COMPLAINT] = "Complaint about data{came}: {reason}",
	[FACT_COMPLAINT_ACKNOWLEDGED] = "Told{how} that the complaint about data of {opened} was received",
	[FACT_COMPLAINT_ANSWERED] = "Complaint about data of {opened} answered: {reason}",
	[FACT_ACCESS_REQUESTED] = "Asked for a copy of all that is kept{came}",
	[FACT_ACCESS_WITHHELD] = "{withheld}: {what} ({reason})",
	[FACT_ACCESS_GIVEN] = "Made a copy of all that is kept, for the patient",
	[FACT_IMPORTED] = "{imported}",
	[FACT_VOIDED] = "Recorded in error: {voided} ({reason})",
	[FACT_EXPORTED] = "{exported}",
	[FACT_ACCOUNT] = "{account}",
	[FACT_SETTING] = "{setting}",
	[FACT_SIGNED_IN] = "Signed in with {strength}",
	[FACT_SIGNED_OUT] = "{ending}",
};

typedef struct Narrating {
	const World *world;
	const Fact *fact;
} Narrating;

/* The first fact of this patient that opens what `fact` is about. */
static const Fact *opening_of(const World *world, const Fact *fact)
{
	for (size_t i = 0; i < world->facts.count; i++) {
		const Fact *other = &world->facts.items[i];
		bool episode = fact->episode && (other->kind == FACT_REGISTERED || other->kind == FACT_REFERRED);
		bool request = !fact->episode && fact->request && other->kind == FACT_REQUEST;
		if ((episode && text_is(other->episode, fact->episode)) ||
		    (request && text_is(other->request, fact->request)))
			return other;
	}
	return fact;
}

static void say_org(const Narrating *self, Text *out)
{
	const char *org = self->fact->org ? self->fact->org : opening_of(self->world, self->fact)->org;
	text_add(out, explain_name(self->world, org, out->arena));
}

static void say_service(const Narrating *self, Text *out)
{
	if (!text_empty(self->fact->service))
		text_add_print(out, " (%s)", self->fact->service);
}

static const Entry *find_entry(const World *world, const char *id)
{
	const EntryList *entries = &world->entries;
	if (world->entry_index) {
		const uint32_t at = id ? index_find(world->entry_index, id) : INDEX_NONE;
		return at == INDEX_NONE ? NULL : &entries->items[at];
	}
	for (size_t i = 0; i < entries->count; i++)
		if (text_is(entries->items[i].id, id))
			return &entries->items[i];
	return NULL;
}

static void say_entry(const Narrating *self, Text *out)
{
	char day[16];
	const Entry *entry = find_entry(self->world, self->fact->entry);
	if (!entry) {
		text_add(out, "an entry");
		return;
	}
	date_print_staff(zone_date(self->world->zone, entry->recorded), day);
	text_add_print(out, "the %s entry of %s", words_text(&category_words, entry->category), day);
}

/* " (patient, in person)", " (Dr Shah, in their best interest, in person: she cannot be asked)". */
static void say_who(const Narrating *self, Text *out)
{
	static const char *const whos[Who_COUNT_] = {
		[WHO_PATIENT] = "patient",
		[WHO_PARENTAL_RESPONSIBILITY] = "parent",
		[WHO_HEALTH_WELFARE_LPA] = "health and welfare attorney",
		[WHO_DEPUTY] = "deputy",
		[WHO_BEST_INTEREST] = "in their best interest",
	};
	const Fact *fact = self->fact;
	if (!fact->who)
		return;
	text_add(out, " (");
	if (!text_empty(fact->name))
		text_add_print(out, "%s, ", fact->name);
	text_add(out, whos[fact->who]);
	if (fact->how)
		text_add_print(out, ", %s", explain_how((How)fact->how));
	if (!text_empty(fact->reason))
		text_add_print(out, ": %s", fact->reason);
	text_add_char(out, ')');
}

/* As `say_who`, or " by telephone"; " online, seen by Priya S", for whoever told it saw no more than that. */
static void say_how(const Narrating *self, Text *out)
{
	const Fact *fact = self->fact;
	if (fact->who)
		say_who(self, out);
	else if (fact->how)
		text_add_print(out, " %s", explain_how((How)fact->how));
	if (fact->how == HOW_ONLINE && !text_empty(fact->by))
		text_add_print(out, ", seen by %s", fact->by);
}

static void say_direction(const Narrating *self, Text *out)
{
	text_add(out, self->fact->direction == DIRECTION_OUT ? "Out" : "In");
}

static void say_answer(const Narrating *self, Text *out)
{
	static const char *const answers[Answer_COUNT_] = {
		[ANSWER_YES] = "yes",
		[ANSWER_NO] = "no",
		[ANSWER_NOT_GIVEN] = "nothing",
		[ANSWER_UNABLE] = "unable to answer",
	};
	text_add(out, answers[self->fact->answer]);
}

static void say_override(const Narrating *self, Text *out)
{
	explain_word(words_text(&override_reason_words, self->fact->override_reason), out);
	if (self->fact->include_private == TRUTH_TRUE)
		text_add(out, ", private entries too");
}

/* What an opening means though it says nothing of it, too. */
static void say_tell(const Narrating *self, Text *out)
{
	const Fact *fact = self->fact;
	const bool opening = fact->kind == FACT_OVERRIDE;
	const Tell tell = opening ? override_tell_first(fact) : (Tell)fact->tell;
	if (tell == TELL_AFTER_REVIEW)
		text_add_print(out, "; the patient is told after %s review", opening ? "the" : "another");
	if (tell == TELL_NOT)
		text_add(out, "; the patient is not told");
	if (tell == TELL_NOW && !opening)
		text_add(out, "; the patient is told");
}

static void say_scr(const Narrating *self, Text *out)
{
	static const char *const states[ScrStatus_COUNT_] = {
		[SCR_IMPLIED] = "nothing said",
		[SCR_CORE] = "core only",
		[SCR_ADDITIONAL] = "with additional information",
		[SCR_DISSENT] = "none wanted",
	};
	text_add(out, states[self->fact->scr_status]);
}

static void say_include(const Narrating *self, Text *out)
{
	text_add(out, self->fact->scr_include == TRUTH_TRUE ? "put in" : "leave out");
}

/* "Flagged the problem entry of 23-Aug-2021 as safeguarding relevant". */
static void say_flag(const Narrating *self, Text *out)
{
	static const struct {
		const char *on[2], *off[2]; /* before and after the entry */
	} flags[EntryFlag_COUNT_] = {
		[FLAG_SAFEGUARDING] = {{"Flagged ", " as safeguarding relevant"},
				       {"Took the safeguarding flag off ", ""}},
		[FLAG_NOT_ONLINE] = {{"Kept ", " from being shown online"}, {"Let ", " be shown online again"}},
		[FLAG_SENSITIVE] = {{"Marked ", " sensitive"}, {"Marked ", " not sensitive"}},
	};
	const char *const *words =
		self->fact->on == TRUTH_TRUE ? flags[self->fact->flag].on : flags[self->fact->flag].off;
	text_add(out, words[0]);
	say_entry(self, out);
	text_add(out, words[1]);
}

static void say_voided(const Narrating *self, Text *out)
{
	const FactList *lists[] = {&self->world->facts, &self->world->standings};
	for (size_t l = 0; l < countof(lists); l++)
		for (size_t i = 0; i < lists[l]->count; i++) {
			const Fact *fact = &lists[l]->items[i];
			if (!text_is(fact->id, self->fact->fact) || fact->kind == FACT_VOIDED)
				continue;
			explain_fact(self->world, fact, out);
			return;
		}
	text_add(out, "a fact");
}

/* An answer that was recorded in error is passed on too: what was entered of it was taken back there. */
static void say_passed(const Narrating *self, Text *out)
{
	say_voided(self, out);
	if (!text_empty(self->fact->code))
		text_add_print(out, " (%s)", self->fact->code);
}

static void say_passed_to(const Narrating *self, Text *out)
{
	text_add(out, explain_passed_to((PassedTo)self->fact->passed_to));
}

/* " (12-Nov-2026, by telephone, for Anna Ashby)": when it came, how, and who spoke where it was not the patient. */
static void say_came(const Narrating *self, Text *out)
{
	const Fact *fact = self->fact;
	char day[16] = "";
	if (!date_is_none(fact->received))
		date_print_staff(fact->received, day);
	const char *const parts[] = {day, explain_how((How)fact->how), text_or(fact->name, "")};
	size_t said = 0;
	for (size_t i = 0; i < countof(parts); i++)
		if (*parts[i])
			text_add_print(out, "%s%s%s", said++ ? ", " : " (", parts[i] == fact->name ? "from " : "",
				       parts[i]);
	text_add(out, said ? ")" : "");
}

/* The day of the complaint that this follows. */
static void say_opened(const Narrating *self, Text *out)
{
	char day[16];
	for (size_t i = 0; i < self->world->facts.count; i++) {
		const Fact *fact = &self->world->facts.items[i];
		if (!text_is(fact->id, self->fact->fact))
			continue;
		date_print_staff(owed_received(fact, self->world->zone), day);
		text_add(out, day);
		return;
	}
	text_add(out, "a day not known");
}

static void say_withheld(const Narrating *self, Text *out)
{
	text_add(out,
		 self->fact->on == TRUTH_TRUE ? "Left out of the patient's copy" : "To stand in the patient's copy");
}

static void say_restricted(const Narrating *self, Text *out)
{
	text_add(out, self->fact->on == TRUTH_TRUE ? "Marked a restricted record" : "No longer a restricted record");
}

static void say_what(const Narrating *self, Text *out)
{
	if (self->fact->entry)
		say_entry(self, out);
	else
		say_voided(self, out);
}

static void say_standing(const Narrating *self, Text *out)
{
	static const char *const standings[Standing_COUNT_] = {
		[STANDING_ALLOWED] = "on the local list",
		[STANDING_PROHIBITED] = "prohibited",
		[STANDING_VERIFY] = "on no list, and needs a code",
	};
	text_add(out, text_or(standings[self->fact->standing], ""));
}

#define SAY_WORD(name, list) \
	static void say_##name(const Narrating *self, Text *out) \
	{ \
		explain_word(words_text(&list##_words, self->fact->name), out); \
	}
SAY_WORD(purpose, purpose)
SAY_WORD(national, national)
SAY_WORD(outcome, outcome)
SAY_WORD(code_channel, code_channel)
SAY_WORD(view_channel, view_channel)
SAY_WORD(purpose_choice, purpose_choice)
SAY_WORD(mig_choice, mig_choice)

static void say_reason(const Narrating *self, Text *out)
{
	text_add(out, text_or(self->fact->reason, "no reason given"));
}

/* The number of the patient, which stands in the reason, is not said again. */
static void say_exported(const Narrating *self, Text *out)
{
	const char *what = text_or(self->fact->reason, "");
	if (text_starts(what, "FHIR"))
		text_add(out, "The consents of one patient were exported (FHIR)");
	else
		text_add_print(out, "%s%s", *what ? "Exported: " : "The ledger was exported", what);
}

#define SAY_FACT(name) \
	static void say_##name(const Narrating *self, Text *out) \
	{ \
		narrate_##name(self->fact, out); \
	}
SAY_FACT(account)
SAY_FACT(setting)
SAY_FACT(imported)
SAY_FACT(ending)

static void say_strength(const Narrating *self, Text *out)
{
	explain_strength((Strength)self->fact->strength, out);
}

static void say_study(const Narrating *self, Text *out)
{
	text_add(out, text_or(self->fact->study, ""));
}

static void say_ticket(const Narrating *self, Text *out)
{
	if (text_empty(self->fact->kiosk))
		text_add(out, "handed out");
	else
		text_add_print(out, "used at kiosk %s", self->fact->kiosk);
}

static void say_kiosk(const Narrating *self, Text *out)
{
	if (!text_empty(self->fact->kiosk))
		text_add_print(out, " to kiosk %s", self->fact->kiosk);
}

static void add_detail(Text *out, size_t *said, const char *before, const char *what, const char *after)
{
	text_add_print(out, "%s%s%s%s", (*said)++ ? ", " : ": ", before, what, after);
}

/* ": mobile number, no e-mail address any more, needs an interpreter": which, and never the number or the address. */
static void say_contact(const Narrating *self, Text *out)
{
	static const char *const ways[Prefers_COUNT_] = {
		[PREFERS_SMS] = "text messages",
		[PREFERS_EMAIL] = "e-mail",
		[PREFERS_ONLINE] = "the online account",
		[PREFERS_NONE] = "no messages",
	};
	const Fact *fact = self->fact;
	const struct {
		const char *told, *what;
	} texts[] = {
		{fact->mobile, "mobile number"}, {fact->email, "e-mail address"}, {fact->preferred, "preferred name"},
		{fact->postcode, "postcode"},	 {fact->language, "language"},
	};
	size_t said = 0;
	for (size_t i = 0; i < countof(texts); i++)
		if (texts[i].told)
			add_detail(out, &said, *texts[i].told ? "" : "no ", texts[i].what,
				   *texts[i].told ? "" : " any more");
	if (fact->prefers)
		add_detail(out, &said, "prefers ", ways[fact->prefers], "");
	if (fact->online)
		add_detail(out, &said, fact->online == TRUTH_TRUE ? "has an" : "has no", " online account", "");
	if (fact->interpreter)
		add_detail(out, &said, fact->interpreter == TRUTH_TRUE ? "needs an" : "needs no", " interpreter", "");
}

static const struct {
	const char *name;
	void (*say)(const Narrating *self, Text *out);
} sayings[] = {
	{"org", say_org},
	{"service", say_service},
	{"entry", say_entry},
	{"who", say_who},
	{"answer", say_answer},
	{"direction", say_direction},
	{"standing", say_standing},
	{"channel", say_code_channel},
	{"scr", say_scr},
	{"include", say_include},
	{"mig", say_mig_choice},
	{"view", say_view_channel},
	{"purpose", say_purpose},
	{"choice", say_purpose_choice},
	{"national", say_national},
	{"study", say_study},
	{"override", say_override},
	{"outcome", say_outcome},
	{"tell", say_tell},
	{"reason", say_reason},
	{"exported", say_exported},
	{"account", say_account},
	{"setting", say_setting},
	{"imported", say_imported},
	{"strength", say_strength},
	{"ending", say_ending},
	{"flag", say_flag},
	{"passed_to", say_passed_to},
	{"passed", say_passed},
	{"voided", say_voided},
	{"ticket", say_ticket},
	{"kiosk", say_kiosk},
	{"contact", say_contact},
	{"how", say_how},
	{"came", say_came},
	{"opened", say_opened},
	{"withheld", say_withheld},
	{"what", say_what},
	{"restricted", say_restricted},
};

static void say(const void *context, const char *name, size_t length, Text *out)
{
	for (size_t i = 0; i < countof(sayings); i++)
		if (strlen(sayings[i].name) == length && memcmp(sayings[i].name, name, length) == 0)
			sayings[i].say(context, out);
}

void explain_fact(const World *world, const Fact *fact, Text *out)
{
	Narrating self = {world, fact};
	explain_expand(sentences[fact->kind], (Saying){say, &self}, out);
}
