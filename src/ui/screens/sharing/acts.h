/* What can be done on a row of the matrix: the right it takes, and why a row does not allow it. */
#pragma once

#include "model/facts/staff.h"
#include "model/readings/matrix.h"

enum {
	MATRIX_ENTER = 1, MATRIX_ASK, MATRIX_SET_OUT, MATRIX_SET_IN, MATRIX_SEEN_AS, MATRIX_WHY, MATRIX_REFER,
	MATRIX_DISCHARGE, MATRIX_CANCEL, MATRIX_END, MATRIX_REQUEST, MATRIX_CARD, MATRIX_DISPUTE,
	MATRIX_PERMISSION, MATRIX_KIOSK, MATRIX_SUCCESSOR,
};

Act matrix_act_needed(int action); /* 0: whoever sees the chart */
/* Why this row does not allow the act, as a sentence; NULL where it does. */
const char *matrix_row_refuses(const MatrixRow *row, int action);
