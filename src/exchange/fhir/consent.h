/* What one Consent of others says, as far as it can be told, so that those of a file can be judged together
 * (consents.c). Nothing here points into the Bundle. */
#pragma once

#include "exchange/fhir/inside.h"

typedef struct FhirConsent {
	const char *id;
	const char *content;   /* a hash: the same for two copies of one resource */
	FhirPatient *patient;  /* NULL: nobody that can be told, so perhaps anybody */
	const char *place;     /* code of the organisation it is about; NULL: perhaps any */
	WordByte direction;    /* 0: perhaps either */
	Instant latest;	       /* when it was given, or the latest moment at which it may have been */
	bool taken_back;       /* it was entered in error: it says nothing, and takes back its other versions */
	const char *why;       /* half a sentence where it is in doubt, else NULL */
	bool known;	       /* the desk has its answer already */
	Fact fact;	       /* the answer, where nothing is in doubt, but for its episode */
	const char **episodes; /* those that it answers: open, and known before this file */
	size_t episode_count;
} FhirConsent;

void fhir_consent_read(FhirReader *reader, const json_t *resource, const char *id, FhirConsent *ret_consent);
/* The same answer to the same question at the same moment, whatever it was called in the file that brought it. */
bool fhir_same_answer(const Fact *a, const Fact *b);
