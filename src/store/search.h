/* Within the store only: finding people and organisations as somebody types (see model/ledger/ledger.h for each). */
#pragma once

#include "model/ledger/ledger.h"

bool search_people(void *self, const PersonQuery *query, Arena *arena, PersonList *ret_people, Error *err) must_check;
bool search_namesake(void *self, const Person *person, bool *ret_has, Error *err) must_check;
bool search_alike(void *self, NamePart part, const char *letters, Arena *arena, TextList *ret_names,
		  Error *err) must_check;
bool search_organisations(void *self, const OrganisationQuery *query, Arena *arena, OrganisationList *ret_orgs,
			  Error *err) must_check;
