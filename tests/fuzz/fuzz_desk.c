/* The whole desk: bytes become keys (playing.h), pressed in the demo practice. The first byte says who sits there, and
 * how; the second the size. Only Ctrl-S may record anything, but for what a look leaves behind. Run in the source
 * root. */
#include "playing.h"

enum { NOBODY, FIRST_ROLE = ROLE_RECEPTIONIST, LAST_ROLE = ROLE_ADMINISTRATOR, EMPTY, REAL, ELSEWHERE, SENDING, WAYS };

static const MemoryLedger *played;
static size_t lines_before;

static void note(void *self)
{
	lines_before = played->now.line_count;
}

/* That somebody looked, signed in or out is told without it. */
static bool is_look(const Line *line)
{
	return line->kind->type == LINE_FACT && (line->fact.kind == FACT_VIEWED || line->fact.kind == FACT_SIGNED_IN ||
						 line->fact.kind == FACT_SIGNED_OUT);
}

static void hold_nothing_recorded(void *self, Key key)
{
	if (key.code == KC_CTRL('s'))
		return;
	for (size_t i = lines_before; i < played->now.line_count; i++)
		fuzz_hold(is_look(&played->now.lines[i].line), "nothing is recorded but by Ctrl-S");
}

static Stage *open_stage(uint8_t which)
{
	switch (which % WAYS) {
	case NOBODY: return stage_open(0);
	case EMPTY: return stage_open_empty();
	case REAL: return stage_open_real(ROLE_PRIVACY_OFFICER);
	case SENDING: return stage_open_sending(ROLE_RECEPTIONIST);
	case ELSEWHERE: break;
	default: return stage_open((Role)(which % WAYS));
	}
	Stage *stage = stage_open(ROLE_NURSE);
	stage_elsewhere(stage);
	return stage;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static bool whole[2]; /* the lines that every stage begins with were looked at */
	if (size < 2)
		return 0;
	Stage *stage = open_stage(bytes[0]);
	const bool empty = bytes[0] % WAYS == EMPTY;
	const int64_t begin = (int64_t)stage->memory.now.line_count + 1;
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	Playing playing = {.at = bytes + 2,
			   .end = bytes + size,
			   .stage = stage,
			   .drive = &drive,
			   .before = note,
			   .after = hold_nothing_recorded};
	played = &stage->memory;
	playing_size(&playing, bytes[1]);
	playing_all(&playing);
	playing_hold_chain(&stage->memory, whole[empty] ? begin : 1);
	whole[empty] = true;
	drive_close(&drive);
	stage_close(stage);
	return 0;
}
