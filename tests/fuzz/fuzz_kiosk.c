/* The kiosk in a patient's hands: bytes become keys (playing.h). The first byte says who comes, the second in which
 * language, the third the size; an even first one has passed the ticket. Nobody's name but theirs is shown, and nobody
 * leaves the kiosk's own screen. Run in the source root. */
#include <string.h>

#include "model/spoken/language.h"
#include "playing.h"
#include "ui/kiosk_stage.h"

/* The last has nothing to be asked, and gets no ticket. */
static const char *const patients[] = {"9990000018", "9990000050", "9990000069", "9990000131"};

static void hold(void *self, Key key)
{
	KioskStage *stage = self;
	if (key.more)
		return;
	fuzz_hold(!app_ended(stage->drive.app) && app_depth(stage->drive.app) == 1, "the kiosk stays");
	const KioskVisit *visit = kiosk_stage_visit(stage);
	fuzz_hold(visit->place < KIOSK_PLACES, "it is somewhere");
	fuzz_hold(visit->chart || !visit->sitting.desk, "a sitting is of somebody");
	fuzz_hold(visit->place != KIOSK_AT_START || (!visit->chart && !visit->born[0][0] && !visit->ticket[0]),
		  "at the start nothing is left of anybody");
}

static void hold_no_names(KioskStage *stage)
{
	const Ledger *ledger = &stage->stage->ledger;
	scoped(arena_free) Arena arena = {0};
	const char *text = drive_text(&stage->drive);
	Error err = {0};
	for (size_t i = 0; i < countof(patients) && !kiosk_stage_visit(stage)->chart; i++) {
		const Person *person = NULL;
		fuzz_hold(ledger->ops->person(ledger->self, patients[i], &arena, &person, &err), "a patient is there");
		fuzz_hold(!strstr(text, person->family), "nobody who is not there is named");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	if (size < 3)
		return 0;
	KioskStage *stage = kiosk_stage_open(24, 80, bytes[0] % 8 == 1);
	const int64_t begin = (int64_t)stage->stage->memory.now.line_count + 1;
	Playing playing = {.at = bytes + 3,
			   .end = bytes + size,
			   .stage = stage->stage,
			   .drive = &stage->drive,
			   .after = hold,
			   .self = stage};
	if (bytes[0] % 2 == 0)
		kiosk_stage_come(stage, patients[bytes[0] / 2 % (countof(patients) - 1)],
				 languages[bytes[1] % language_count].code);
	playing_size(&playing, bytes[2]);
	playing_all(&playing);
	hold_no_names(stage);
	playing_hold_chain(&stage->stage->memory, begin);
	kiosk_stage_close(stage);
	return 0;
}
