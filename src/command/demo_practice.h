/* The practice of the demo: invented patients with test numbers (999 …), moved so that its last day is today, and one
 * of each role on its staff. */
#pragma once

#include "command/session.h"

#define DEMO_PIN "2580"
#define DEMO_PASSPHRASE "demo demo demo"
#define DEMO_NAMES "Priya S, Nurse Okoye, Dr Shah, Helen Marsh and Sam Reed"

bool demo_practice(Session *session, Error *err) must_check; /* into an empty database */

/* A line of the demo practice, moved to `now`: earlier days by whole days, so that hours stay hours; its last day so
 * that its 09:41 is now, and what waits at that moment waits now. Nothing happened later than now. Births stay. */
void demo_move(Line *line, Instant now);
