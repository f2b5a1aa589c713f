/* What a decision should say, in one line: expect(&scene, "X", "e", 3, "allow edsm shared E7"). The naive evaluator is
 * asked the same and must say the same. */
#pragma once

#include "unit.h"

#include "base/text.h"
#include "model/properties/compare.h"

#define expect(scene, org, entry, hours, said) expect_at(scene, org, entry, hours, said, __FILE__, __LINE__)
#define expect_channel(scene, org, entry, hours, channel, said) \
	expect_channel_at(scene, org, entry, hours, CHANNEL_##channel, said, __FILE__, __LINE__)
#define expect_edsm(scene, org, entry, hours, said) expect_channel(scene, org, entry, hours, EDSM, said)

static inline void expect_text(const char *found, const char *said, const char *file, int line)
{
	if (strcmp(found, said) == 0)
		return;
	print_error("expected \"%s\", found \"%s\"\n", said, found);
	_fail(file, line);
}

/* "verdict via reason rule"; "-" for via nothing. */
static inline void expect_at(Scene *scene, const char *org, const char *entry, double hours, const char *said,
			     const char *file, int line)
{
	char found[128];
	size_t asked = 0;
	Decision decision = scene_decide(scene, org, entry, hours);
	snprintf(found, sizeof found, "%s %s %s %s", verdict_text(decision.verdict),
		 text_or(via_text(decision.via), "-"), reason_text(decision.reason), rule_text(decision.rule));
	expect_text(found, said, file, line);
	if (!compare_care(scene, scene_at(hours), INSTANT_MAX, &asked))
		_fail(file, line);
}

/* "verdict reason rule" of one channel. */
static inline void expect_channel_at(Scene *scene, const char *org, const char *entry, double hours, Channel channel,
				     const char *said, const char *file, int line)
{
	char found[128];
	size_t asked = 0;
	Decision decision = scene_decide(scene, org, entry, hours);
	const Ruling *ruling = &decision.channels[channel];
	if (decision.general)
		snprintf(found, sizeof found, "%s decided before any channel", rule_text(decision.rule));
	else
		snprintf(found, sizeof found, "%s %s %s", verdict_text(ruling->verdict), reason_text(ruling->reason),
			 rule_text(ruling->rule));
	expect_text(found, said, file, line);
	if (!compare_care(scene, scene_at(hours), INSTANT_MAX, &asked))
		_fail(file, line);
}

/* A home practice H (SystmOne, MIG), another practice G (EMIS), physiotherapy X (SystmOne, MIG), a hospital Y (EMIS),
 * emergency U (other system, MIG) and one with no system known, N. Nothing has happened yet. */
static inline void expect_begin(Scene *scene)
{
	scene_begin(scene);
	scene_org(scene, "H", CARE_GP, SYSTEM_SYSTMONE, TRUTH_TRUE);
	scene_org(scene, "G", CARE_GP, SYSTEM_EMIS, TRUTH_FALSE);
	scene_org(scene, "X", CARE_PLANNED, SYSTEM_SYSTMONE, TRUTH_TRUE);
	scene_org(scene, "Y", CARE_PLANNED, SYSTEM_EMIS, TRUTH_FALSE);
	scene_org(scene, "U", CARE_URGENT, SYSTEM_OTHER, TRUTH_TRUE);
	scene_org(scene, "N", CARE_PLANNED, SYSTEM_UNKNOWN, TRUTH_FALSE);
	scene_entry(scene, "e", "H", 0.5, CATEGORY_DOCUMENT);
}

/* The same with P registered at H with Share Out yes, and X on H's list: hour 0. */
static inline void expect_begin_registered(Scene *scene)
{
	expect_begin(scene);
	scene_tell(scene, 0, STANDS("H", "X", ALLOWED));
	scene_tell(scene, 0, REGISTERED("r", "H"));
	scene_tell(scene, 0, OUT_YES("r"));
}

/* And referred to X at hour 1, with Share In yes. */
static inline void expect_begin_shared(Scene *scene)
{
	expect_begin_registered(scene);
	scene_tell(scene, 1, REFERRED("a", "X"));
	scene_tell(scene, 1, IN_YES("a"));
}
