/* A line of the ledger: a directory line (organisation, patient, entry) or a fact, and the one table that says,
 * kind by kind, which fields it has. Reading and writing JSON, the columns of the store, the seal of the chain
 * and the checks of what is told all walk this table. Source: FORMATS §1. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "model/facts/entry.h"
#include "model/facts/fact.h"
#include "model/facts/organisation.h"
#include "model/facts/person.h"

typedef enum LineType { LINE_ORGANISATION, LINE_PERSON, LINE_ENTRY, LINE_FACT } LineType;

/* Who told a directory line; an import never overwrites what staff set by hand (FORMATS §3). */
typedef enum LineSource { SOURCE_LEDGER_LINES, SOURCE_DESK, SOURCE_ODS, SOURCE_FHIR } LineSource;

typedef enum FieldType { FIELD_TEXT, FIELD_WORD, FIELD_TRUTH, FIELD_INSTANT, FIELD_DATE, FIELD_PARTIAL_DATE } FieldType;

/* What the text of a field names; it must be known when the line is told. */
typedef enum FieldNames {
	NAMES_NOTHING,
	NAMES_ORGANISATION,
	NAMES_PATIENT,
	NAMES_ENTRY,
	NAMES_EPISODE,
	NAMES_REQUEST,
	NAMES_OVERRIDE,
	NAMES_FACT,
} FieldNames;

typedef struct Field {
	const char *name; /* as FORMATS writes it; also the column in the store */
	FieldType type;
	bool required;
	bool may_be_empty; /* a required text that may say nothing: one of two names */
	bool opens;	   /* this line opens the episode, request or override of this name, rather than naming one */
	FieldNames names;
	const Words *words; /* of FIELD_WORD */
	size_t offset;	    /* into Organisation, Person, Entry or Fact */
} Field;

typedef struct LineKind {
	const char *name;
	LineType type;
	FactKind fact;	     /* of LINE_FACT */
	const Field *fields; /* in the order they are written, `kind` itself left out */
	size_t count;
} LineKind;

typedef struct Line {
	const LineKind *kind;
	union {
		Organisation organisation;
		Person person;
		Entry entry;
		Fact fact;
	};
} Line;

extern const LineKind line_kinds[];
extern const size_t line_kind_count;

const LineKind *line_kind_find(const char *name); /* NULL if there is none */
const LineKind *line_kind_of_fact(FactKind kind);
const LineKind *line_kind_of(LineType type);			      /* of a directory type */
const Field *line_field_find(const LineKind *kind, const char *name); /* NULL if it has none of this name */

Line line_empty(const LineKind *kind);
Line line_of_fact(const Fact *fact);
Line line_of_person(const Person *person);
Line line_of_organisation(const Organisation *organisation);
Line line_of_entry(const Entry *entry);

/* Reaching a field of a line through the table. */
const char *line_text(const Line *line, const Field *field);
void line_set_text(Line *line, const Field *field, const char *text);
WordByte line_word(const Line *line, const Field *field); /* also of FIELD_TRUTH */
void line_set_word(Line *line, const Field *field, WordByte value);
Instant line_instant(const Line *line, const Field *field);
void line_set_instant(Line *line, const Field *field, Instant at);
Date line_date(const Line *line, const Field *field);
void line_set_date(Line *line, const Field *field, Date date);
PartialDate line_partial(const Line *line, const Field *field);
void line_set_partial(Line *line, const Field *field, PartialDate date);
bool line_has(const Line *line, const Field *field); /* the field was given */
/* What the field says, as it stands in a text: the text itself, the word, or `printed`. */
const char *line_print(const Line *line, const Field *field, char printed[32]);
void line_copy_field(Line *to, const Line *from, const Field *field); /* of the same kind; a text is shared */
void line_keep(Line *line, Arena *arena);			      /* puts copies of its texts into the arena */

const char *line_key(const Line *line);	      /* code, nhs or id */
bool line_same(const Line *a, const Line *b); /* field by field; `recorded_at` passed over where either has none */

/* The text that is sealed and from which an absent id is made: every given field as name=value\n, in the table's
 * order, backslash and newline escaped; without `id` and `recorded_at` where `for_id`. */
void line_seal_text(const Line *line, bool for_id, Text *out);
