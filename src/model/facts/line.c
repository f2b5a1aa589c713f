#include "model/facts/line.h"

#include <assert.h>
#include <string.h>

#include "base/date_zone.h"
#include "base/macros.h"
#include "base/text.h"
#include "model/facts/staff.h"

/* How a field row is spelt: optional by default, REQUIRED(row) makes it required. */
#define TEXT(Struct, member) .name = #member, .type = FIELD_TEXT, .offset = offsetof(Struct, member)
#define NAMING(Struct, member, what) TEXT(Struct, member), .names = what
#define DATE(Struct, member) .name = #member, .type = FIELD_DATE, .offset = offsetof(Struct, member)
#define PARTIAL(Struct, member) .name = #member, .type = FIELD_PARTIAL_DATE, .offset = offsetof(Struct, member)
#define INSTANT(Struct, member) .name = #member, .type = FIELD_INSTANT, .offset = offsetof(Struct, member)
#define TRUTH(Struct, member) \
	.name = #member, .type = FIELD_TRUTH, .words = &truth_words, .offset = offsetof(Struct, member)
#define WORD(Struct, member, list) WORD_AS(Struct, #member, member, list)
#define WORD_AS(Struct, text, member, list) \
	.name = text, .type = FIELD_WORD, .words = &list##_words, .offset = offsetof(Struct, member)
/* clang-format off */
#define REQUIRED(...) {__VA_ARGS__, .required = true}
#define OPTIONAL(...) {__VA_ARGS__}
/* clang-format on */

static const Field organisation_fields[] = {
	REQUIRED(TEXT(Organisation, code)),	    REQUIRED(TEXT(Organisation, name)),
	REQUIRED(WORD(Organisation, care, care)),   REQUIRED(WORD(Organisation, system, system)),
	REQUIRED(TRUTH(Organisation, mig)),	    OPTIONAL(TRUTH(Organisation, scr)),
	OPTIONAL(TEXT(Organisation, type)),	    OPTIONAL(TEXT(Organisation, status)),
	OPTIONAL(TEXT(Organisation, commissioner)), OPTIONAL(TEXT(Organisation, town)),
	OPTIONAL(TEXT(Organisation, postcode)),	    OPTIONAL(TEXT(Organisation, phone)),
	OPTIONAL(DATE(Organisation, opened)),	    OPTIONAL(DATE(Organisation, closed)),
	OPTIONAL(TEXT(Organisation, successor)),    OPTIONAL(TEXT(Organisation, address)),
};

static const Field person_fields[] = {
	REQUIRED(TEXT(Person, nhs)),
	REQUIRED(TEXT(Person, family), .may_be_empty = true),
	REQUIRED(TEXT(Person, given), .may_be_empty = true),
	OPTIONAL(TEXT(Person, title)),
	OPTIONAL(TEXT(Person, preferred)),
	OPTIONAL(DATE(Person, born)),
	OPTIONAL(PARTIAL(Person, died)),
	OPTIONAL(TEXT(Person, gender)),
	OPTIONAL(TEXT(Person, postcode)),
	OPTIONAL(TEXT(Person, mobile)),
	OPTIONAL(TEXT(Person, email)),
	OPTIONAL(WORD(Person, prefers, prefers)),
	OPTIONAL(TRUTH(Person, online)),
	OPTIONAL(TEXT(Person, language)),
	OPTIONAL(TRUTH(Person, interpreter)),
	OPTIONAL(TRUTH(Person, restricted)),
};

static const Field entry_fields[] = {
	REQUIRED(TEXT(Entry, id)),
	REQUIRED(NAMING(Entry, patient, NAMES_PATIENT)),
	REQUIRED(NAMING(Entry, org, NAMES_ORGANISATION)),
	REQUIRED(INSTANT(Entry, recorded)),
	REQUIRED(WORD(Entry, category, category)),
	OPTIONAL(TEXT(Entry, text)),
	OPTIONAL(TEXT(Entry, code)),
	OPTIONAL(TEXT(Entry, system)),
	OPTIONAL(TRUTH(Entry, sensitive)),
};

/* Every fact begins and ends alike. */
#define FACT_HEAD \
	OPTIONAL(TEXT(Fact, id)), REQUIRED(INSTANT(Fact, at)), OPTIONAL(INSTANT(Fact, recorded_at)), \
		OPTIONAL(TEXT(Fact, by))
#define FACT_TAIL OPTIONAL(TEXT(Fact, note))
#define OF_PATIENT REQUIRED(NAMING(Fact, patient, NAMES_PATIENT))
#define EPISODE REQUIRED(NAMING(Fact, episode, NAMES_EPISODE))
#define NEW_EPISODE REQUIRED(NAMING(Fact, episode, NAMES_EPISODE), .opens = true)
#define ORG REQUIRED(NAMING(Fact, org, NAMES_ORGANISATION))
#define ENTRY REQUIRED(NAMING(Fact, entry, NAMES_ENTRY))
#define REQUEST REQUIRED(NAMING(Fact, request, NAMES_REQUEST))
/* Of every kind by which a patient chooses: who spoke, and how they were asked. */
#define CHOSEN \
	OPTIONAL(WORD(Fact, who, who)), OPTIONAL(WORD(Fact, how, how)), OPTIONAL(TEXT(Fact, name)), \
		OPTIONAL(WORD(Fact, capacity, capacity)), OPTIONAL(TEXT(Fact, reason)), \
		OPTIONAL(TEXT(Fact, language)), OPTIONAL(TEXT(Fact, script))
#define OVERRIDE REQUIRED(NAMING(Fact, override, NAMES_OVERRIDE))

#define FACT_FIELDS(kind, ...) static const Field kind##_fields[] = {FACT_HEAD, __VA_ARGS__, FACT_TAIL}

FACT_FIELDS(standing, REQUIRED(NAMING(Fact, practice, NAMES_ORGANISATION)), ORG,
	    REQUIRED(WORD(Fact, standing, standing)));
FACT_FIELDS(registered, OF_PATIENT, NEW_EPISODE, ORG);
FACT_FIELDS(referred, OF_PATIENT, NEW_EPISODE, ORG, OPTIONAL(TEXT(Fact, from)), OPTIONAL(TEXT(Fact, service)));
FACT_FIELDS(of_episode, OF_PATIENT, EPISODE);
FACT_FIELDS(answered, OF_PATIENT, EPISODE, REQUIRED(WORD(Fact, direction, direction)),
	    REQUIRED(WORD(Fact, answer, question_answer)), CHOSEN);
FACT_FIELDS(of_entry, OF_PATIENT, ENTRY);
FACT_FIELDS(request, OF_PATIENT, REQUIRED(NAMING(Fact, request, NAMES_REQUEST), .opens = true), ORG, EPISODE);
FACT_FIELDS(code_issued, OF_PATIENT, REQUEST, REQUIRED(WORD_AS(Fact, "channel", code_channel, code_channel)),
	    REQUIRED(INSTANT(Fact, expires)));
FACT_FIELDS(of_request, OF_PATIENT, REQUEST);
FACT_FIELDS(choice, OF_PATIENT, REQUEST, REQUIRED(WORD(Fact, answer, choice_answer)), CHOSEN);
FACT_FIELDS(scr, OF_PATIENT, REQUIRED(WORD_AS(Fact, "status", scr_status, scr_status)), CHOSEN);
FACT_FIELDS(scr_default, REQUIRED(NAMING(Fact, practice, NAMES_ORGANISATION)),
	    REQUIRED(WORD_AS(Fact, "status", scr_status, scr_default)));
FACT_FIELDS(scr_include, OF_PATIENT, ENTRY,
	    REQUIRED(.name = "include", .type = FIELD_TRUTH, .words = &truth_words,
		     .offset = offsetof(Fact, scr_include)),
	    CHOSEN);
FACT_FIELDS(mig, OF_PATIENT, REQUIRED(WORD_AS(Fact, "choice", mig_choice, mig_choice)), CHOSEN);
FACT_FIELDS(view_permission, OF_PATIENT, ORG, REQUIRED(WORD_AS(Fact, "channel", view_channel, view_channel)),
	    REQUIRED(WORD(Fact, answer, permission_answer)), CHOSEN);
FACT_FIELDS(purpose, OF_PATIENT, REQUIRED(WORD(Fact, purpose, purpose)),
	    REQUIRED(WORD_AS(Fact, "choice", purpose_choice, purpose_choice)), CHOSEN);
FACT_FIELDS(national_opt_out, OF_PATIENT, REQUIRED(WORD_AS(Fact, "value", national, national)), CHOSEN);
FACT_FIELDS(study_consent, OF_PATIENT, REQUIRED(TEXT(Fact, study)), REQUIRED(WORD(Fact, answer, choice_answer)),
	    CHOSEN);
FACT_FIELDS(override, OF_PATIENT, REQUIRED(NAMING(Fact, override, NAMES_OVERRIDE), .opens = true), ORG,
	    REQUIRED(WORD_AS(Fact, "reason", override_reason, override_reason)), REQUIRED(TRUTH(Fact, include_private)),
	    REQUIRED(INSTANT(Fact, until)), OPTIONAL(WORD(Fact, tell, tell)));
FACT_FIELDS(override_ended, OF_PATIENT, OVERRIDE);
FACT_FIELDS(override_reviewed, OF_PATIENT, OVERRIDE, REQUIRED(WORD(Fact, outcome, outcome)),
	    REQUIRED(TEXT(Fact, reason)), OPTIONAL(WORD(Fact, tell, tell)));
FACT_FIELDS(passed_on, OF_PATIENT, REQUIRED(NAMING(Fact, fact, NAMES_FACT)),
	    REQUIRED(WORD_AS(Fact, "system", passed_to, passed_to)), OPTIONAL(TEXT(Fact, code)));
FACT_FIELDS(contact, OF_PATIENT, OPTIONAL(TEXT(Fact, mobile)), OPTIONAL(TEXT(Fact, email)),
	    OPTIONAL(WORD(Fact, prefers, prefers)), OPTIONAL(TRUTH(Fact, online)), OPTIONAL(TEXT(Fact, language)),
	    OPTIONAL(TRUTH(Fact, interpreter)), OPTIONAL(TEXT(Fact, preferred)), OPTIONAL(TEXT(Fact, postcode)));
FACT_FIELDS(entry_flag, OF_PATIENT, ENTRY, REQUIRED(WORD(Fact, flag, flag)), REQUIRED(TRUTH(Fact, on)));
FACT_FIELDS(restricted, OF_PATIENT, REQUIRED(TRUTH(Fact, on)));
FACT_FIELDS(merged, OF_PATIENT, REQUIRED(TEXT(Fact, from)));
FACT_FIELDS(viewed, OF_PATIENT, ORG, OPTIONAL(NAMING(Fact, entry, NAMES_ENTRY)));
FACT_FIELDS(handed, OF_PATIENT, OPTIONAL(TEXT(Fact, kiosk)));
FACT_FIELDS(complaint, OF_PATIENT, REQUIRED(TEXT(Fact, reason)), OPTIONAL(WORD(Fact, how, how)),
	    OPTIONAL(TEXT(Fact, name)), OPTIONAL(DATE(Fact, received)));
FACT_FIELDS(complaint_acknowledged, OF_PATIENT, REQUIRED(NAMING(Fact, fact, NAMES_FACT)),
	    OPTIONAL(WORD(Fact, how, how)));
FACT_FIELDS(complaint_answered, OF_PATIENT, REQUIRED(NAMING(Fact, fact, NAMES_FACT)), REQUIRED(TEXT(Fact, reason)));
FACT_FIELDS(access_requested, OF_PATIENT, OPTIONAL(WORD(Fact, how, how)), OPTIONAL(TEXT(Fact, name)),
	    OPTIONAL(DATE(Fact, received)));
FACT_FIELDS(access_withheld, OF_PATIENT, OPTIONAL(NAMING(Fact, fact, NAMES_FACT)),
	    OPTIONAL(NAMING(Fact, entry, NAMES_ENTRY)), REQUIRED(TRUTH(Fact, on)), REQUIRED(TEXT(Fact, reason)));
FACT_FIELDS(access_given, OF_PATIENT);
FACT_FIELDS(imported, REQUIRED(TEXT(Fact, name)), REQUIRED(WORD_AS(Fact, "format", format, file_format)),
	    REQUIRED(TEXT(Fact, hash)), REQUIRED(TEXT(Fact, read)), REQUIRED(TEXT(Fact, taken)),
	    OPTIONAL(TEXT(Fact, first)), OPTIONAL(TEXT(Fact, last)));
FACT_FIELDS(voided, OPTIONAL(NAMING(Fact, patient, NAMES_PATIENT)), REQUIRED(NAMING(Fact, fact, NAMES_FACT)),
	    REQUIRED(TEXT(Fact, reason)));
FACT_FIELDS(exported, OPTIONAL(TEXT(Fact, reason)));
FACT_FIELDS(account, REQUIRED(TEXT(Fact, name)), REQUIRED(WORD_AS(Fact, "change", change, account_change)),
	    REQUIRED(WORD(Fact, role, role)), REQUIRED(TRUTH(Fact, on)));
FACT_FIELDS(setting, REQUIRED(TEXT(Fact, name)),
	    OPTIONAL(.name = "value", .type = FIELD_TEXT, .offset = offsetof(Fact, setting)));

FACT_FIELDS(signed_in, REQUIRED(TEXT(Fact, name)), REQUIRED(WORD(Fact, strength, strength)));
FACT_FIELDS(signed_out, REQUIRED(TEXT(Fact, name)), REQUIRED(NAMING(Fact, fact, NAMES_FACT)),
	    REQUIRED(WORD(Fact, ending, ending)));

/* clang-format off */
#define DIRECTORY(text, line_type, list) \
	{.name = text, .type = line_type, .fields = list##_fields, .count = countof(list##_fields)}
#define FACT(text, kind, list) \
	{.name = text, .type = LINE_FACT, .fact = kind, .fields = list##_fields, .count = countof(list##_fields)}
/* clang-format on */

/* Directory kinds first, then the facts in the order of FactKind. */
const LineKind line_kinds[] = {
	DIRECTORY("organisation", LINE_ORGANISATION, organisation),
	DIRECTORY("patient", LINE_PERSON, person),
	DIRECTORY("entry", LINE_ENTRY, entry),
	FACT("standing", FACT_STANDING, standing),
	FACT("registered", FACT_REGISTERED, registered),
	FACT("referred", FACT_REFERRED, referred),
	FACT("discharged", FACT_DISCHARGED, of_episode),
	FACT("discharge-cancelled", FACT_DISCHARGE_CANCELLED, of_episode),
	FACT("ended", FACT_ENDED, of_episode),
	FACT("disputed", FACT_DISPUTED, of_episode),
	FACT("answered", FACT_ANSWERED, answered),
	FACT("entry-private", FACT_ENTRY_PRIVATE, of_entry),
	FACT("entry-private-requested", FACT_ENTRY_PRIVATE_REQUESTED, of_entry),
	FACT("entry-open", FACT_ENTRY_OPEN, of_entry),
	FACT("request", FACT_REQUEST, request),
	FACT("code-issued", FACT_CODE_ISSUED, code_issued),
	FACT("code-accepted", FACT_CODE_ACCEPTED, of_request),
	FACT("code-failed", FACT_CODE_FAILED, of_request),
	FACT("request-cancelled", FACT_REQUEST_CANCELLED, of_request),
	FACT("choice", FACT_CHOICE, choice),
	FACT("scr", FACT_SCR, scr),
	FACT("scr-default", FACT_SCR_DEFAULT, scr_default),
	FACT("scr-include", FACT_SCR_INCLUDE, scr_include),
	FACT("mig", FACT_MIG, mig),
	FACT("view-permission", FACT_VIEW_PERMISSION, view_permission),
	FACT("purpose", FACT_PURPOSE, purpose),
	FACT("national-opt-out", FACT_NATIONAL_OPT_OUT, national_opt_out),
	FACT("study-consent", FACT_STUDY_CONSENT, study_consent),
	FACT("override", FACT_OVERRIDE, override),
	FACT("override-ended", FACT_OVERRIDE_ENDED, override_ended),
	FACT("override-reviewed", FACT_OVERRIDE_REVIEWED, override_reviewed),
	FACT("passed-on", FACT_PASSED_ON, passed_on),
	FACT("contact", FACT_CONTACT, contact),
	FACT("entry-flag", FACT_ENTRY_FLAG, entry_flag),
	FACT("restricted", FACT_RESTRICTED, restricted),
	FACT("merged", FACT_MERGED, merged),
	FACT("viewed", FACT_VIEWED, viewed),
	FACT("receipt", FACT_RECEIPT, handed),
	FACT("ticket", FACT_TICKET, handed),
	FACT("staff-called", FACT_STAFF_CALLED, handed),
	FACT("complaint", FACT_COMPLAINT, complaint),
	FACT("complaint-acknowledged", FACT_COMPLAINT_ACKNOWLEDGED, complaint_acknowledged),
	FACT("complaint-answered", FACT_COMPLAINT_ANSWERED, complaint_answered),
	FACT("access-requested", FACT_ACCESS_REQUESTED, access_requested),
	FACT("access-withheld", FACT_ACCESS_WITHHELD, access_withheld),
	FACT("access-given", FACT_ACCESS_GIVEN, access_given),
	FACT("imported", FACT_IMPORTED, imported),
	FACT("voided", FACT_VOIDED, voided),
	FACT("exported", FACT_EXPORTED, exported),
	FACT("account", FACT_ACCOUNT, account),
	FACT("setting", FACT_SETTING, setting),
	FACT("signed-in", FACT_SIGNED_IN, signed_in),
	FACT("signed-out", FACT_SIGNED_OUT, signed_out),
};
const size_t line_kind_count = countof(line_kinds);

enum { DIRECTORY_KINDS = 3 };
static_assert(countof(line_kinds) == DIRECTORY_KINDS + FactKind_COUNT_ - 1, "one row for each kind of fact");

const LineKind *line_kind_find(const char *name)
{
	for (size_t i = 0; i < line_kind_count; i++)
		if (text_is(line_kinds[i].name, name))
			return &line_kinds[i];
	return NULL;
}

const LineKind *line_kind_of_fact(FactKind kind)
{
	const LineKind *row = &line_kinds[DIRECTORY_KINDS + kind - 1];
	assert(row->fact == kind);
	return row;
}

const LineKind *line_kind_of(LineType type)
{
	assert(type != LINE_FACT);
	return &line_kinds[type];
}

const Field *line_field_find(const LineKind *kind, const char *name)
{
	for (size_t i = 0; i < kind->count; i++)
		if (text_is(kind->fields[i].name, name))
			return &kind->fields[i];
	return NULL;
}

Line line_empty(const LineKind *kind)
{
	Line line = {.kind = kind};
	if (kind->type == LINE_FACT) {
		line.fact = FACT_NONE;
		line.fact.kind = (WordByte)kind->fact;
	} else if (kind->type == LINE_ENTRY) {
		line.entry.recorded = INSTANT_MIN;
	}
	return line;
}

Line line_of_fact(const Fact *fact)
{
	return (Line){.kind = line_kind_of_fact(fact->kind), .fact = *fact};
}

Line line_of_person(const Person *person)
{
	return (Line){.kind = line_kind_of(LINE_PERSON), .person = *person};
}

Line line_of_organisation(const Organisation *organisation)
{
	return (Line){.kind = line_kind_of(LINE_ORGANISATION), .organisation = *organisation};
}

Line line_of_entry(const Entry *entry)
{
	return (Line){.kind = line_kind_of(LINE_ENTRY), .entry = *entry};
}

/* The members of the union share their start, so one offset reaches into whichever the kind uses. */
static const char *at_offset(const Line *line, const Field *field)
{
	return (const char *)&line->organisation + field->offset;
}

static char *into_offset(Line *line, const Field *field)
{
	return (char *)&line->organisation + field->offset;
}

const char *line_text(const Line *line, const Field *field)
{
	const char *text;
	memcpy(&text, at_offset(line, field), sizeof text);
	return text;
}

void line_set_text(Line *line, const Field *field, const char *text)
{
	memcpy(into_offset(line, field), &text, sizeof text);
}

WordByte line_word(const Line *line, const Field *field)
{
	return *(const WordByte *)at_offset(line, field);
}

void line_set_word(Line *line, const Field *field, WordByte value)
{
	*(WordByte *)into_offset(line, field) = value;
}

Instant line_instant(const Line *line, const Field *field)
{
	Instant at;
	memcpy(&at, at_offset(line, field), sizeof at);
	return at;
}

void line_set_instant(Line *line, const Field *field, Instant at)
{
	memcpy(into_offset(line, field), &at, sizeof at);
}

Date line_date(const Line *line, const Field *field)
{
	Date date;
	memcpy(&date, at_offset(line, field), sizeof date);
	return date;
}

void line_set_date(Line *line, const Field *field, Date date)
{
	memcpy(into_offset(line, field), &date, sizeof date);
}

PartialDate line_partial(const Line *line, const Field *field)
{
	PartialDate date;
	memcpy(&date, at_offset(line, field), sizeof date);
	return date;
}

void line_set_partial(Line *line, const Field *field, PartialDate date)
{
	memcpy(into_offset(line, field), &date, sizeof date);
}

bool line_has(const Line *line, const Field *field)
{
	switch (field->type) {
	case FIELD_TEXT: return line_text(line, field) != NULL;
	case FIELD_WORD:
	case FIELD_TRUTH: return line_word(line, field) != 0;
	case FIELD_INSTANT: return instant_order(line_instant(line, field), INSTANT_MIN) != 0;
	case FIELD_DATE: return !date_is_none(line_date(line, field));
	case FIELD_PARTIAL_DATE: return !partial_is_none(line_partial(line, field));
	}
	return false;
}

void line_copy_field(Line *to, const Line *from, const Field *field)
{
	switch (field->type) {
	case FIELD_TEXT: line_set_text(to, field, line_text(from, field)); return;
	case FIELD_WORD:
	case FIELD_TRUTH: line_set_word(to, field, line_word(from, field)); return;
	case FIELD_INSTANT: line_set_instant(to, field, line_instant(from, field)); return;
	case FIELD_DATE: line_set_date(to, field, line_date(from, field)); return;
	case FIELD_PARTIAL_DATE: line_set_partial(to, field, line_partial(from, field)); return;
	}
}

void line_keep(Line *line, Arena *arena)
{
	for (size_t i = 0; i < line->kind->count; i++) {
		const Field *field = &line->kind->fields[i];
		if (field->type == FIELD_TEXT)
			line_set_text(line, field, arena_text(arena, line_text(line, field)));
	}
}

const char *line_key(const Line *line)
{
	switch (line->kind->type) {
	case LINE_ORGANISATION: return line->organisation.code;
	case LINE_PERSON: return line->person.nhs;
	case LINE_ENTRY: return line->entry.id;
	case LINE_FACT: return line->fact.id;
	}
	return NULL;
}

static bool field_same(const Line *a, const Line *b, const Field *field)
{
	switch (field->type) {
	case FIELD_TEXT: return text_is(line_text(a, field), line_text(b, field));
	case FIELD_WORD:
	case FIELD_TRUTH: return line_word(a, field) == line_word(b, field);
	case FIELD_INSTANT: return instant_order(line_instant(a, field), line_instant(b, field)) == 0;
	case FIELD_DATE: return date_order(line_date(a, field), line_date(b, field)) == 0;
	case FIELD_PARTIAL_DATE: return partial_same(line_partial(a, field), line_partial(b, field));
	}
	return false;
}

static bool is_recorded_at(const Line *line, const Field *field)
{
	return line->kind->type == LINE_FACT && field->offset == offsetof(Fact, recorded_at);
}

bool line_same(const Line *a, const Line *b)
{
	if (a->kind != b->kind)
		return false;
	for (size_t i = 0; i < a->kind->count; i++) {
		const Field *field = &a->kind->fields[i];
		bool defaulted = is_recorded_at(a, field) && (!line_has(a, field) || !line_has(b, field));
		if (!defaulted && !field_same(a, b, field))
			return false;
	}
	return true;
}

static void add_escaped(Text *out, const char *text)
{
	for (;;) {
		const size_t plain = strcspn(text, "\n\\");
		text_add_bytes(out, text, plain);
		text += plain;
		if (!*text)
			return;
		text_add(out, *text++ == '\n' ? "\\n" : "\\\\");
	}
}

const char *line_print(const Line *line, const Field *field, char printed[32])
{
	switch (field->type) {
	case FIELD_TEXT: return line_text(line, field);
	case FIELD_WORD:
	case FIELD_TRUTH: return words_text(field->words, line_word(line, field));
	case FIELD_INSTANT: instant_print(line_instant(line, field), printed); break;
	case FIELD_DATE: date_print(line_date(line, field), printed); break;
	case FIELD_PARTIAL_DATE: partial_print(line_partial(line, field), printed); break;
	}
	return printed;
}

void line_seal_text(const Line *line, bool for_id, Text *out)
{
	char printed[32];
	text_add(out, "kind=");
	text_add(out, line->kind->name);
	text_add_char(out, '\n');
	for (size_t i = 0; i < line->kind->count; i++) {
		const Field *field = &line->kind->fields[i];
		bool left_out = for_id && (is_recorded_at(line, field) || text_is(field->name, "id"));
		if (left_out || !line_has(line, field))
			continue;
		text_add(out, field->name);
		text_add_char(out, '=');
		add_escaped(out, line_print(line, field, printed));
		text_add_char(out, '\n');
	}
}
