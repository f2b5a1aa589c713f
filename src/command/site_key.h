/* Codes over what this practice handed out, under a key made of desk.key: a file that bears one was made here, and is
 * as it was. Keyed BLAKE2b, a purpose before what is sealed. */
#pragma once

#include "exchange/fhir/export.h"

enum { SITE_MAC_BYTES = 32, FILE_HASH_BYTES = 32 };

typedef struct SiteKey {
	bool there; /* a database without desk.key seals nothing */
	unsigned char key[SITE_MAC_BYTES];
} SiteKey;

SiteKey site_key_of(const char *database);
void site_key_wipe(SiteKey *key);

/* Of Bundles; `practice` lives on. */
FhirSealer site_sealer(SiteKey *key, const char *practice);

/* FILE.mac beside an export of ledger lines: one line, the code of the file's BLAKE2b-256. Nothing without a key. */
bool site_mac_write(const SiteKey *key, const char *path, const unsigned char hash[FILE_HASH_BYTES],
		    Error *err) must_check;
/* Whether FILE.mac is of this site and of this file; `ret_hash`: of what was read, in hex. */
bool site_mac_is_right(const SiteKey *key, const char *path, char ret_hash[2 * FILE_HASH_BYTES + 1]);
