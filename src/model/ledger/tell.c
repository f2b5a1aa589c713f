#include "model/ledger/tell.h"

#include <inttypes.h>
#include <sodium.h>

#include "base/macros.h"
#include "base/text.h"
#include "model/ledger/inside.h"

enum { ID_HASH_BYTES = 16, DAY = 24 * 60 * 60 };

static bool append(Teller *teller, Line *line, Error *err)
{
	return teller->ledger.ops->append(teller->ledger.self, line, teller->source, err);
}

static void await(Teller *teller, const Line *line)
{
	Awaiting *awaiting = arena_alloc(&teller->later, sizeof *awaiting);
	*awaiting = (Awaiting){.line = *line, .place = teller->place};
	line_keep(&awaiting->line, &teller->later);
	*(teller->first ? teller->last : &teller->first) = awaiting;
	teller->last = &awaiting->next;
}

/* Every name checked, put at the end of the ledger, and kept for teller_finish where a name is still to come. */
static bool check_and_append(Teller *teller, Line *line, Error *err)
{
	bool all_known = false;
	if ((teller->names_follow && !tell_check_lengths(line, err)) ||
	    !tell_check_names(teller, line, teller->names_follow, &all_known, err) ||
	    !tell_check_opening(teller, line, err) || !append(teller, line, err))
		return false;
	if (!all_known)
		await(teller, line);
	return true;
}

/* --- Directory lines --- */

static bool find_present(Teller *teller, const Line *line, Line *ret_present, bool *ret_found, Error *err)
{
	const Ledger *ledger = &teller->ledger;
	const Organisation *organisation = NULL;
	const Person *person = NULL;
	const Entry *entry = NULL;
	const char *key = line_key(line);
	bool asked = line->kind->type == LINE_ORGANISATION
			     ? ledger->ops->organisation(ledger->self, key, &teller->scratch, &organisation, err)
		     : line->kind->type == LINE_PERSON
			     ? ledger->ops->person(ledger->self, key, &teller->scratch, &person, err)
			     : ledger->ops->entry(ledger->self, key, &teller->scratch, &entry, err);
	if (!asked)
		return false;
	*ret_found = organisation || person || entry;
	if (organisation)
		*ret_present = line_of_organisation(organisation);
	else if (person)
		*ret_present = line_of_person(person);
	else if (entry)
		*ret_present = line_of_entry(entry);
	return true;
}

/* A year where the day is known. */
static bool says_less(const Line *line, const Line *present, const Field *field)
{
	return field->type == FIELD_PARTIAL_DATE &&
	       partial_says_less(line_partial(line, field), line_partial(present, field));
}

/* What an import does not say, or says less of than is known, stays as it is; what it says of a patient with an empty
 * text goes off the file. The dates of an organisation are its list's own, also when it has none. A patient's record
 * says little of organisations: it fills in what is not known, and never overrules a list or the staff. */
static void keep_unsaid(const Teller *teller, Line *line, const Line *present)
{
	bool hearsay = teller->source == SOURCE_FHIR && line->kind->type == LINE_ORGANISATION;
	for (size_t i = 0; i < line->kind->count; i++) {
		const Field *field = &line->kind->fields[i];
		bool lists_own = teller->source == SOURCE_ODS && field->type == FIELD_DATE;
		if ((hearsay && line_has(present, field)) || (!line_has(line, field) && !lists_own) ||
		    says_less(line, present, field))
			line_copy_field(line, present, field);
		else if (line->kind->type == LINE_PERSON && field->type == FIELD_TEXT && !field->required &&
			 text_empty(line_text(line, field)))
			line_set_text(line, field, NULL);
	}
}

/* No list says which system a service uses, whether it is a MIG partner or whether it looks into the Summary Care
 * Record; only the ODS lists say what care it gives. */
static bool keep_by_hand(Teller *teller, Organisation *organisation, const Organisation *present, Error *err)
{
	bool by_hand;
	if (!teller->ledger.ops->set_by_hand(teller->ledger.self, organisation->code, &by_hand, err))
		return false;
	if (by_hand || organisation->system == SYSTEM_UNKNOWN)
		organisation->system = present->system;
	if (by_hand || organisation->mig == TRUTH_FALSE)
		organisation->mig = present->mig;
	if (by_hand || teller->source == SOURCE_FHIR) {
		organisation->care = present->care;
		organisation->scr = present->scr;
	}
	return true;
}

/* What a list or staff said of an entry stays, whatever its code says of it now; and by whom it was recorded, who sees
 * it whatever hides it (G1): a record that says so of another's entry opens it to nobody. Nor does one that dates it
 * back, before an answer (W3). */
static void keep_of_entry(Entry *entry, const Entry *present)
{
	entry->org = present->org;
	entry->recorded = instant_later(entry->recorded, present->recorded);
	if (present->sensitive)
		entry->sensitive = present->sensitive;
}

static bool keep_present(Teller *teller, Line *line, const Line *present, Error *err)
{
	if (teller->source != SOURCE_ODS && teller->source != SOURCE_FHIR)
		return true;
	keep_unsaid(teller, line, present);
	if (line->kind->type == LINE_ENTRY)
		keep_of_entry(&line->entry, &present->entry);
	return line->kind->type != LINE_ORGANISATION ||
	       keep_by_hand(teller, &line->organisation, &present->organisation, err);
}

/* Before set-up nobody knows which practice it will be: then it is any. */
static bool note_brought(Teller *teller, const Line *line, Error *err)
{
	const char *practice = NULL;
	const Ledger *ledger = &teller->ledger;
	if (teller->brings || line->kind->type != LINE_ENTRY || teller->source == SOURCE_DESK)
		return true;
	if (!ledger->ops->setting(ledger->self, "practice", &teller->scratch, &practice, err))
		return false;
	teller->brings = text_empty(practice) || text_is(practice, line->entry.org);
	return true;
}

static bool tell_directory(Teller *teller, Line *line, Arena *keep, Told *ret_told, Error *err)
{
	Line present;
	bool found = false, held = false;
	if (!note_brought(teller, line, err) || !find_present(teller, line, &present, &found, err))
		return false;
	if (found && line->kind->type == LINE_ENTRY && !text_is(present.entry.patient, line->entry.patient))
		return fail(err, ERROR_INPUT, "The field \"id\" names %s, an entry of another patient.",
			    line->entry.id);
	if (found && !keep_present(teller, line, &present, err))
		return false;
	*ret_told = TOLD_KNOWN;
	if (found && !tell_is_held(teller, line, &present, &held, err))
		return false;
	if (held) {
		tell_hold(teller, line);
		tell_forget(teller, NAMES_ORGANISATION, line_key(line));
	} else if (!found || !line_same(line, &present)) {
		if (!check_and_append(teller, line, err))
			return false;
		tell_forget(teller, NAMES_ORGANISATION, line_key(line)); /* its care may be another now */
		if (line->kind->type == LINE_PERSON)			 /* whose facts come next */
			tell_remember(teller, line_key(line), &(Known){.what = NAMES_PATIENT});
		*ret_told = found ? TOLD_REPLACED : TOLD_NEW;
	}
	if (found) /* texts of the present line may have come into this one */
		line_keep(line, keep);
	return true;
}

/* --- Facts --- */

/* Of a fact that came without one: derived from its content, so that the same line twice is the same fact. */
static const char *make_fact_id(const Line *line, Arena *arena)
{
	unsigned char hash[ID_HASH_BYTES];
	char *id = arena_alloc(arena, 1 + 2 * sizeof hash + 1);
	ArenaMark mark = arena_mark(arena);
	Text text = {.arena = arena};
	line_seal_text(line, true, &text);
	crypto_generichash(hash, sizeof hash, (const unsigned char *)text.bytes, text.length, NULL, 0);
	arena_reset(arena, mark);
	id[0] = 'f';
	sodium_bin2hex(id + 1, 2 * sizeof hash + 1, hash, sizeof hash);
	return id;
}

static const char *off_file_if_empty(const char *text)
{
	return text_empty(text) ? NULL : text;
}

static void change_person(Person *person, const Fact *fact)
{
	if (fact->kind == FACT_RESTRICTED) {
		person->restricted = fact->on;
		return;
	}
	const struct {
		const char *told, **on_file;
	} texts[] = {
		{fact->mobile, &person->mobile},     {fact->email, &person->email},
		{fact->language, &person->language}, {fact->preferred, &person->preferred},
		{fact->postcode, &person->postcode},
	};
	for (size_t i = 0; i < countof(texts); i++)
		if (texts[i].told)
			*texts[i].on_file = off_file_if_empty(texts[i].told);
	if (fact->prefers)
		person->prefers = fact->prefers;
	if (fact->online)
		person->online = fact->online;
	if (fact->interpreter)
		person->interpreter = fact->interpreter;
}

static bool changes_person(const Fact *fact)
{
	return fact->kind == FACT_CONTACT || fact->kind == FACT_RESTRICTED;
}

/* A patient line that waits for the file's end stands for what the file had said by here. */
static bool change_held(Teller *teller, const Fact *fact)
{
	Line *held = changes_person(fact) ? tell_held(teller, LINE_PERSON, fact->patient) : NULL;
	if (held) {
		change_person(&held->person, fact);
		line_keep(held, &teller->later);
	}
	return held != NULL;
}

/* The patient line that a fact makes out of date is told with it. */
static bool tell_change(Teller *teller, const Fact *fact, Error *err)
{
	if (!changes_person(fact) || change_held(teller, fact))
		return true;

	const Person *present;
	if (!teller->ledger.ops->person(teller->ledger.self, fact->patient, &teller->scratch, &present, err))
		return false;
	if (!present) /* further down the file, as it stands now */
		return true;

	Line before = line_of_person(present), after = before;
	change_person(&after.person, fact);
	return line_same(&before, &after) ||
	       (tell_note_change(teller, fact->patient, err) && append(teller, &after, err));
}

static bool tell_known_fact(Line *line, const Fact *before, Error *err)
{
	Line told = line_of_fact(before);
	if (!line_same(line, &told))
		return fail(err, ERROR_INPUT, "The field \"id\" is %s, a fact already told that says something else.",
			    line->fact.id);
	line->fact.seq = before->seq;
	line->fact.recorded_at = before->recorded_at;
	return true;
}

static void remember_opening(Teller *teller, const Line *line)
{
	const Field *field = tell_opening_field(line->kind);
	if (!field)
		return;
	Known known = {.what = field->names};
	text_copy(known.patient, sizeof known.patient, line->fact.patient);
	tell_remember(teller, line_text(line, field), &known);
}

bool tell_too_late(Instant at, Instant now)
{
	return instant_before(instant_add(now, TELL_AHEAD_SECONDS), at);
}

/* What stands already stands: an older program took it. */
static bool check_come(const Teller *teller, const Line *line, Error *err)
{
	for (size_t i = 0; i < line->kind->count && teller->names_follow; i++) {
		const Field *field = &line->kind->fields[i];
		const bool told = field->offset == offsetof(Fact, at) || field->offset == offsetof(Fact, recorded_at);
		if (told && line_has(line, field) && tell_too_late(line_instant(line, field), teller->now))
			return fail(
				err, ERROR_INPUT,
				"The field \"%s\" is more than a day from now: have it corrected by whoever made the "
				"file, or set this computer's clock right.",
				field->name);
	}
	return true;
}

/* A registration makes another practice the patient's home: it sees all, and knows no prohibition of the old one. */
static bool stranger_may_register(const Teller *teller, const Fact *fact, bool *ret_may, Error *err)
{
	int64_t seq;
	if (!teller->ledger.ops->told_at(teller->ledger.self, LINE_PERSON, fact->patient, &seq, err))
		return false;
	*ret_may = seq == 0 || (seq > teller->began && index_find(&teller->changed, fact->patient) == INDEX_NONE);
	return true;
}

/* Nothing that lets anybody see more, nor that somebody here did anything. */
static bool stranger_may(const Teller *teller, const Fact *fact, bool *ret_may, Error *err)
{
	static const FactKind may[] = {
		FACT_REFERRED, FACT_DISCHARGED, FACT_ENDED, FACT_ENTRY_PRIVATE, FACT_ENTRY_PRIVATE_REQUESTED,
	};
	if (fact->kind == FACT_REGISTERED)
		return stranger_may_register(teller, fact, ret_may, err);
	*ret_may = fact->kind == FACT_VOIDED && index_find(&teller->strange, fact->fact) != INDEX_NONE;
	for (size_t i = 0; i < countof(may) && !*ret_may; i++)
		*ret_may = (FactKind)fact->kind == may[i] &&
			   (!fact->episode || index_find(&teller->unopened, fact->episode) == INDEX_NONE);
	return true;
}

/* What ends an episode that was left out is left out with it: nobody knows its name. */
static bool leave_out(Teller *teller, const Fact *fact, bool *ret_left_out, Error *err)
{
	bool may = true;
	if (teller->stranger && !stranger_may(teller, fact, &may, err))
		return false;
	if (!may && fact->kind == FACT_REGISTERED)
		index_add(&teller->unopened, &teller->later, arena_text(&teller->later, fact->episode), 0);
	*ret_left_out = !may;
	return true;
}

static void note_strange(Teller *teller, const Fact *fact)
{
	if (teller->stranger)
		index_add(&teller->strange, &teller->later, arena_text(&teller->later, fact->id), 0);
}

static bool tell_fact(Teller *teller, Line *line, Arena *keep, Told *ret_told, Error *err)
{
	const Fact *before;
	Line fact = *line;
	bool left_out = false;
	if (!fact.fact.id)
		fact.fact.id = make_fact_id(&fact, keep);
	if (!teller->ledger.ops->fact(teller->ledger.self, fact.fact.id, &teller->scratch, &before, err))
		return false;
	if (!before && !leave_out(teller, &fact.fact, &left_out, err))
		return false;
	if (before) {
		if (!tell_known_fact(&fact, before, err))
			return false;
		change_held(teller, &fact.fact);
	} else if (left_out) {
		*ret_told = TOLD_LEFT_OUT;
		return true;
	} else {
		if (!check_come(teller, &fact, err))
			return false;
		if (instant_order(fact.fact.recorded_at, INSTANT_MIN) == 0)
			fact.fact.recorded_at = teller->now;
		if (!check_and_append(teller, &fact, err) || !tell_change(teller, &fact.fact, err))
			return false;
		remember_opening(teller, &fact);
		note_strange(teller, &fact.fact);
	}
	*line = fact;
	*ret_told = before ? TOLD_KNOWN : TOLD_NEW;
	return true;
}

/* A day more, for a place where it is tomorrow already. */
static bool has_come(const Teller *teller, Date day)
{
	return date_days(day) <= teller->now.seconds / DAY + 1;
}

/* Nobody is on file before they were born, and nobody's death is known before it. */
static bool check_life(const Teller *teller, const Line *line, Error *err)
{
	if (line->kind->type != LINE_PERSON)
		return true;
	if (!date_is_none(line->person.born) && !has_come(teller, line->person.born))
		return fail(err, ERROR_INPUT, "The field \"born\" is a day that has not come yet.");
	if (person_has_died(&line->person) && !has_come(teller, partial_first(line->person.died)))
		return fail(err, ERROR_INPUT, "The field \"died\" is a date that has not come yet.");
	return true;
}

static bool begin(Teller *teller, Error *err)
{
	Seal seal;
	teller->begun = true;
	return !teller->names_follow || teller->ledger.ops->head(teller->ledger.self, &teller->began, &seal, err);
}

bool tell(Teller *teller, Line *line, Arena *keep, Told *ret_told, Error *err)
{
	bool told = (teller->begun || begin(teller, err)) && tell_check_fields(line, err) &&
		    check_life(teller, line, err) &&
		    (line->kind->type == LINE_FACT ? tell_fact(teller, line, keep, ret_told, err)
						   : tell_directory(teller, line, keep, ret_told, err));
	arena_reset(&teller->scratch, (ArenaMark){0});
	return told;
}

/* By whom, when and as what an entry was recorded, what a service is and when somebody was born say who sees more; its
 * telephone, who is rung back: of what is known here no file of ledger lines says any of it, a stranger's or an older
 * export of this desk. */
static bool file_may_replace(const Line *line, const Line *present)
{
	static const char *const kept[] = {"born", "care", "system", "mig", "scr", "phone"};
	Line with = *line;
	if (line->kind->type == LINE_ENTRY)
		return false;
	for (size_t i = 0; i < countof(kept); i++)
		if (line_field_find(line->kind, kept[i]))
			line_copy_field(&with, present, line_field_find(line->kind, kept[i]));
	if (line->kind->type == LINE_ORGANISATION && !date_is_none(present->organisation.closed))
		with.organisation.closed = present->organisation.closed;
	if (line->kind->type == LINE_PERSON && present->person.restricted == TRUTH_TRUE)
		with.person.restricted = TRUTH_TRUE;
	return line_same(&with, line);
}

/* A held line may be what stands already: the file brought it back to where it was. */
static bool tell_held_line(Teller *teller, HeldLine *held, Error *err)
{
	Line present;
	bool found;
	if (!find_present(teller, &held->line, &present, &found, err))
		return false;
	if (found && line_same(&held->line, &present))
		return true;
	if (found && teller->beside && !file_may_replace(&held->line, &present)) {
		teller->left_out++;
		return true;
	}
	teller->replaced++;
	return check_and_append(teller, &held->line, err);
}

static bool tell_held_lines(Teller *teller, Error *err)
{
	for (size_t i = 0; i < teller->held_count; i++) {
		bool told = tell_held_line(teller, &teller->held[i], err);
		arena_reset(&teller->scratch, (ArenaMark){0});
		if (!told)
			return teller->held[i].place > 0 ? fail_at(err, "line %" PRId64, teller->held[i].place) : false;
	}
	return true;
}

static bool keep_brought(const Teller *teller, Error *err)
{
	char seconds[24];
	const Ledger *ledger = &teller->ledger;
	text_print(seconds, sizeof seconds, "%" PRId64, teller->now.seconds);
	return !teller->brings || ledger->ops->put_setting(ledger->self, BROUGHT_SETTING, seconds, err);
}

bool teller_finish(Teller *teller, Error *err)
{
	if (!tell_held_lines(teller, err) || !keep_brought(teller, err))
		return false;
	for (const Awaiting *awaiting = teller->first; awaiting; awaiting = awaiting->next) {
		bool all;
		bool found = tell_check_names(teller, &awaiting->line, false, &all, err);
		arena_reset(&teller->scratch, (ArenaMark){0});
		if (!found)
			return awaiting->place > 0 ? fail_at(err, "line %" PRId64, awaiting->place) : false;
	}
	return true;
}

void teller_done(Teller *teller)
{
	arena_free(&teller->scratch);
	arena_free(&teller->later);
}
