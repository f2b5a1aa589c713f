/* The patient's choices as they stand: Summary Care Record, MIG, the three purposes, studies, the national opt-out.
 *
 * Every system stands by itself: no choice about one is read out of an answer to another. The pages (…_page) are read
 * from a chart, tell nothing and live in the arena given, beside the chart; how a choice is asked: choice.h. Dates as
 * staff read them (14-Jul-1945), in the desk's zone. */
#pragma once

#include "model/desk/chart.h"
#include "model/rules/research.h"

/* What stands now, and since when. */
typedef struct Chosen {
	const Fact *fact;  /* what said it; NULL: nobody ever chose */
	const char *text;  /* "Core information only" */
	const char *since; /* "chosen on 12-Nov-2026, recorded by Priya S", or "never chosen; it is what holds until
			      somebody chooses" */
	const char *note;  /* who spoke for the patient, and how; NULL where nothing was noted */
} Chosen;

/* --- Summary Care Record (S1 to S4) --- */

enum { SCR_CORE_CATEGORIES = 3, SCR_ADDITIONAL_CATEGORIES = 6 };

typedef struct ScrCategory {
	Category category;
	const char *words; /* for the patient: "illnesses and health problems, past and present" */
	size_t entries;	   /* of the GP record */
} ScrCategory;

/* An entry that is left out by itself until the patient says yes to this one. */
typedef struct ScrSensitive {
	size_t entry; /* its number in the chart's entries … */
	const char *id;
	const char *text; /* "Problem of 12-Nov-2019, South Leicestershire Medical Group"; what it says follows only for
			     who may see content and where the practice may read it */
	bool included;
	const Fact *fact; /* the latest yes or no to it; NULL: never asked, left out */
	bool hidden;	  /* private: it leaves by no channel, whatever is said here (G3) */
} ScrSensitive;

typedef struct ScrPage {
	ScrStatus status;
	Chosen chosen;
	const char *means; /* what this status lets others see, one sentence */
	ScrCategory core[SCR_CORE_CATEGORIES], additional[SCR_ADDITIONAL_CATEGORIES];
	size_t core_entries, additional_entries; /* all of them in the GP record, sensitive ones too */
	const ScrSensitive *sensitive;		 /* of the additional categories, latest first */
	size_t sensitive_count, included_count;
} ScrPage;

/* The statuses in the order in which they are offered; what each is called ("Core and additional information") and what
 * it means. `implied` has words and is never offered. */
typedef struct ScrOffer {
	ScrStatus status;
	const char *title, *means;
} ScrOffer;

extern const ScrOffer scr_offers[];
extern const size_t scr_offer_count;

bool desk_scr_page(Desk *desk, const Chart *chart, Arena *arena, ScrPage *ret_page, Error *err) must_check;

/* --- MIG and the permission to view (M3, P1) --- */

typedef enum PermissionState {
	PERMISSION_ASK,	   /* nobody asked within 24 h: ask, now, at the point of care */
	PERMISSION_YES,	   /* may look */
	PERMISSION_NO,	   /* the patient said no */
	PERMISSION_UNABLE, /* could not respond: may look, and it is recorded */
	PERMISSION_CLOSED  /* no permission can open it: dissent, opted out of that care, no GP record, no partner */
} PermissionState;

typedef struct MigPartner {
	const char *org, *name;
	PermissionState state;
	const Fact *fact; /* the answer that holds; NULL where none does */
	Instant until;	  /* when that answer runs out; INSTANT_MIN where none holds */
	const char *held; /* of that answer: "of 14:05 stands until 14:05 tomorrow"; NULL where none holds */
	const char *text; /* "ask", "yes until 14:05 tomorrow" … */
} MigPartner;

typedef struct MigPage {
	MigChoice choice; /* MIG_SHARE where nobody chose */
	Chosen chosen;
	const char *means;
	const MigPartner *partners; /* of the directory, by name; closed ones are left out */
	size_t count;
} MigPage;

bool desk_mig_page(Desk *desk, const Chart *chart, Arena *arena, MigPage *ret_page, Error *err) must_check;
/* The permission of one organisation for one channel, as it stands in the chart. */
void desk_permission_state(const Chart *chart, const char *org, ViewChannel channel, Arena *arena,
			   MigPartner *ret_state);

/* --- Purposes, colours, studies (G4, R1 to R6) --- */

typedef struct PurposeLine {
	Purpose purpose;
	const char *title, *means; /* "Planned care", and what it is */
	PurposeChoice now;	   /* what holds now */
	const Fact *in_effect;	   /* what said it; NULL: nobody chose, so allowed */
	const Fact *pending;	   /* a later choice that holds from `from` on; NULL: none */
	Date from; /* the day on which the pending one takes effect, else on which the present one did; may be none */
	const char *text; /* "allowed; opted out from 13-Dec-2026" */
	/* of the pending choice, else of the one in effect: who spoke, and how; NULL: nothing noted */
	const char *note;
} PurposeLine;

typedef struct ColourLine {
	Colour colour;
	const char *title, *means; /* "Red", "says who the patient is and something of their health" */
	bool allowed;		   /* for planning or research, no study named, no risk to public health */
	Rule rule;
	const char *text; /* why, one sentence */
} ColourLine;

typedef struct StudyLine {
	const char *study;
	const Fact *fact;
	bool consented;
	const char *text; /* "yes, 12-Nov-2026, recorded by Priya S" */
} StudyLine;

enum { PURPOSE_LINES = 3, COLOUR_LINES = 3 };

typedef struct PurposePage {
	PurposeLine purposes[PURPOSE_LINES]; /* planned, unplanned, research */
	ColourLine colours[COLOUR_LINES];    /* red, amber, green */
	const StudyLine *studies;	     /* by name */
	size_t study_count;
	National national; /* 0: never noted */
	Chosen noted;	   /* as the national service showed it on that day */
} PurposePage;

void desk_purpose_page(Desk *desk, const Chart *chart, Arena *arena, PurposePage *ret_page);

/* --- The national opt-out: shown, handed over, never set --- */

#define NATIONAL_WEBSITE "nhs.uk/your-nhs-data-matters"
#define NATIONAL_TELEPHONE "0300 303 5678"

/* Always refuses, with the sentence that hands the patient over: the national opt-out is set by the patient only. */
bool desk_set_national(Desk *desk, Error *err) must_check;
/* Type 2 codes (9Nu4., XaaVL, 881561000000100) are recorded by nobody since 11-Oct-2018: true, with the reason in
 * `err`, where this is one of them, written with or without its dots. */
bool desk_code_refused(const char *code, Error *err);
/* What is read to the patient and handed over, plain words; and what its QR holds. */
extern const char national_hand_over[], national_qr[];
