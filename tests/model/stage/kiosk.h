/* A kiosk beside the two desks of the clinic, on the same ledger, with a clock of its own; and a patient who came to
 * it. */
#pragma once

#include "model/kiosk/kiosk.h"
#include "model/stage/clinic.h"

typedef struct Kiosk {
	Clinic *clinic;
	StillClock clock;
	CountedEntropy entropy;
	Desk *desk;
	Chart *chart; /* of who came; NULL */
	Arena arena;
} Kiosk;

#define KIOSK_BORN ((Date){1951, 2, 11}) /* CLINIC_PATIENT */

Kiosk *kiosk_open(Clinic *clinic, const char *number);
void kiosk_close(Kiosk *kiosk);

void kiosk_wait(Kiosk *kiosk, int64_t seconds); /* all clocks */
TicketOutcome kiosk_try(Kiosk *kiosk, Date born, const char *digits);
/* Refers the patient where nothing is due, hands them a ticket and has them come. */
void kiosk_come(Kiosk *kiosk);
/* Four digits that are not these. */
const char *kiosk_other_digits(const char *digits);
Presence kiosk_presence(Kiosk *kiosk);
