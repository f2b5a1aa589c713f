/* The three marks on an entry that practices know, kept apart: private, safeguarding relevant, not shown online.
 *
 * Private hides it from every channel (G3). The two flags decide nothing here: they are kept, shown and handed on
 * (DOMAIN 1.7). Marking one entry private and what belongs with it: desk_care.h. */
#pragma once

#include "model/desk/chart.h"

typedef struct EntryMarks {
	const Fact *hidden;		       /* the private mark or the wish for one; NULL: open */
	bool to_review;			       /* a wish that no clinician has looked at */
	const Fact *safeguarding, *not_online; /* what set the flag; NULL where it is off */
	bool offline; /* not to be shown online: private, safeguarding relevant or flagged so */
} EntryMarks;

void desk_entry_marks(const Chart *chart, size_t entry, EntryMarks *ret_marks);

/* Sets or clears a flag; nurses and clinicians. "Not online" needs its reason when it is set; for safeguarding a note
 * may be given, and shows nothing of itself in any list. Refused where it stands so already. */
bool desk_entry_flag(Desk *desk, Chart *chart, const char *entry, EntryFlag flag, bool on, const char *note,
		     Error *err) must_check;

/* Several entries in one act, so that `u` takes all of them back: all or none. Those hidden already are passed over;
 * refused where none is left. As desk_make_private, a clinician marks, others ask. */
bool desk_make_private_all(Desk *desk, Chart *chart, const char *const *entries, size_t count, Error *err) must_check;
/* Clinicians; the reason is kept. */
bool desk_reopen(Desk *desk, Chart *chart, const char *entry, const char *reason, Error *err) must_check;
/* Why an entry is offered with another: "same code", "same day", "same episode"; NULL: it is not. */
const char *desk_link_why(const Chart *chart, size_t entry, size_t other);
