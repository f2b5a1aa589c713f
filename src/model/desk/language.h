/* The language in which the desk speaks to a patient: theirs where it is on, else English. */
#pragma once

#include "model/desk/desk.h"
#include "model/facts/person.h"
#include "model/spoken/language.h"
#include "model/spoken/script.h"

/* What the patient's file says, where the practice has turned it on (setting "languages"; in the demo all are on) and
 * the phrasebook has its words, as it speaks to this patient (language_to); else English. Never NULL. */
const Language *desk_language(Desk *desk, const Person *person);
/* Likewise for a language chosen by somebody: its code or name; NULL: English. */
const Language *desk_language_named(Desk *desk, const char *name);

/* Whether the desk speaks it; else who turns it on. */
bool desk_check_language(Desk *desk, const Language *language, Error *err) must_check;

/* Words for the patient; English where the language has none. They stand as long as the program. */
const char *desk_phrase(Desk *desk, const Language *language, const char *english);
const char *desk_phrase_count(Desk *desk, const Language *language, const char *one, const char *many,
			      unsigned long count);
/* A text of the script with its places unfilled; NULL where the language has no words of its own for it: in English,
 * and for what is for staff only. */
const char *desk_script(Desk *desk, const Language *language, ScriptText text, size_t count);
