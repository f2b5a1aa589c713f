/* Steps, one a screen: read and go on, or answer with a letter. The steps are rows of a table.
 *
 * A step that is read goes on with Enter, Space or Right. A step that asks takes only one of its letters (or a click),
 * never Enter. Left and Backspace go back; going back keeps the answers until they are given anew. */
#ifndef UI_WIZARD_H
#define UI_WIZARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "ui/canvas.h"
#include "ui/editor.h"
#include "ui/key.h"

enum { WIZARD_STEPS_MAX = 32, WIZARD_ANSWERS_MAX = 9, WIZARD_NONE = -1 };

typedef struct WizardAnswer {
	char letter;       /* 'y'; 0 ends the answers */
	const char *words; /* "Yes" */
	int value;         /* 0 or more; the owner's meaning */
} WizardAnswer;

extern const WizardAnswer wizard_yes_no[];       /* y Yes 1, n No 0 */
extern const WizardAnswer wizard_yes_no_later[]; /* y Yes 1, n No 0, l Later 2 */

typedef struct WizardStep {
	const char *title;
	const char *text;                  /* shown, wrapped; NULL where `draw` does it all */
	int (*draw)(const void *self, Area area); /* below the text; returns the rows used; may be NULL */
	const WizardAnswer *answers;       /* NULL: a step that is only read */
	size_t text_max;                   /* > 0: one line of text is typed, ended by Enter */
	bool (*skip)(const void *self);    /* NULL: never */
} WizardStep;

typedef enum WizardMove { WIZARD_IGNORED, WIZARD_MOVED, WIZARD_CHANGED, WIZARD_LEFT, WIZARD_DONE } WizardMove;

typedef struct Wizard {
	const WizardStep *steps;
	size_t count, at;
	int answers[WIZARD_STEPS_MAX];  /* WIZARD_NONE until answered */
	Editor typed[WIZARD_STEPS_MAX]; /* of steps with text_max */
	void *self;                     /* handed to draw and skip */
	struct WizardSeen *seen;        /* where the answers were drawn, for clicks */
} Wizard;

void wizard_open(Wizard *wizard, Arena *arena, const WizardStep *steps, size_t count, void *self);
/* WIZARD_LEFT: back from the first step. WIZARD_DONE: on from the last. Before each move on the owner may look at
 * wizard->answers[wizard->at]; after WIZARD_MOVED `at` is the new step. */
WizardMove wizard_key(Wizard *wizard, Key key);
bool wizard_in_field(const Wizard *wizard);
bool wizard_changed(const Wizard *wizard);                 /* something was answered or typed */
void wizard_progress(const Wizard *wizard, size_t *ret_at, size_t *ret_of); /* "2 of 5", skipped steps not counted */
void wizard_draw(const Wizard *wizard, Area area);

#endif
