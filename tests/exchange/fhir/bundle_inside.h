/* What the parts of bundle_maker share: a Bundle in the making. */
#pragma once

#include "base/macros.h"
#include "exchange/fhir/bundle_maker.h"

typedef enum Style { RELATIVE, URN, HTTP, Style_COUNT } Style;

typedef struct Item {
	json_t *resource;
	size_t patient; /* whose it is; MADE_PATIENTS: nobody's */
} Item;

typedef struct Maker {
	Random *random;
	Style style;
	bool r4, counted;
	unsigned last_id;
	json_t *entries, *holds;
	Item items[MADE_RESOURCES];
	size_t count;
	size_t people;	/* the items of these and before are people and places */
	size_t patient; /* of whom the next resource is */
	json_t *patients[MADE_PATIENTS];
	size_t patient_count;
} Maker;

void made_set(json_t *resource, const char *key, json_t *value);
void made_set_text(json_t *resource, const char *key, const char *text);
bool made_one_in(Maker *maker, size_t n);
size_t made_below(Maker *maker, size_t limit);
json_t *made_pick(Maker *maker, const char *type, size_t patient);
json_t *made_author(Maker *maker);
json_t *made_reference(Maker *maker, const json_t *resource);
json_t *made_add(Maker *maker, const char *type);
json_t *made_content(Maker *maker, const char *type, const char *about);
json_t *made_concept(Maker *maker);
json_t *made_moment(Maker *maker);
void made_set_moment(Maker *maker, json_t *resource, const char *key);
void made_add_hold(Maker *maker, const json_t *from, const json_t *to);
json_t *made_held_by(Maker *maker, const json_t *holder, const char *type, const char *key);
void made_hold_in_encounter(Maker *maker, json_t *resource);
void made_may_be_in_error(Maker *maker, json_t *resource, const char *key);
void made_put(Maker *maker, json_t *resource, size_t patient);
json_t *made_new_id(Maker *maker);

#define ONE_OF(maker, texts) ((texts)[made_below((maker), countof(texts))])

void made_any_content(Maker *maker); /* of the patient whose turn it is */
