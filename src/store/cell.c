#include "store/cell.h"

#include <string.h>

#include "base/utf8.h"

static const int64_t first_second = -62135596800, last_second = 253402300799;

/* Most texts are plain ASCII: then no byte of them is looked at by itself. */
static bool is_plain(const char *text, size_t length)
{
	static const uint64_t high = 0x8080808080808080u;
	uint64_t some = 0, eight;
	for (; length >= sizeof eight; text += sizeof eight, length -= sizeof eight) {
		memcpy(&eight, text, sizeof eight);
		some |= eight;
	}
	for (; length > 0; length--)
		some |= (unsigned char)*text++;
	return (some & high) == 0 && (some & 0x80) == 0;
}

bool cell_text(Cell cell, const char **ret_text, size_t *ret_length)
{
	if (sqlite3_value_type(cell) != SQLITE_TEXT)
		return false;
	const char *text = (const char *)sqlite3_value_text(cell);
	const size_t length = (size_t)sqlite3_value_bytes(cell);
	*ret_text = text;
	if (ret_length)
		*ret_length = length;
	return text && strlen(text) == length && (is_plain(text, length) || utf8_valid(text, length, NULL));
}

bool cell_number(Cell cell, int64_t least, int64_t most, int64_t *ret_number)
{
	if (sqlite3_value_type(cell) != SQLITE_INTEGER)
		return false;
	*ret_number = sqlite3_value_int64(cell);
	return *ret_number >= least && *ret_number <= most;
}

bool cell_word(Cell cell, const Words *words, WordByte *ret_word)
{
	const char *text;
	if (!cell_text(cell, &text, NULL))
		return false;
	*ret_word = (WordByte)words_find(words, text);
	return *ret_word != 0;
}

bool cell_instant(Cell cell, Instant *ret_instant)
{
	return cell_number(cell, first_second, last_second, &ret_instant->seconds);
}

bool cell_date(Cell cell, Date *ret_date)
{
	const char *text;
	return cell_text(cell, &text, NULL) && date_parse(text, ret_date);
}

bool cell_seal(Cell cell, Seal *ret_seal)
{
	if (sqlite3_value_type(cell) != SQLITE_BLOB)
		return false;
	const void *bytes = sqlite3_value_blob(cell);
	if (!bytes || sqlite3_value_bytes(cell) != SEAL_BYTES)
		return false;
	memcpy(ret_seal->bytes, bytes, SEAL_BYTES);
	return true;
}
