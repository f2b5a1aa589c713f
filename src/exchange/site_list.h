/* Lists that a site keeps for itself: sensitive codes, the system of each organisation, the practice's standing lists,
 * what is entered where so that an answer acts.
 *
 * Text with one row a line, columns parted by tabs, commas or semicolons (quoted as in CSV where need be), and a first
 * row that names the columns; by these names, in any case, the list is known. Blanks around names and fields do not
 * count. Blank lines, and lines that begin with #, are passed
 * over.
 *
 *	system  code  category  term   a sensitive code (the last two may be left out): snomed, read2 or ctv3
 *	code  system  mig  scr         an organisation: systmone, emis, other or unknown; a MIG partner,
 *	                               a viewer of the Summary Care Record: yes or no (both may be left out)
 *	code  standing  name           an organisation: allowed, prohibited or verify; the name is for people (likewise)
 *	answer  system  where  read2  ctv3  snomed  confirmed    (assets/codes/pass-on.tsv); - is none
 *
 * Strict: what is not right names line and field, and nothing of the list is taken. */
#pragma once

#include "exchange/source.h"
#include "model/facts/sensitive_codes.h"
#include "model/lists/lists.h"

typedef enum SiteListKind {
	SITE_LIST_SENSITIVE,
	SITE_LIST_SYSTEMS,
	SITE_LIST_STANDINGS,
	SITE_LIST_PASS_ON,
	SITE_LIST_KINDS
} SiteListKind;

typedef struct SiteList {
	size_t count;
	const SensitiveCode *codes; /* of its kind; the others are NULL */
	const SystemRow *systems;
	const StandingRow *standings;
	const PassOnRow *pass_on;
} SiteList;

/* Whether text that begins so is such a list, by the names of its columns. */
bool site_list_known(const char *bytes, size_t length, SiteListKind *ret_kind);
/* Texts live in `arena`. */
bool site_list_read(Source *source, SiteListKind kind, Arena *arena, SiteList *ret_list, Error *err) must_check;
