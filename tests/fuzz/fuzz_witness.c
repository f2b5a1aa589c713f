/* Checkpoints from a file, a line each, and what is typed as a ledger's code or a witness's key. */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "model/ledger/testimony.h"

static const unsigned char desk_key[WITNESS_SECRET_BYTES] = "a key of the tests";

static void checkpoint(const char *line)
{
	Checkpoint read;
	char printed[CHECKPOINT_MAX];
	if (!checkpoint_read(line, &read))
		return;
	const size_t length = checkpoint_print(&read, printed), whole = strlen(line);
	fuzz_hold(length <= whole && text_is(line + whole - length, printed), "a checkpoint gives itself again");
	fuzz_hold(read.lines >= 1, "a checkpoint is of some lines");
}

static void typed(const char *text)
{
	char code[LEDGER_CODE_MAX], again[LEDGER_CODE_MAX];
	unsigned char key[WITNESS_KEY_BYTES];
	if (ledger_code_read(text, code))
		fuzz_hold(ledger_code_read(code, again) && text_is(code, again), "a code gives itself again");
	(void)witness_key_read(text, key);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	scoped(arena_free) Arena arena = {0};
	Testimony testimony = {.arena = &arena};
	Text said = {.arena = &arena};
	WitnessKeys keys;
	witness_keys(desk_key, &keys);
	memcpy(testimony.key, keys.key, sizeof testimony.key);
	for (char *line = fuzz_text(&arena, bytes, size), *next; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		checkpoint(line);
		typed(line);
		fuzz_hold(testimony_add(&testimony, line) < WITNESS_KINDS, "a line is of a kind");
	}
	testimony_begin(&testimony);
	for (int64_t seq = 1; seq <= 4; seq++)
		testimony_line(&testimony, seq, &(Seal){0});
	testimony_end(&testimony, size % 2 == 0);
	testimony_say(&testimony, &said);
	fuzz_hold(utf8_valid(text_done(&said), said.length, NULL), "what is said is text");
	return 0;
}
