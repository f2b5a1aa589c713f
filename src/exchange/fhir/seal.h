/* Bundle.signature of the desk's own export (FhirSealer, export.h): FHIR's Signature, "verification" of ASTM E1762. */
#pragma once

#include <jansson.h>

#include "exchange/fhir/export.h"

/* Where the export is to be sealed. */
void fhir_seal(json_t *bundle, const FhirExport *export);
/* False where there is no sealer, no seal, or another. A name that stands twice in an object is a seal of nothing: one
 * reader may see the first, another the second. */
bool fhir_seal_is_right(const char *bytes, size_t size, const FhirSealer *sealer);
