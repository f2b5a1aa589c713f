/* What the ledger knows of the names in a told line. */
#include <string.h>

#include "model/ledger/inside.h"

static Known *known_slot(Teller *teller, FieldNames what, const char *id)
{
	uint32_t hash = 2166136261U ^ (uint32_t)what; /* FNV-1a */
	for (; *id; id++)
		hash = (hash ^ (unsigned char)*id) * 16777619U;
	return &teller->known[(hash ^ hash >> 16) % TELLER_KNOWN];
}

void tell_remember(Teller *teller, const char *id, const Known *known)
{
	Known *slot = known_slot(teller, known->what, id);
	if (strlen(id) > KNOWN_ID_MAX)
		return;
	*slot = *known;
	text_copy(slot->id, sizeof slot->id, id);
}

void tell_forget(Teller *teller, FieldNames what, const char *id)
{
	known_slot(teller, what, id)->what = NAMES_NOTHING;
}

static bool ask_fact(Teller *teller, FieldNames what, const char *id, Known *known, bool *ret_found, Error *err)
{
	const Ledger *ledger = &teller->ledger;
	const Fact *fact = NULL;
	bool asked = what == NAMES_FACT ? ledger->ops->fact(ledger->self, id, &teller->scratch, &fact, err)
					: ledger->ops->opening(ledger->self, what, id, &teller->scratch, &fact, err);
	if (!asked)
		return false;
	if (fact) {
		known->voids = fact->kind == FACT_VOIDED;
		text_copy(known->patient, sizeof known->patient, fact->patient);
	}
	*ret_found = fact != NULL;
	return true;
}

static bool ask_directory(Teller *teller, FieldNames what, const char *id, Known *known, bool *ret_found, Error *err)
{
	const Ledger *ledger = &teller->ledger;
	const Organisation *organisation = NULL;
	const Entry *entry = NULL;
	int64_t person = 0; /* what their line says is not asked: it stands somewhere on the disk */
	bool asked = what == NAMES_ORGANISATION
			     ? ledger->ops->organisation(ledger->self, id, &teller->scratch, &organisation, err)
		     : what == NAMES_PATIENT ? ledger->ops->told_at(ledger->self, LINE_PERSON, id, &person, err)
					     : ledger->ops->entry(ledger->self, id, &teller->scratch, &entry, err);
	if (!asked)
		return false;
	const Line *held = organisation ? tell_held(teller, LINE_ORGANISATION, id) : NULL;
	known->gp = organisation && (held ? &held->organisation : organisation)->care == CARE_GP;
	text_copy(known->patient, sizeof known->patient, entry ? entry->patient : NULL);
	*ret_found = organisation || person > 0 || entry;
	return true;
}

static bool find_name(Teller *teller, FieldNames what, const char *id, Known *ret_known, bool *ret_found, Error *err)
{
	const Known *slot = known_slot(teller, what, id);
	if (slot->what == what && text_is(slot->id, id)) {
		*ret_known = *slot;
		*ret_found = true;
		return true;
	}

	Known known = {.what = what};
	bool found = false;
	bool of_directory = what == NAMES_ORGANISATION || what == NAMES_PATIENT || what == NAMES_ENTRY;
	bool asked = of_directory ? ask_directory(teller, what, id, &known, &found, err)
				  : ask_fact(teller, what, id, &known, &found, err);
	if (!asked)
		return false;
	if (found && what != NAMES_FACT) /* a fact is seldom named twice */
		tell_remember(teller, id, &known);
	*ret_known = known;
	*ret_found = found;
	return true;
}

static bool check_found(const Line *line, const Field *field, const Known *known, Error *err)
{
	const char *id = line_text(line, field);
	bool of_patient = known->what != NAMES_ORGANISATION && known->what != NAMES_PATIENT;
	if (of_patient && !text_is(known->patient, text_or(line->fact.patient, "")))
		return fail(err, ERROR_INPUT, "The field \"%s\" names %s, which is not of this patient.", field->name,
			    id);
	if (known->voids)
		return fail(err, ERROR_INPUT, "The field \"%s\" names %s, itself a void: a void cannot be %s.",
			    field->name, id,
			    line->fact.kind == FACT_VOIDED	? "voided"
			    : line->fact.kind == FACT_PASSED_ON ? "passed on"
								: "named here");
	if (line->kind->type == LINE_FACT && line->kind->fact == FACT_REGISTERED && known->what == NAMES_ORGANISATION &&
	    !known->gp)
		return fail(err, ERROR_INPUT,
			    "The field \"%s\" names %s, which is not a GP practice: nobody registers there.",
			    field->name, id);
	return true;
}

bool tell_check_names(Teller *teller, const Line *line, bool may_follow, bool *ret_all, Error *err)
{
	bool all = true;
	for (size_t i = 0; i < line->kind->count; i++) {
		const Field *field = &line->kind->fields[i];
		Known known;
		bool found;
		if (field->names == NAMES_NOTHING || field->opens || !line_has(line, field))
			continue;
		if (!find_name(teller, field->names, line_text(line, field), &known, &found, err))
			return false;
		if (!found && !may_follow)
			return fail(err, ERROR_INPUT,
				    "The field \"%s\" names %s, which nothing told so far has made known.", field->name,
				    line_text(line, field));
		if (found && !check_found(line, field, &known, err))
			return false;
		all = all && found;
	}
	*ret_all = all;
	return true;
}

const Field *tell_opening_field(const LineKind *kind)
{
	for (size_t i = 0; i < kind->count; i++)
		if (kind->fields[i].opens)
			return &kind->fields[i];
	return NULL;
}

bool tell_check_opening(Teller *teller, const Line *line, Error *err)
{
	const Field *field = tell_opening_field(line->kind);
	if (!field)
		return true;

	const Fact *before;
	const char *id = line_text(line, field);
	if (!teller->ledger.ops->opening(teller->ledger.self, field->names, id, &teller->scratch, &before, err))
		return false;
	if (!before)
		return true;
	if (!text_is(before->patient, line->fact.patient))
		return fail(err, ERROR_INPUT, "The field \"%s\" opens %s, already opened for another patient.",
			    field->name, id);
	if (!text_is(before->org, line->fact.org))
		return fail(err, ERROR_INPUT,
			    "The field \"%s\" opens %s, already opened for another organisation (%s).", field->name, id,
			    before->org);
	if (before->kind != line->fact.kind)
		return fail(err, ERROR_INPUT, "The field \"%s\" opens %s, already opened as \"%s\".", field->name, id,
			    words_text(&fact_kind_words, before->kind));
	return true;
}
