/* What an import calls the things of a record, for people: "5 allergies", "1 medicine", "2 Goal resources". */
#pragma once

#include "base/text.h"
#include "model/facts/word.h"

/* By the type of a FHIR resource ("": of no type); of a type that has no words here its own name is said. */
void import_add_resources(Text *text, size_t count, const char *type);
/* Entries of one category. */
void import_add_entries(Text *text, size_t count, Category category);
