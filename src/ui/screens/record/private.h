/* Keeping an entry private, and what belongs with it: hiding one alone often leaves in sight what it was about. */
#pragma once

#include "model/care/flags.h"
#include "ui/app.h"

/* Whether an entry with these marks can be hidden now. `clinician`: who is signed in reviews what others have hidden. */
bool private_can_hide(const EntryMarks *marks, bool clinician, Error *why);
/* Hides the entry at once where nothing belongs with it; else opens a list on which each can be left out, and hides
 * what is ticked in one act. The caller loads anew afterwards. */
void private_begin(App *app, Chart *chart, const char *entry);
/* Asks for the reason, then opens a hidden entry again. `theirs`: who recorded it, where it may not be read here; else
 * NULL. `done` is the caller's hook for it; it calls private_reopened. */
void private_ask_reason(App *app, const char *theirs, DialogDone *done);
void private_reopened(App *app, Chart *chart, const char *entry, const char *reason);

extern const Screen screen_private;
