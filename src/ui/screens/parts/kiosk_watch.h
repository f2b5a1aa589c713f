/* What a desk sees of its kiosks: who answers where, and who calls. */
#pragma once

#include "model/kiosk/kiosk.h"
#include "ui/app.h"

enum { KIOSK_WATCH_ROWS = 2, KIOSK_WATCH_TEXT = 160 };

typedef struct KioskWatch { /* those that need somebody first; idle ones are not shown */
	char lines[KIOSK_WATCH_ROWS][KIOSK_WATCH_TEXT];
	bool calls[KIOSK_WATCH_ROWS];
	int count;
	char number[4], nhs[11]; /* of the first; nhs "" where nobody known is at it */
} KioskWatch;

void kiosk_watch_load(KioskWatch *watch, const App *app);
void kiosk_watch_draw(const KioskWatch *watch, Area area); /* one row each */

/* Of one patient: "Answering at kiosk 1, question 2 of 4."; "" while they are at none. */
void kiosk_watch_patient(char said[KIOSK_WATCH_TEXT], const App *app, const Chart *chart);

/* A hook of the app: the bell and a notice, once for each call, whatever screen is open. */
void kiosk_watch_ring(App *app);
