/* The languages that the desk speaks to patients: those of the Leicestershire leaflet, and English.
 *
 * Every translation is a draft until a native speaker has read it. A practice turns a draft on by the setting
 * "languages" (codes, separated by blanks); in the demo all are on. English stands beside each. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct Language {
	const char *code;    /* ISO 639-1: "gu" */
	const char *english; /* "Gujarati": what the patient's file says */
	const char *own;     /* "ગુજરાતી": how its speakers write it */
	const char *script;  /* which words an answer was asked in: "gu-1+en-1" (script.h); English: "en-1" */
	const char *brief;   /* the same of the short form: "gu-1+en-1-short" */
	const char *change;  /* and of a change of mind: "gu-1+en-1-change" */
	bool shaped;	     /* its script needs shaping: never split, centred or followed by columns on a terminal */
	const char *words;   /* what the phrasebook knows its words by: the code, and to whom they are said: "pl-f" */
} Language;

extern const Language languages[]; /* English first, then as the leaflet lists them */
extern const size_t language_count;

/* The same language as it speaks to, and of, a patient of this gender: some have words that depend on it. `gender` is
 * as it stands on file: "female", "F", "male", "M"; where it is anything else or NULL, words that leave it open. */
const Language *language_to(const Language *language, const char *gender);

/* By code, English name or own name, whatever the case; NULL where it is none of these. */
const Language *language_find(const char *name);
/* Whether `setting` ("gu pl") names this language; English is always on. */
bool language_on(const Language *language, const char *setting);
/* Whether `setting` holds nothing but codes of these, separated by blanks; "" is right too. */
bool language_setting_right(const char *setting);
