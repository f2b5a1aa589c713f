/* What the store keeps of a record beside the ledger, and a letter on its way: bytes that this build wrote, or somebody
 * else who can write the database. */
#include "fuzz.h"
#include "model/codes/codes.h"
#include "model/facts/pack.h"
#include "model/ledger/brief_pack.h"

static void hold(const Brief *brief)
{
	for (size_t i = 0; i < brief->facts.count; i++)
		fuzz_hold(brief->facts.items[i].kind > 0, "a fact is of a kind");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const unsigned char key[DESK_KEY_BYTES];
	scoped(arena_free) Arena arena = {0};
	Brief brief = {0};
	Letter letter;
	Line line;
	Error err = {0};
	if (brief_unpack((const char *)bytes, size, &arena, &brief))
		hold(&brief);
	const char *end = (const char *)bytes + size;
	for (const char *at = (const char *)bytes; at && at < end;) {
		const char *next = unpack_line(at, end, &line);
		fuzz_hold(!next || (next > at && next <= end), "a line ends behind its beginning");
		at = next;
	}
	fuzz_hold(!parcel_open(key, "f1", bytes, size, &arena, &letter, &err), "nobody makes a parcel by chance");
	fuzz_hold_refusal(&err);
	return 0;
}
