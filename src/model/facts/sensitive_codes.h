/* Codes of what the Summary Care Record leaves out by itself: IVF, sexually transmitted infections, terminations,
 * gender reassignment (the RCGP sensitive dataset). Source: DOMAIN §3.3.
 *
 * The few that are public are part of the program (assets/codes/sensitive.tsv); the full member list of the four
 * reference sets is in the SNOMED UK release, and loading it is the site's duty. A code on either list counts. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/index.h"
#include "model/facts/word.h"

#define CODE_SYSTEM_WORDS(X) \
	X(CODE_SYSTEM_SNOMED, "snomed") \
	X(CODE_SYSTEM_READ2, "read2") \
	X(CODE_SYSTEM_CTV3, "ctv3")

WORD_LIST(CodeSystem, CODE_SYSTEM_WORDS);
extern const Words code_system_words;

typedef struct SensitiveCode {
	WordByte system; /* CodeSystem */
	const char *code, *category, *term;
} SensitiveCode;

extern const SensitiveCode sensitive_codes[];
extern const size_t sensitive_code_count;

typedef struct SensitiveList { /* {0} is an empty one: sensitive_begin */
	Index index;	       /* of "snomed 76272004" */
	Arena *arena;
	size_t count;
} SensitiveList;

/* A list with the codes that came with the program. Lives in `arena`. */
void sensitive_begin(SensitiveList *list, Arena *arena);
/* `code` is copied; one that is there already is passed over. */
void sensitive_add(SensitiveList *list, CodeSystem system, const char *code);
/* `system` as an entry has it: the address of a code system, or a word of ours. Where it is not given, or is none that
 * is known here, the code alone decides: rather left out once too often. A Read code is the same with or without the
 * dots and the term's two figures at its end. */
bool sensitive_has(const SensitiveList *list, const char *system, const char *code);

/* Six to eighteen digits with the right check digit (Verhoeff) of SNOMED CT, up to seven characters of Read. */
bool sensitive_code_right(CodeSystem system, const char *code, Error *err) must_check;
