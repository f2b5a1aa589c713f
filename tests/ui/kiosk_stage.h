/* A kiosk beside the desk of a stage, on the same ledger: its app at a size, and a patient who comes to it by a ticket.
 * Pictures are drawn after every key, as in the program. */
#pragma once

#include "ui/screens/kiosk/inside.h"
#include "ui/stage.h"

typedef struct KioskStage {
	Stage *stage;
	Desk *kiosk;
	CountedEntropy entropy;
	Chart *chart; /* at the desk, of who got the last ticket */
	Ticket ticket;
	Drive drive;
} KioskStage;

KioskStage *kiosk_stage_open(int rows, int cols, bool latin_only);
void kiosk_stage_close(KioskStage *self);

void kiosk_stage_keys(KioskStage *self, const char *keys);
void kiosk_stage_key(KioskStage *self, Key key);
void kiosk_stage_type(KioskStage *self, const char *text);
void kiosk_stage_wait(KioskStage *self, int seconds);
void kiosk_stage_size(KioskStage *self, int rows, int cols);

void kiosk_stage_hand(KioskStage *self, const char *nhs); /* gives them a ticket at the desk */
void kiosk_stage_on(KioskStage *self, KioskPlace place);  /* Enter, until it is another place */
void kiosk_stage_yes(KioskStage *self);			  /* yes to what is asked; Enter where nothing is */
void kiosk_stage_questions(KioskStage *self);		  /* past what sharing means */
/* From the start to the first page of the questions: the language, the date of birth, the ticket. */
void kiosk_stage_come(KioskStage *self, const char *nhs, const char *language);
void kiosk_stage_choose(KioskStage *self, const char *language); /* its key at the start */

KioskVisit *kiosk_stage_visit(KioskStage *self);
bool kiosk_stage_shows(KioskStage *self, const char *text); /* anywhere, over the ends of rows too */
