#include "base/text.h"
#include "fuzz.h"
#include "model/paper/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	scoped(arena_free) Arena arena = {0};
	const char *lines = fuzz_text(&arena, bytes, size);
	Text first = {.arena = &arena}, second = {.arena = &arena}, shown = {.arena = &arena};
	Sheet sheet, again;
	Error err = {0};
	if (!sheet_read(lines, &arena, &sheet, &err)) {
		fuzz_hold_refusal(&err);
		return 0;
	}
	sheet_write(&sheet, &first);
	const bool read = sheet_read(text_done(&first), &arena, &again, &err);
	fuzz_hold(read, read ? "" : err.text);
	sheet_write(&again, &second);
	fuzz_hold(text_is(text_done(&first), text_done(&second)), "a sheet gives itself again");
	sheet_plain(&sheet, 40, &shown);
	(void)sheet_is_shaped(&sheet);
	return 0;
}
