/* The port of model/ports/copy_port.h: the copy of all that is kept of a patient becomes a PDF and a FHIR Bundle, two
 * new files for their owner alone. */
#pragma once

#include "base/date_zone.h"
#include "model/ledger/ledger.h"
#include "model/ports/copy_port.h"

typedef struct CopyHost {
	const Ledger *ledger;
	const Zone *zone;
} CopyHost;

CopyPort copying_open(CopyHost *host, const Ledger *ledger, const Zone *zone);
