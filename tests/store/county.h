/* A desk on a real database: Maureen Ashby, with one entry that no kiosk may read, referred out of county, and a
 * request that is open for her.
 *
 * `county_make` writes such a database; `county_open` opens a desk at it, in whatever process. The clock stands still
 * at COUNTY_NOW; random bytes are the system's, so that no two processes draw the same. */
#pragma once

#include "model/codes/codes.h"
#include "store/store.h"

#define COUNTY_PATIENT "9990000018"
#define COUNTY_ENTRY "e-secret"
#define COUNTY_PASSPHRASE "another good phrase"
enum { COUNTY_NOW = 1795340460 };

typedef struct County {
	Store *store;
	Ledger ledger;
	Zone zone;
	Instant now;
	Desk *desk;
	Chart *chart;
	const char *request; /* the open one */
	const char *episode; /* for which it is */
	unsigned char key[DESK_KEY_BYTES];
	Arena arena;
	Error err;
} County;

bool county_make(const char *path, Error *err) must_check;
/* As the receptionist. */
bool county_open(County *county, const char *path, Error *err) must_check;
/* The clinician, or the administrator, who has no chart. */
bool county_open_as(County *county, Role role, const char *path, Error *err) must_check;
void county_close(County *county);

/* A code by text message. `ret_fact` lives in the county. */
bool county_send_code(County *county, const char **ret_fact, Error *err) must_check;
bool county_show_code(County *county, Code *ret_code, Error *err) must_check;
/* Types the six digits back. */
bool county_type(County *county, const char *digits, CodeResult *ret_result, Error *err) must_check;
/* How often a fact of this kind was told about the patient. */
bool county_count(County *county, FactKind kind, size_t *ret_count, Error *err) must_check;

/* The bytes of one file to another; true if all went well. */
bool county_copy(const char *from, const char *to) must_check;
