/* Is it really the patient who stands here? Two fields that they say by themselves, ticked one by one. */
#pragma once

#include "model/codes/issue.h"
#include "ui/screen.h"

/* What they said and was right. A locked desk forgets it: somebody else may stand there since. */
typedef struct IdentityCheck {
	unsigned fields; /* IdentityField bits */
	unsigned locked; /* how often the desk had been locked by then */
} IdentityCheck;

unsigned identity_said(const IdentityCheck *check, const Desk *desk); /* IdentityField bits; 0: ask */

typedef struct IdentityArgument {
	Chart *chart;	      /* stays the caller's */
	IdentityCheck *check; /* set once two were right; in the state of the screen below */
} IdentityArgument;

extern const Screen screen_identity;

/* ── for screens that ask the same ── */

/* The fields that can be ticked here: what is on file, but of a restricted patient no address and no telephone, which
 * stand on no screen. */
unsigned identity_asked(const Chart *chart);
size_t identity_count(unsigned fields);

/* One row a field that can be ticked, with its key. `seen` has IDENTITY_FIELDS places: where each was drawn, for
 * clicks. Returns the rows used. */
int identity_draw_fields(const Chart *chart, unsigned ticked, Area area, Area *seen);
int identity_clicked(const Area *seen, Key key); /* the number of the field; −1: none */
