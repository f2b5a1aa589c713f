#include "exchange/patient_give.h"

#include "base/index.h"
#include "base/text.h"
#include "exchange/known_person.h"
#include "model/facts/line.h"
#include "model/facts/name_hash.h"
#include "model/facts/nhs_number.h"
#include "model/rules/counting.h"

typedef struct Giver {
	const PatientGiving *giving;
	PatientList *list;
	Arena *arena, scratch; /* the scratch is emptied after each patient */
	PatientGiven given;
} Giver;

/* --- Where a patient is registered --- */

typedef struct Home {
	const Fact *open; /* the registration that lasts, or NULL */
	const Fact *last; /* the latest of all, or NULL */
	Instant since;	  /* when that last changed */
} Home;

/* A7: a registration ends the one before. */
static Home home_of(FactList facts, Arena *arena)
{
	Home home = {.since = INSTANT_MIN};
	size_t count;
	const Fact *const *counting = facts_counting(facts, INSTANT_MAX, INSTANT_MAX, arena, &count);
	for (size_t i = 0; i < count; i++) {
		const Fact *fact = counting[i];
		const bool of_last = home.last && text_is(fact->episode, home.last->episode);
		if (fact->kind == FACT_REGISTERED)
			home.open = home.last = fact;
		else if (fact->kind == FACT_DISCHARGED && of_last)
			home.open = NULL;
		else if (fact->kind == FACT_DISCHARGE_CANCELLED && of_last)
			home.open = home.last;
		else
			continue;
		home.since = fact->at;
	}
	return home;
}

static bool is_known(const FactList *facts, const char *id)
{
	for (size_t i = 0; i < facts->count; i++)
		if (text_is(facts->items[i].id, id))
			return true;
	return false;
}

static void note(Giver *giver, const char *nhs, const char *why)
{
	patient_note(giver->list, giver->arena, arena_text(giver->arena, nhs), why, false);
}

static Fact registration_of(Giver *giver, const PatientRow *row, Instant at)
{
	const PatientGiving *giving = giver->giving;
	char since[16] = "";
	Fact fact = FACT_NONE;
	if (!date_is_none(row->since))
		date_print(row->since, since);
	fact.kind = FACT_REGISTERED;
	fact.patient = row->person.nhs;
	fact.org = giving->practice->code;
	fact.at = at;
	fact.by = giving->by;
	fact.note = giving->note;
	fact.episode = episode_name(&giver->scratch, &fact, since);
	fact.id = arena_print(&giver->scratch, "fact-%s", fact.episode);
	return fact;
}

/* Why no registration is told although the list has the patient; NULL where one is. */
static const char *against(const Giver *giver, const Home *home, const PatientRow *row, Instant at)
{
	const char *ours = giver->giving->practice->code;
	if (instant_before(giver->giving->now, at))
		return "is registered from a day to come: not registered yet";
	if (home->last && !instant_before(home->since, at))
		return "was registered elsewhere or moved away since: not registered again";
	if (home->last && !home->open && text_is(home->last->org, ours) && date_is_none(row->since))
		return "moved away by what the desk knows: not registered again";
	return NULL;
}

static bool give_registration(Giver *giver, const PatientRow *row, const FactList *facts, const Sink *sink, Error *err)
{
	static const Zone utc = {0};
	const PatientGiving *giving = giver->giving;
	const Home home = home_of(*facts, &giver->scratch);
	const bool here = home.open && text_is(home.open->org, giving->practice->code);
	giver->given.elsewhere += row->elsewhere;
	if (here && row->elsewhere)
		note(giver, row->person.nhs, "is registered here, and the list has another practice: moved away?");
	if (here || row->elsewhere || person_has_died(&row->person))
		return true;
	const Instant at =
		date_is_none(row->since) ? giving->now : zone_midnight(giving->zone ? giving->zone : &utc, row->since);
	const Fact fact = registration_of(giver, row, at);
	const char *why = is_known(facts, fact.id) ? "was registered here and is no more: not registered again"
						   : against(giver, &home, row, at);
	if (why) {
		note(giver, row->person.nhs, why);
		return true;
	}
	Line line = line_of_fact(&fact);
	giver->given.registered++;
	return sink->take(sink->self, &line, err);
}

/* --- The patient --- */

/* What the list does not say, or says less exactly, stays. */
static Line merged(const Person *person, const Person *present)
{
	Line line = line_of_person(person);
	const Line before = line_of_person(present);
	for (size_t i = 0; i < line.kind->count; i++) {
		const Field *field = &line.kind->fields[i];
		const bool empty = field->type == FIELD_TEXT && text_empty(line_text(&line, field));
		const bool less = field->type == FIELD_PARTIAL_DATE &&
				  partial_says_less(line_partial(&line, field), line_partial(&before, field));
		if (empty || less || !line_has(&line, field))
			line_copy_field(&line, &before, field);
	}
	return line;
}

static void count_changes(Giver *giver, const Line *line, const Person *present)
{
	const Line before = line_of_person(present);
	if (line_same(line, &before)) {
		giver->given.same++;
		return;
	}
	giver->given.changed++;
	for (size_t i = 0; i < line->kind->count && i < PATIENT_FIELDS_MAX; i++) {
		Line one = before;
		line_copy_field(&one, line, &line->kind->fields[i]);
		giver->given.fields[i] += !line_same(&one, &before);
	}
}

static bool give_patient(Giver *giver, const PatientRow *row, const Sink *sink, Error *err)
{
	const Ledger *ledger = giver->giving->ledger;
	Person person = row->person;
	const Person *present;
	FactList facts = {0};
	if (!ledger->ops->person(ledger->self, person.nhs, &giver->scratch, &present, err) ||
	    (present && !ledger->ops->facts(ledger->self, person.nhs, &giver->scratch, &facts, err)))
		return false;
	if (present && known_person(&giver->scratch, &person, present, NULL) == KNOWN_SOMEONE_ELSE) {
		patient_fault(giver->list, giver->arena, row->line, giver->list->headings[0],
			      arena_print(giver->arena, "%s is held by someone with another name or birth date",
					  nhs_number_text(person.nhs, giver->arena)));
		return true;
	}
	if (giver->list->faults.count > 0)
		return true;
	if (present)
		known_keep_by_hand(&person, present, &facts);
	Line line = present ? merged(&person, present) : line_of_person(&person);
	if (present)
		count_changes(giver, &line, present);
	else
		giver->given.added++;
	return sink->take(sink->self, &line, err) && give_registration(giver, row, &facts, sink, err);
}

/* --- Who is not in the list --- */

static bool look_for(Giver *giver, const char *nhs, Error *err)
{
	const Ledger *ledger = giver->giving->ledger;
	const Person *person;
	FactList facts;
	if (!ledger->ops->person(ledger->self, nhs, &giver->scratch, &person, err) ||
	    !ledger->ops->facts(ledger->self, nhs, &giver->scratch, &facts, err))
		return false;
	const Home home = home_of(facts, &giver->scratch);
	if (person && !person_has_died(person) && home.open && text_is(home.open->org, giver->giving->practice->code))
		note(giver, nhs, "is registered here and not in the list: moved away?");
	return true;
}

static bool note_missing(Giver *giver, Error *err)
{
	const Ledger *ledger = giver->giving->ledger;
	Index in_list = {0};
	TextList all;
	for (size_t i = 0; i < giver->list->count; i++)
		index_add(&in_list, giver->arena, giver->list->rows[i].person.nhs, 0);
	if (!ledger->ops->everybody(ledger->self, giver->arena, &all, err))
		return false;
	for (size_t i = 0; i < all.count; i++) {
		if (index_find(&in_list, all.items[i]) == INDEX_NONE && !look_for(giver, all.items[i], err))
			return false;
		arena_reset(&giver->scratch, (ArenaMark){0});
	}
	return true;
}

static bool give_all(Giver *giver, const Sink *sink, Error *err)
{
	const PatientList *list = giver->list;
	for (size_t i = 0; i < list->count; i++) {
		if (list->rows[i].person.nhs && !give_patient(giver, &list->rows[i], sink, err))
			return false;
		arena_reset(&giver->scratch, (ArenaMark){0});
		if (sink->progress)
			sink->progress(sink->self, (int64_t)i + 1, (int64_t)list->count);
	}
	return patient_list_right(list, err) && note_missing(giver, err);
}

bool patient_list_give(PatientList *list, const PatientGiving *giving, const Sink *sink, Arena *arena,
		       PatientGiven *ret_given, Error *err)
{
	Giver giver = {.giving = giving, .list = list, .arena = arena};
	const bool given = give_all(&giver, sink, err);
	arena_free(&giver.scratch);
	if (given)
		*ret_given = giver.given;
	return given;
}
