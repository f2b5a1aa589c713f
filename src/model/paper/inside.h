/* The inside of the papers: how they are worded, and the parts of a receipt. */
#pragma once

#include "model/desk/chart.h"
#include "model/paper/paper.h"
#include "model/paper/sheet.h"

/* How papers are worded. Places are in braces, as in script.h, so that a translation can order them anew. */

typedef struct Paper {
	Desk *desk;
	const Chart *chart; /* as the patient may be told of it (desk_chart_told); NULL: of nobody */
	Sheet sheet;
} Paper;

/* What fills the places; those not used may be left out. */
typedef struct PaperWords {
	const char *organisation;	    /* {organisation}: as paper_called gives it */
	const char *patient, *name, *words; /* {name} is {speaker} too */
	const Fact *const *facts; /* {list}: who recorded them and when: "Priya S, 12 June 2024; Dr Shah, …" */
	size_t fact_count;
	const char *phrase;  /* {phrase}: English, put into the language */
	const char *service; /* follows {organisation}, in brackets */
	Instant at;	     /* {day} and {time}, in the desk's zone; 0 where not given */
	Date day;	     /* {day}, where it is given */
	unsigned long count; /* {count} */
} PaperWords;

Paper paper_new(Desk *desk, const Chart *chart, const Language *language, const char *name, Arena *arena);

/* English where the language has no words of its own: then without English below, and with English dates. */
void paper_say(Paper *paper, SheetKind kind, const char *english, const PaperWords *words); /* words may be NULL */
void paper_count(Paper *paper, SheetKind kind, const char *one, const char *many, const PaperWords *words);
void paper_field(Paper *paper, const char *label, const char *value, const PaperWords *words);
void paper_rule(Paper *paper);

/* What a patient knows an organisation by. The practice of a restricted patient is named nowhere: "your GP surgery". */
const char *paper_called(const Paper *paper, const char *org);
const char *paper_patient(const Paper *paper);

/* The parts of a receipt. */

typedef struct ReceiptPage {
	Paper paper;
	const Reach *reach;
	Instant since;					/* INSTANT_MIN: all that holds */
	bool answered[Direction_COUNT_][Answer_COUNT_]; /* such an answer was told: its meaning follows */
	bool idle[Direction_COUNT_][Answer_COUNT_];	/* such an answer was told that an opt-out keeps from holding */
	const Fact **told; /* the facts behind what was told: who recorded them, who spoke */
	size_t told_count;
} ReceiptPage;

/* The answers of each course of care; the choices that hold everywhere; entries kept private, as a number. */
void receipt_answers(ReceiptPage *page);
void receipt_choices(ReceiptPage *page);
void receipt_overrides(Paper *paper, Instant after); /* every one that may be named since later than this */
