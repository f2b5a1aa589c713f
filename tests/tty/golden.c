/* Screens of plays, compared with files; what differs from day to day is masked first. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "tty/stage.h"

/* Every column of a match becomes #. */
static const char *mask_row(const regex_t *mask, const char *row, Arena *arena)
{
	Text out = {.arena = arena};
	regmatch_t found;
	text_add(&out, "");
	while (*row && regexec(mask, row, 1, &found, out.length > 0 ? REG_NOTBOL : 0) == 0 &&
	       found.rm_eo > found.rm_so) {
		text_add_bytes(&out, row, (size_t)found.rm_so);
		for (int n = utf8_columns(arena_bytes(arena, row + found.rm_so, (size_t)(found.rm_eo - found.rm_so)));
		     n > 0; n--)
			text_add_char(&out, '#');
		row += found.rm_eo;
	}
	text_add(&out, row);
	return text_done(&out);
}

static const char *masked_screen(const Stage *stage, Arena *arena)
{
	const Glass *glass = stage->desk->glass;
	const char **rows = arena_array(arena, (size_t)glass_rows(glass), sizeof *rows);
	Text screen = {.arena = arena};
	for (int row = 0; row < glass_rows(glass); row++) {
		rows[row] = glass_row(glass, row, arena);
		for (size_t i = 0; i < stage->mask_count; i++)
			rows[row] = mask_row(&stage->masks[i], rows[row], arena);
	}
	for (int row = 0; row < glass_rows(glass); row++) {
		text_add(&screen, rows[row]);
		text_add(&screen, "\n");
	}
	return text_done(&screen);
}

static const char *read_file(const char *path, Arena *arena)
{
	FILE *file = fopen(path, "re");
	Text text = {.arena = arena};
	char bytes[4096];
	size_t n;
	if (!file)
		return NULL;
	text_add(&text, "");
	while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
		text_add_bytes(&text, bytes, n);
	fclose(file);
	return text_done(&text);
}

static bool write_file(const char *path, const char *text, Error *err)
{
	FILE *file = fopen(path, "we");
	if (!file || fputs(text, file) == EOF || fclose(file) == EOF)
		return fail(err, ERROR_SYSTEM, "%s cannot be written: %s.", path, strerror(errno));
	return true;
}

static const char *difference(const char *want, const char *have, Arena *arena)
{
	Text text = {.arena = arena};
	for (int row = 0; *want || *have; row++) {
		const size_t w = strcspn(want, "\n"), h = strcspn(have, "\n");
		if (w != h || strncmp(want, have, w) != 0)
			text_add(&text, arena_print(arena, "# row %d wanted: %.*s\n#       is    : %.*s\n", row, (int)w,
						    want, (int)h, have));
		want += w + (want[w] != '\0');
		have += h + (have[h] != '\0');
	}
	return text_done(&text);
}

bool stage_compare(Stage *stage, const char *name, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Glass *glass = stage->desk->glass;
	const char *path = arena_print(&arena, "%s/tty-%s.%dx%d.screen", stage->golden, name, glass_cols(glass),
				       glass_rows(glass));
	const char *have = masked_screen(stage, &arena);
	if (text_is(getenv("SHAREDESK_GOLDEN"), "write"))
		return write_file(path, have, err);

	const char *want = read_file(path, &arena);

	if (!want)
		return fail(err, ERROR_MISSING, "%s is not there: SHAREDESK_GOLDEN=write makes it.", path);
	if (strcmp(want, have) == 0)
		return true;
	arena_clear(&stage->kept);
	stage->difference = difference(want, have, &stage->kept);
	return fail(err, ERROR_INPUT, "the screen is not as in %s.", path);
}
