/* The inside of telling, shared by the tell*.c files. */
#pragma once

#include "base/text.h"
#include "model/ledger/tell.h"

bool tell_check_fields(const Line *line, Error *err) must_check;
/* Of a file: no text is longer than a text may be. */
bool tell_check_lengths(const Line *line, Error *err) must_check;

/* Every name the line uses is known and may be used so. Sets `*ret_all` to whether all are known; where names may
 * follow, one that is not is no fault yet. */
bool tell_check_names(Teller *teller, const Line *line, bool may_follow, bool *ret_all, Error *err) must_check;

/* Opening the same thing twice has no effect (A8); opening it as another thing is refused. */
bool tell_check_opening(Teller *teller, const Line *line, Error *err) must_check;
const Field *tell_opening_field(const LineKind *kind); /* NULL if the kind opens nothing */

/* The teller's memory of names found. */
void tell_remember(Teller *teller, const char *id, const Known *known);
void tell_forget(Teller *teller, FieldNames what, const char *id);

/* The held lines of a file (tell_held.c). */
Line *tell_held(Teller *teller, LineType type, const char *key); /* NULL if there is none */
bool tell_is_held(Teller *teller, const Line *line, const Line *present, bool *ret_held, Error *err) must_check;
void tell_hold(Teller *teller, const Line *line);
/* Before a fact changes the line of this patient. */
bool tell_note_change(Teller *teller, const char *nhs, Error *err) must_check;
