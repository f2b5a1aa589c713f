#include "tty/stage.h"

#include <string.h>
#include <time.h>

#include "base/text.h"
#include "base/utf8.h"

enum { SLICE_MS = 20, FRAME_MS = 10 };

int64_t stage_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void say(void *self, const char *bytes, size_t length)
{
	child_type(self, bytes, length);
}

/* What was on the terminal stays for those who look, until another program is run there. */
static void close_desk(Desk *desk)
{
	child_finish(&desk->child);
	glass_close(desk->glass);
	desk->glass = NULL;
}

bool stage_run(Stage *stage, const char *command, Error *err)
{
	Desk *desk = stage->desk;
	FILE *record = desk->child.record;
	close_desk(desk);
	desk->child = (Child){.record = record};
	if (!child_start(&desk->child, command, stage->rows, stage->cols, err))
		return false;
	desk->glass = glass_open(stage->rows, stage->cols, say, &desk->child);
	return true;
}

/* Bytes heard, as child_hear says. */
static ssize_t hear(Stage *stage, int timeout)
{
	char bytes[4096];
	const ssize_t got = child_hear(&stage->desk->child, bytes, sizeof bytes, timeout);
	if (got > 0)
		glass_feed(stage->desk->glass, bytes, (size_t)got);
	return got;
}

/* A picture comes in pieces: what is judged is what stands once its last one is there. */
static void hear_frame(Stage *stage, int64_t until)
{
	while (stage_now() < until && hear(stage, FRAME_MS) > 0)
		continue;
}

bool stage_wait(Stage *stage, const char *text, bool shown)
{
	const int64_t until = stage_now() + stage->patience;
	hear_frame(stage, until);
	while (glass_shows(stage->desk->glass, text) != shown) {
		if (stage_now() >= until || hear(stage, SLICE_MS) < 0)
			return glass_shows(stage->desk->glass, text) == shown;
		hear_frame(stage, until);
	}
	return true;
}

void stage_settle(Stage *stage)
{
	const int64_t until = stage_now() + stage->patience;
	for (int looks = 0; looks < QUIET_LOOKS && stage_now() < until;) {
		const ssize_t heard = hear(stage, LOOK_MS);
		if (heard < 0)
			return;
		looks = heard == 0 && child_sleeps(&stage->desk->child) ? looks + 1 : 0;
	}
}

void stage_print(const Stage *stage, const char *prefix)
{
	const Glass *glass = stage->desk->glass;
	scoped(arena_free) Arena arena = {0};
	Text edge = {.arena = &arena};
	if (!glass)
		return;
	for (int col = 0; col < glass_cols(glass); col++)
		text_add(&edge, "─");
	printf("%s┌%s┐\n", prefix, text_done(&edge));
	for (int row = 0; row < glass_rows(glass); row++) {
		const char *text = glass_row(glass, row, &arena);
		printf("%s│%s%*s│\n", prefix, text, glass_cols(glass) - utf8_columns(text), "");
	}
	printf("%s└%s┘\n", prefix, text_done(&edge));
}

void stage_clear(Stage *stage)
{
	for (size_t i = 0; i < STAGE_DESKS; i++) {
		close_desk(&stage->desks[i]);
		if (stage->desks[i].child.record)
			fclose(stage->desks[i].child.record);
	}
	for (size_t i = 0; i < stage->mask_count; i++)
		regfree(&stage->masks[i]);
	arena_free(&stage->kept);
}
