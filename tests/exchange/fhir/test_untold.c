/* The export of a patient who has an override of which they may not be told is, byte for byte, that of one who has
 * none. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/export.h"
#include "exchange/fhir/fhir.h"
#include "exchange/gather.h"
#include "model/properties/untold_world.h"

enum { WORLDS = 300 };

typedef struct Exported {
	MemoryLedger memory;
	Ledger ledger;
	Arena arena;
	Text text;
	FhirExported counts;
} Exported;

static void export_scene(Exported *exported, const Scene *scene)
{
	Error err = {0};
	*exported = (Exported){0};
	exported->ledger = memory_ledger(&exported->memory);
	exported->text = (Text){.arena = &exported->arena};
	untold_ledger(scene, &exported->memory);
	const FhirExport export = {
		.ledger = &exported->ledger,
		.patient = scene->person.nhs,
		.now = scene_at(UNTOLD_HOURS),
		.until = INT64_MAX,
	};
	if (!fhir_export(&export, &exported->text, &exported->counts, &err))
		fail_msg("%s", err.text);
}

static void end(Exported *exported)
{
	memory_ledger_close(&exported->memory);
	arena_free(&exported->arena);
}

static void the_export_does_not_betray_it(void **state)
{
	static UntoldWorld world;
	static Exported whole, left;
	const uint64_t seed = unit_seed();
	size_t worlds = 0, told = 0;
	for (size_t n = 0; n < WORLDS; n++) {
		Random dice = {seed + n * 7919};
		untold_world(&dice, &world);
		export_scene(&whole, &world.whole);
		export_scene(&left, &world.left);
		const char *text = text_done(&left.text);
		untold_expect_same(&world, text_done(&whole.text), text, n);
		assert_memory_equal(&whole.counts, &left.counts, sizeof whole.counts);
		assert_null(strstr(text, UNTOLD_WORDS));
		worlds += world.facts > 0;
		told += strstr(text, "110127") != NULL;
		end(&whole);
		end(&left);
	}
	print_message("%zu worlds with what may not be told, %zu with what may\n", worlds, told);
	assert_true(worlds > WORLDS / 2 && told > WORLDS / 4);
	untold_world_end(&world);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_export_does_not_betray_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
