/* The consent matrix of one patient: a row per episode, the practice first, with what each organisation sees. */
#pragma once

#include "model/rules/code_stand.h"
#include "model/rules/decision.h"

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
} MatrixRow;

typedef struct Matrix {
	MatrixRow *rows; /* home; open referrals, latest first; closed episodes, latest first */
	size_t count, open;
	size_t due;	 /* rows with questions_due */
	size_t recorded; /* entries recorded by T */
} Matrix;

/* A system known to be neither SystmOne nor EMIS has no Share In or Out to ask about; an unknown one still may. NULL:
 * not in the directory. */
bool matrix_asks(const Organisation *organisation);
/* `ret_merged`: the merge, where that is why; else NULL. It may be NULL itself. */
Asking matrix_asking(const Reach *reach, const Episode *episode, const Fact **ret_merged);

void matrix_make(const Reach *reach, Arena *arena, Matrix *ret_matrix);

/* Seconds until the code that is out runs out; 0: none is out. */
int64_t matrix_code_left(const MatrixRow *row, Instant now);

/* The care is open and the organisation has closed; what is said of it then: "closed 01-Nov-2026". */
bool matrix_closed(const MatrixRow *row, const Reach *reach);
size_t matrix_closed_text(const MatrixRow *row, char *out, size_t size);
/* "registered", "referred 12-Nov", "referred today", "ended 10-Mar", "out of county". */
size_t matrix_care_text(const MatrixRow *row, const Reach *reach, char *out, size_t size);
/* "sees 209, 3 withheld", "may ask for 12 (SCR)", "not asked yet", "code sent, 6 min left", "shared to discharge". */
size_t matrix_standing_text(const MatrixRow *row, const Reach *reach, Instant now, char *out, size_t size);
/* The why-line: "Physiotherapy cannot see this record: nobody has asked about Share In yet. (E5)" */
void matrix_why(const MatrixRow *row, const Reach *reach, Text *out);
