#include "ui/screens/sharing/inside.h"

Act matrix_act_needed(int action)
{
	switch (action) {
	case MATRIX_ASK:
	case MATRIX_CHANGE:
	case MATRIX_PERMISSION:
	case MATRIX_DISPUTE: return ACT_ASK;
	case MATRIX_REFER:
	case MATRIX_SUCCESSOR:
	case MATRIX_DISCHARGE:
	case MATRIX_CANCEL: return ACT_REFER;
	case MATRIX_REQUEST: return ACT_REQUEST;
	case MATRIX_KIOSK: return ACT_HAND_OUT;
	default: return 0;
	}
}

static const char *why_no_request(const MatrixRow *row)
{
	if (!row->episode->open)
		return "This care has ended: a new referral is needed before a code.";
	if (row->needs_code || row->request)
		return NULL;
	return row->standing == STANDING_PROHIBITED ? "They are on the practice's prohibited list: no code opens that."
						    : "They need no code.";
}

static const char *why_no_discharge(const MatrixRow *row)
{
	if (!row->episode->open)
		return "This care has ended already: X re-opens it.";
	return row->episode->registration ? "A registration ends when the patient registers elsewhere." : NULL;
}

static const char *why_no_permission(const MatrixRow *row)
{
	if (!row->episode->open)
		return "This care has ended: they have no reason to look.";
	return row->episode->registration ? "The practice looks at its own record; nobody is asked." : NULL;
}

static const char *why_no_dispute(const MatrixRow *row)
{
	if (!row->episode->open)
		return "This care has ended: nothing is asked that could be disputed.";
	return episode_disputed(row->episode) ? "It is noted already: Enter shows who says what." : NULL;
}

const char *matrix_row_refuses(const MatrixRow *row, int action)
{
	switch (action) {
	case MATRIX_CHANGE: return change_refuses(row);
	case MATRIX_DISCHARGE: return why_no_discharge(row);
	case MATRIX_CANCEL: return row->episode->open ? "This care goes on: there is nothing to re-open." : NULL;
	case MATRIX_REQUEST: return why_no_request(row);
	case MATRIX_PERMISSION: return why_no_permission(row);
	case MATRIX_DISPUTE: return why_no_dispute(row);
	default: return NULL;
	}
}
