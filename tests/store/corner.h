/* A desk and a kiosk on one database, each with a connection of its own; both clocks stand still, SQLite's for the
 * kiosk too. */
#pragma once

#include "model/kiosk/kiosk.h"
#include "store/county.h"
#include "store/sample.h"

typedef struct Corner {
	Sample sample; /* the folder */
	County county; /* the desk */
	Store *store;  /* the kiosk's */
	Desk *kiosk;
	Chart *chart;
	Arena arena;
	Error err;
} Corner;

Corner *corner_open(void);
void corner_close(Corner *corner);
void corner_must(const Corner *corner, bool done);
/* The patient is given a ticket and comes to the kiosk with it. */
void corner_come(Corner *corner);
void corner_verify_whole(Corner *corner);

int corner_prepare(Corner *corner, const char *sql, sqlite3_stmt **ret_statement);
