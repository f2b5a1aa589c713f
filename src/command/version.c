#include "command/version.h"

#include <sodium.h>
#include <stdio.h>
#include <utf8proc.h>

#include "exchange/library.h"
#include "store/store.h"
#include "ui/qr.h"
#include "ui/term.h"

#ifndef SHAREDESK_VERSION
#error "the build says which version this is"
#endif

int version_print(void)
{
	printf("sharedesk %s\n", SHAREDESK_VERSION);
	printf("SQLite %s, libsodium %s, jansson %s, cJSON %s, libcsv %s, utf8proc %s, %s, libqrencode %s\n",
	       store_library_version(), sodium_version_string(), json_library_version(), plain_json_library_version(),
	       csv_library_version(), utf8proc_version(), term_library_version(), qr_library_version());
	return 0;
}
