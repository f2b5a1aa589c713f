/* What a PKCS #11 module gave, as a signature of sharedesk's: the first byte how (1: SHA-1 is said, 2: and taken, 4: by
 * UID), two for the size of a certificate, the certificate, the rest the signature. */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "card/certificate.h"
#include "fuzz.h"

static void hold_names(const Answer *answer)
{
	char holder[HOLDER_ROOM];
	const int worth = certificate_worth(answer->certificate, answer->certificate_size, 1795000000);
	fuzz_hold(worth >= 0 && worth <= 2, "a certificate is for signing and holds, or not");
	if (certificate_holder(answer->certificate, answer->certificate_size, holder))
		fuzz_hold(!text_empty(holder) && utf8_is_clean(holder), "a holder can be shown");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const unsigned char text[SIGNED_BYTES] = CHALLENGE_PREFIX;
	enum { BEFORE = 3 };
	static Answer answer;
	scoped(arena_free) Arena arena = {0};
	const char *identity = NULL;
	Error err = {0};
	if (size < BEFORE)
		return 0;
	const CardSettings settings = {.ca_file = "/dev/null", .allow_sha1 = bytes[0] & 2, .by_uid = bytes[0] & 4};
	const size_t wanted = (size_t)bytes[1] << 8 | bytes[2], left = size - BEFORE;
	answer = (Answer){.kind = ANSWER_SIGNED, .digest = bytes[0] & 1 ? DIGEST_SHA1 : DIGEST_SHA256};
	answer.certificate_size = wanted < left ? wanted : left;
	answer.signature_size = left - answer.certificate_size;
	if (answer.certificate_size > CERTIFICATE_ROOM || answer.signature_size > SIGNATURE_ROOM)
		return 0;
	memcpy(answer.certificate, bytes + BEFORE, answer.certificate_size);
	memcpy(answer.signature, bytes + BEFORE + answer.certificate_size, answer.signature_size);
	hold_names(&answer);
	fuzz_hold(!certificate_proves(&settings, 1795000000, text, &answer, &arena, &identity, &err),
		  "nothing is proved where no authority is known");
	fuzz_hold_refusal(&err);
	return 0;
}
