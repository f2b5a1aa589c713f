/* What the practice keeps for all patients: organisations, standing lists, staff, settings. */
#pragma once

#include <stddef.h>

#include "ui/screen.h"

/* Organisations: found by name, code or town, and the card of one. */

typedef struct OrganisationArgument {
	const char *code; /* NULL: one that is in no list, to be added by hand */
} OrganisationArgument;

extern const Screen screen_organisation;  /* argument: OrganisationArgument */
extern const Screen screen_organisations; /* no argument */

/* The practice's standing lists: which organisations are allowed and which prohibited, who said so and when. All staff
 * may look; privacy officers and administrators change them. */
extern const Screen screen_standings; /* no argument */

/* An organisation found by name, code or town, and put on one of the practice's standing lists. */

/* The bytes are the caller's, which outlives this screen and selects there what was added. */
typedef struct StandingAddArgument {
	char *added; /* takes the code of what was added, at most `size` bytes */
	size_t size;
} StandingAddArgument;

extern const Screen screen_standing_add;

/* Who works at the desk: added, given another role, let in and kept out. For administrators. */
extern const Screen screen_staff; /* no argument */

/* What holds at every desk: for administrators. */
typedef struct SettingsArgument {
	const char *name; /* of the setting that has the focus at first */
} SettingsArgument;

extern const Screen screen_settings; /* argument: SettingsArgument, or none */

/* How the desk looks to who is signed in, at every desk, and what they sign in and unlock with. */
extern const Screen screen_mine; /* no argument */

/* Organisations to be ticked: the local list as it is proposed, and the systems of those that are allowed. */
extern const Screen screen_local_list; /* no argument */
extern const Screen screen_systems;    /* no argument */

/* A file is looked at: what it would bring, and every line of it that is not right; then it is taken, or left. */
extern const Screen screen_import; /* no argument */
