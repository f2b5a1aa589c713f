/* The consent matrix of one patient: a row per episode, the practice first, with what each organisation sees. */
#ifndef MODEL_MATRIX_H
#define MODEL_MATRIX_H

#include "model/decision.h"

typedef enum MatrixCell { /* one direction of one row; signs are SCREENS' */
	CELL_NOT_APPLICABLE, /* · */
	CELL_NOT_ASKED,      /* ? */
	CELL_YES,            /* ✓ */
	CELL_NO,             /* ✗ */
	CELL_STOPPED,        /* ↓ shared up to a moment, nothing later */
	CELL_WAITING,        /* … a code is on its way */
} MatrixCell;

typedef struct MatrixRow {
	const Episode *episode;
	const Organisation *organisation; /* NULL if the directory does not know it */
	const char *org, *service;
	MatrixCell out, in;
	Standing standing;
	View view;                /* of the organisation; empty rows where the episode is closed */
	const Request *request;   /* the open request of this episode, or NULL */
	const Fact *code;         /* the newest `code-issued` of it that nobody has read back yet, or NULL */
	bool questions_due;       /* open, and a direction is not asked */
	bool needs_code;          /* open, not on the local list, and no verification counts (E4) */
	Example example;          /* what explains the row best (view_with_example) */
} MatrixRow;

typedef struct Matrix {
	MatrixRow *rows; /* home; open referrals, latest first; closed episodes, latest first */
	size_t count, open;
	size_t due;      /* rows with questions_due */
	size_t recorded; /* entries recorded by T */
} Matrix;

void matrix_make(const Reach *reach, Arena *arena, Matrix *ret_matrix);

/* "registered", "referred 12-Nov", "referred today", "ended 10-Mar", "out of county". */
size_t matrix_care_text(const MatrixRow *row, const Reach *reach, char *out, size_t size);
/* "sees 209, 3 withheld", "may ask for 12 (SCR)", "not asked yet", "code sent, 6 min left", "shared to discharge". */
size_t matrix_standing_text(const MatrixRow *row, const Reach *reach, Instant now, char *out, size_t size);
/* The why-line: "Physiotherapy cannot see this record: nobody has asked about Share In yet. (E5)" */
void matrix_why(const MatrixRow *row, const Reach *reach, Text *out);

#endif
