/* A form: rows of a table, one label and one field each. Up, Down, Tab, Shift-Tab move, the wheel too; Enter goes on,
 * on the last row it finishes, Ctrl-S finishes anywhere; Left, Right, Space change a choice or toggle. A click goes to
 * its row, and to its place in a text; on what is chosen it changes that. Finishing checks every row first. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "ui/editor.h"

typedef enum FormKind { FORM_TEXT, FORM_SECRET, FORM_CHOICE, FORM_TOGGLE } FormKind;
typedef enum FormAnswer { FORM_IGNORED, FORM_CHANGED, FORM_DONE, FORM_REFUSED } FormAnswer;

typedef bool FormCheck(const char *text, Error *err);
struct Form;

typedef struct FormRow {
	const char *label;
	FormKind kind;
	bool required;	  /* of text: must not be blank */
	size_t max;	  /* of text: bytes, 0 for 100 */
	const char *unit; /* of text that is a number: "minutes", behind a field of `max` digits; NULL: none */
	const char *const *choices; /* of a choice: words ending with NULL */
	FormCheck *check;	    /* of text that is not blank; NULL: anything goes */
	bool (*asked)(
		const struct Form *form); /* by what stands in the other rows; NULL: always. Else it is out of sight */
	const char *help;		  /* a sentence shown while the row has the focus */
} FormRow;

typedef struct FormField {
	Editor editor;
	size_t chosen; /* which choice; 1 for a toggle that is on */
} FormField;

typedef struct FormSeen { /* how the form was last drawn */
	Area area;
	int rows, field; /* how many rows are shown, the column of the fields */
	size_t *at;	 /* which of the table each of them is */
} FormSeen;

typedef struct Form {
	const FormRow *rows;
	size_t count, focus;
	FormField *fields;
	FormSeen *seen; /* in the arena of form_open */
	bool changed;
	bool hidden; /* something else is shown in its place, and has the keys */
} Form;

void form_open(Form *form, Arena *arena, const FormRow *rows, size_t count);
void form_close(Form *form);				 /* wipes its secrets; it has no rows then */
void form_wipe(Form *form);				 /* empties its secrets */
void form_set(Form *form, size_t row, const char *text); /* does not count as a change by a person */
void form_choose(Form *form, size_t row, size_t chosen);
const char *form_text(const Form *form, size_t row);
size_t form_chosen(const Form *form, size_t row); /* choice number; 0 or 1 for a toggle */
bool form_in_field(const Form *form);		  /* the focus is on text */
/* FORM_DONE: every row is right. FORM_REFUSED: `err` says which is not, and the focus is on it. */
FormAnswer form_key(Form *form, Key key, Error *err);
bool form_check(Form *form, Error *err) must_check;
/* Draws from the first row of `area`, the help of the row with the focus below; returns the rows used. */
int form_draw(const Form *form, Area area);
