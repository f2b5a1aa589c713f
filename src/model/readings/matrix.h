/* The consent matrix of one patient: a row per episode, the practice first, with what each organisation sees. */
#pragma once

#include "model/readings/sight.h"
#include "model/rules/code_stand.h"

typedef enum MatrixCell {		       /* one direction of one row; signs are SCREENS' */
			  CELL_NOT_APPLICABLE, /* · */
			  CELL_NOT_ASKED,      /* ? */
			  CELL_YES,	       /* ✓ */
			  CELL_NO,	       /* ✗ */
			  CELL_STOPPED,	       /* ↓ shared up to a moment, nothing later */
			  CELL_WAITING,	       /* … a code is on its way */
} MatrixCell;

/* What is to be asked of an episode: the matrix, the home screen and the sitting all go by this. */
typedef enum Asking {
	ASKING_NOTHING,
	ASKING_FIRST,	/* a direction was never asked */
	ASKING_SIXTEEN, /* A10: a parent's yes speaks no longer */
	ASKING_MERGED,	/* both anew: what was answered before a merge may have been another patient's */
} Asking;

/* As things stand, of what stands the first that holds. */
typedef enum MatrixStand {
	STAND_ENDED, /* the care has */
	STAND_CLOSED,
	STAND_PROHIBITED,
	STAND_DISPUTED,
	STAND_OPTED_OUT,
	STAND_UNLINKED, /* out of county, and a code would open nothing (E1) */
	STAND_NO_HOME,	/* out of county, and no practice can let them in (E4) */
	STAND_CODE,	/* out of county */
	STAND_NOT_ASKED,
	STAND_ASK_OUT,
	STAND_ASK_IN,
	STAND_SEES, /* what they see: by count, or of the record as a whole */
} MatrixStand;

typedef struct MatrixRow {
	const Episode *episode;
	const Organisation *organisation; /* NULL if the directory does not know it */
	const char *org, *service;
	MatrixCell out, in;
	Standing standing;
	View view;		/* of the organisation; empty rows where the episode is closed */
	const Request *request; /* the open request of this episode, or NULL */
	CodeStand code;		/* of that request's newest code; the desk says where it was seen to run out */
	Asking asking;		/* of an open row */
	bool questions_due;	/* asking anything */
	bool needs_code;	/* open, not on the local list, and no verification counts (E4) */
	Example example;	/* what explains the row best (view_with_example) */
	bool counted;		/* the record is here: what is seen of it is said by number */
	Sighted seen;		/* of the record as a whole; empty where the episode is closed */
	const Reach *probe;	/* of which `seen` is */
	bool may_ask;		/* more could be had by asking (MIG, SCR) */
	Obstacle obstacle;	/* to a yes to Share In */
	bool overridden;	/* an override is on: what they see rests on nothing else */
	Purpose opted_out;	/* the purpose they serve, where the patient is opted out of it; 0: is not */
} MatrixRow;

typedef struct Matrix {
	MatrixRow *rows; /* home; open referrals, latest first; closed episodes, latest first */
	size_t count, open;
	size_t due;	 /* rows with questions_due */
	size_t recorded; /* entries recorded by T */
	bool counted;	 /* as its rows */
	Reach *probe;	 /* sight_probe of the same patient */
} Matrix;

/* A system known to be neither SystmOne nor EMIS has no Share In or Out to ask about; an unknown one still may. NULL:
 * not in the directory. */
bool matrix_asks(const Organisation *organisation);
/* `ret_merged`: the merge, where that is why; else NULL. It may be NULL itself. */
Asking matrix_asking(const Reach *reach, const Episode *episode, const Fact **ret_merged);

/* `here`: the desk holds the record. No entry is counted of one that stands elsewhere, nor where there is none. */
void matrix_make(const Reach *reach, bool here, Arena *arena, Matrix *ret_matrix);

/* The care is open and the organisation has closed; what is said of it then: "closed 01-Nov-2026". */
bool matrix_closed(const MatrixRow *row, const Reach *reach);
size_t matrix_closed_text(const MatrixRow *row, char *out, size_t size);
/* "registered", "referred 12-Nov", "referred today", "ended 10-Mar", "out of county". */
size_t matrix_care_text(const MatrixRow *row, const Reach *reach, char *out, size_t size);
MatrixStand matrix_stand(const MatrixRow *row, const Reach *reach);
/* "sees 209, 3 withheld", "may ask for 12 (SCR)", "not asked yet", "code sent, 6 min left", "shared to discharge";
 * where nothing is counted "sees the record", "sees up to 12-Nov", "may ask (SCR)", "sees none". */
size_t matrix_standing_text(const MatrixRow *row, const Reach *reach, Instant now, char *out, size_t size);
size_t matrix_standing_brief(const MatrixRow *row, const Reach *reach, Instant now, char *out,
			     size_t size); /* 13 columns */
enum { SIGHT_TEXT = 80 };
/* "Sees the record up to 12-Nov-2026." */
size_t sighted_text(const Sighted *seen, const Zone *zone, char *out, size_t size);
/* The why-line: "Physiotherapy cannot see this record: nobody has asked about Share In yet. (E5)" */
void matrix_why(const MatrixRow *row, const Reach *reach, Text *out);
