/* Organisations: found by name, code or town, and the card of one. */
#pragma once

#include "ui/screen.h"

typedef struct OrganisationArgument {
	const char *code; /* NULL: one that is in no list, to be added by hand */
} OrganisationArgument;

extern const Screen screen_organisation;  /* argument: OrganisationArgument */
extern const Screen screen_organisations; /* no argument */
