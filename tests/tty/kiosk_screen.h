/* What stands on a kiosk's screen, read as its glass shows it: whether it is the kiosk's, and what leads back to the
 * start. */
#pragma once

#include "base/arena.h"
#include "base/error.h"

typedef struct KioskPatient {
	const char *nhs, *family, *born; /* "9990000018", "Ashby", "1951-02-11" */
} KioskPatient;

typedef struct KioskPatients { /* of a practice */
	KioskPatient *items;
	size_t count;
} KioskPatients;

/* Every patient of a file of ledger lines. */
bool kiosk_patients_read(const char *path, Arena *arena, KioskPatients *ret_patients, Error *err) must_check;

/* Something that only a kiosk shows is there; nothing that only staff see, no NHS number of these patients, no word
 * of a shell or of a sanitiser; and none of their names, unless somebody is there who came by a ticket. */
bool kiosk_screen_right(const char *screen, const KioskPatients *patients, bool somebody_there, Error *err) must_check;

bool kiosk_screen_start(const char *screen);  /* the choice of language */
bool kiosk_screen_locked(const char *screen); /* staff must come */
/* What is pressed for the button that says `english`, and NULL where there is none: "1", "\r", "\033". */
const char *kiosk_screen_key(const char *screen, const char *english, Arena *arena);
/* What leads from here towards the start. */
const char *kiosk_screen_way_back(const char *screen, Arena *arena);
