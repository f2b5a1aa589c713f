#include "exchange/fhir/seal.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/fhir/export_inside.h"
#include "exchange/fhir/json.h"

#define PURPOSES "urn:iso-astm:E1762-95:2013"
#define VERIFICATION "1.2.840.10065.1.12.1.5"

static char *sealed_text(const json_t *bundle)
{
	return json_dumps(bundle, JSON_COMPACT | JSON_SORT_KEYS);
}

void fhir_seal(json_t *bundle, const FhirExport *export)
{
	const FhirSealer *sealer = export->sealer;
	char data[FHIR_SEAL_MAX] = "";
	char *text = sealer ? sealed_text(bundle) : NULL;
	if (!text)
		return;
	sealer->seal(sealer->self, text, strlen(text), data);
	free(text);
	json_object_set_new(bundle, "signature",
			    json_pack("{s:[o],s:o,s:{s:s,s:{s:s,s:s}},s:s,s:s}", "type",
				      export_coding(PURPOSES, VERIFICATION, "Verification Signature"), "when",
				      export_instant(export->now), "who", "type", "Organization", "identifier",
				      "system", FHIR_ODS_CODE, "value", sealer->practice, "sigFormat",
				      "application/octet-stream", "data", data));
}

bool fhir_seal_is_right(const char *bytes, size_t size, const FhirSealer *sealer)
{
	json_t *bundle = sealer ? json_loadb(bytes, size, JSON_REJECT_DUPLICATES, NULL) : NULL;
	const char *data = bundle ? fhir_text(bundle, "signature.data") : NULL;
	char *held = data ? strdup(data) : NULL;
	if (held)
		json_object_del(bundle, "signature");
	char *text = held ? sealed_text(bundle) : NULL;
	const bool right = text && sealer->is_right(sealer->self, text, strlen(text), held);
	free(text);
	free(held);
	json_decref(bundle);
	return right;
}
