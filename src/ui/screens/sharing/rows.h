/* The rows of the matrix, drawn: columns for the width there is, and what is known of the selected row below them. */
#pragma once

#include "model/desk/chart.h"
#include "ui/list.h"

typedef struct MatrixRows { /* what the list is given as its rows */
	const Chart *chart;
	Instant now; /* codes run out while one looks */
} MatrixRows;

const MatrixRow *matrix_row(const MatrixRows *rows, size_t index); /* NULL where there is none */
const char *matrix_rows_key(const void *rows, size_t index);       /* ListKey: the episode */
void matrix_rows_heading(const MatrixRows *rows, Area area);       /* one row, as wide as a row of the list */
void matrix_rows_draw(const void *rows, size_t index, Area area); /* ListDraw */

enum { MATRIX_DETAIL_ROWS = 5, MATRIX_DETAIL_COLS = 60 };

/* The whole name of the organisation, its place on the list, its system; who was asked when. */
void matrix_detail(const MatrixRows *rows, const MatrixRow *row, Area area);

/* How the row is called in a sentence: the service, else the organisation. */
const char *matrix_called(const Chart *chart, const MatrixRow *row, Arena *arena);

/* "Physiotherapy, knee: referred today, not asked yet.": what a narrow window cuts off the row. */
void matrix_say_brief(const MatrixRows *rows, const MatrixRow *row, Text *out);

/* "local list", "not listed", "prohibited"; "SystmOne", "not known". */
const char *matrix_list_words(Standing standing);
const char *matrix_system_words(const Organisation *organisation);
