/* One thing changed in a Consent, counted: each element missing, twice, of another type or code, extended; each element
 * that R4 has and the Consent has not; and what R4 does not have. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum { MUTANT_LABEL_MAX = 160 };

/* The n-th change of `consent`, from 0, is made; false when there are no more. `ret_label` says which: "twice
 * provision.provision.actor". */
bool consent_mutate(json_t *consent, size_t n, char ret_label[MUTANT_LABEL_MAX]);
