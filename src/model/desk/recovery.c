#include "model/desk/recovery.h"

#include <sodium.h>
#include <string.h>

#include "base/utf8.h"
#include "model/facts/seal.h"

enum { HASH_LETTERS = 2 * SEAL_BYTES };

static const char letters_used[] = "abcdefghjkmnpqrstuvwxyz"; /* no i, l, o */

static void hash_of(const Desk *desk, const char *name, const char *letters, char out[HASH_LETTERS + 1])
{
	scoped(arena_free) Arena arena = {0};
	Seal seal = desk_keyed(desk, "sharedesk recovery code", utf8_fold(&arena, name), letters);
	seal_print(&seal, out);
	sodium_memzero(&seal, sizeof seal);
}

bool recovery_make(Desk *desk, const char *name, RecoveryCodes *ret_codes, Arena *arena, const char **ret_kept,
		   Error *err)
{
	char letters[RECOVERY_LETTERS + 1], hash[HASH_LETTERS + 1];
	const char *kept = "";
	for (size_t i = 0; i < RECOVERY_CODES; i++) {
		if (!desk_draw_letters(desk, letters_used, RECOVERY_LETTERS, letters, err))
			return false;
		hash_of(desk, name, letters, hash);
		kept = arena_print(arena, "%s%s%s", kept, i > 0 ? " " : "", hash);
		text_print(ret_codes->codes[i], sizeof ret_codes->codes[i], "%.5s-%s", letters, letters + 5);
	}
	sodium_memzero(letters, sizeof letters);
	*ret_kept = kept;
	return true;
}

bool recovery_read(const char *typed, char ret_letters[RECOVERY_LETTERS + 1])
{
	size_t count = 0;
	for (const char *at = typed; *at; at++) {
		const char letter = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
		if (letter == '-' || letter == ' ')
			continue;
		if (count == RECOVERY_LETTERS || !strchr(letters_used, letter))
			return false;
		ret_letters[count++] = letter;
	}
	ret_letters[count] = '\0';
	return count == RECOVERY_LETTERS;
}

int recovery_left(const char *kept)
{
	int left = !text_empty(kept);
	for (const char *at = text_or(kept, ""); *at; at++)
		left += *at == ' ';
	return left;
}

bool recovery_take(const Desk *desk, const char *name, const char *letters, const char *kept, Arena *arena,
		   const char **ret_left)
{
	char hash[HASH_LETTERS + 1];
	char *rest = arena_text(arena, text_or(kept, ""));
	const char *left = "";
	bool found = false;
	hash_of(desk, name, letters, hash);
	for (char *one = strtok_r(rest, " ", &rest); one; one = strtok_r(NULL, " ", &rest)) {
		if (strlen(one) == HASH_LETTERS && sodium_memcmp(one, hash, HASH_LETTERS) == 0)
			found = true;
		else
			left = arena_print(arena, "%s%s%s", left, *left ? " " : "", one);
	}
	*ret_left = *left ? left : NULL;
	return found;
}
