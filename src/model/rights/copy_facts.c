/* What happened, in the copy: every fact that counts or was recorded in error, by subject. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/codes/codes.h"
#include "model/desk/checks.h"
#include "model/facts/nhs_number.h"
#include "model/readings/explain.h"
#include "model/rights/copy_inside.h"

typedef enum Part {
	PART_NONE, /* of no patient, or told beside what it is about */
	PART_CARE,
	PART_CHOICES,
	PART_ENTRIES,
	PART_REQUESTS,
	PART_OVERRIDES,
	PART_LOOKS,
	PART_OUT,
	PART_CONTACT,
	PART_RIGHTS,
	PARTS
} Part;

static const char *const headings[PARTS] = {
	[PART_CARE] = "Registrations, referrals, and when they ended",
	[PART_CHOICES] = "What you answered and chose",
	[PART_ENTRIES] = "What is private, and other marks on entries",
	[PART_REQUESTS] = "Who asked to see your record, and the codes for that",
	[PART_OVERRIDES] = "Looking without asking you",
	[PART_LOOKS] = "Who looked",
	[PART_OUT] = "What was handed out, copied, or passed on",
	[PART_CONTACT] = "How to reach you: what was changed",
	[PART_RIGHTS] = "Complaints, restriction, other numbers",
};

/* What the words of a part mean. */
static const char *const meanings[PARTS] = {
	[PART_REQUESTS] =
		"A service that is not on the surgery's list has to ask, and you get a code that opens your record to "
		"it. The code itself is not kept.",
	[PART_OVERRIDES] =
		"An override lets a service see your record without asking you, for one of the reasons that the law "
		"allows. Somebody else checks it afterwards.",
	[PART_OUT] = "Passed on: what you answered was entered in the system where it acts.",
};

static const unsigned char parts[FactKind_COUNT_] = {
	[FACT_STANDING] = PART_NONE,
	[FACT_SCR_DEFAULT] = PART_NONE,
	[FACT_VOIDED] = PART_NONE,
	[FACT_ACCESS_WITHHELD] = PART_NONE,
	[FACT_REGISTERED] = PART_CARE,
	[FACT_REFERRED] = PART_CARE,
	[FACT_DISCHARGED] = PART_CARE,
	[FACT_DISCHARGE_CANCELLED] = PART_CARE,
	[FACT_ENDED] = PART_CARE,
	[FACT_DISPUTED] = PART_CARE,
	[FACT_ANSWERED] = PART_CHOICES,
	[FACT_CHOICE] = PART_CHOICES,
	[FACT_SCR] = PART_CHOICES,
	[FACT_SCR_INCLUDE] = PART_CHOICES,
	[FACT_MIG] = PART_CHOICES,
	[FACT_VIEW_PERMISSION] = PART_CHOICES,
	[FACT_PURPOSE] = PART_CHOICES,
	[FACT_NATIONAL_OPT_OUT] = PART_CHOICES,
	[FACT_STUDY_CONSENT] = PART_CHOICES,
	[FACT_ENTRY_PRIVATE] = PART_ENTRIES,
	[FACT_ENTRY_PRIVATE_REQUESTED] = PART_ENTRIES,
	[FACT_ENTRY_OPEN] = PART_ENTRIES,
	[FACT_ENTRY_FLAG] = PART_ENTRIES,
	[FACT_REQUEST] = PART_REQUESTS,
	[FACT_CODE_ISSUED] = PART_REQUESTS,
	[FACT_CODE_ACCEPTED] = PART_REQUESTS,
	[FACT_CODE_FAILED] = PART_REQUESTS,
	[FACT_REQUEST_CANCELLED] = PART_REQUESTS,
	[FACT_OVERRIDE] = PART_OVERRIDES,
	[FACT_OVERRIDE_ENDED] = PART_OVERRIDES,
	[FACT_OVERRIDE_REVIEWED] = PART_OVERRIDES,
	[FACT_VIEWED] = PART_LOOKS,
	[FACT_RECEIPT] = PART_OUT,
	[FACT_TICKET] = PART_OUT,
	[FACT_STAFF_CALLED] = PART_OUT,
	[FACT_PASSED_ON] = PART_OUT,
	[FACT_ACCESS_GIVEN] = PART_OUT,
	[FACT_IMPORTED] = PART_NONE,
	[FACT_EXPORTED] = PART_OUT,
	[FACT_ACCOUNT] = PART_NONE,
	[FACT_SETTING] = PART_NONE,
	[FACT_SIGNED_IN] = PART_NONE,
	[FACT_SIGNED_OUT] = PART_NONE,
	[FACT_CONTACT] = PART_CONTACT,
	[FACT_COMPLAINT] = PART_RIGHTS,
	[FACT_COMPLAINT_ACKNOWLEDGED] = PART_RIGHTS,
	[FACT_COMPLAINT_ANSWERED] = PART_RIGHTS,
	[FACT_ACCESS_REQUESTED] = PART_RIGHTS,
	[FACT_RESTRICTED] = PART_RIGHTS,
	[FACT_MERGED] = PART_RIGHTS,
};

/* --- One fact --- */

static void add_part(Text *out, const char *words, const char *value)
{
	if (!text_empty(value))
		text_add_print(out, "%s%s%s", out->length ? ", " : "", words, value);
}

static const char *ended(const CopyPage *page, const char *text)
{
	return text[strlen(text) - 1] == '.' ? text : arena_print(page->sheet.arena, "%s.", text);
}

/* "Recorded by Priya S, in Gujarati, the guide read aloud, from the file record.json" */
static void add_recorded(CopyPage *page, const Fact *fact)
{
	Text said = {.arena = page->sheet.arena};
	add_part(&said, "Recorded by ", fact->by);
	add_part(&said, "in ", fact->kind == FACT_CONTACT ? NULL : copy_language(fact->language));
	add_part(&said, "words read: ", fact->script);
	/* A note may name where a restricted patient is, or whom an override keeps safe. */
	if (!page->chart->restricted && !copy_keeps_words(page->chart, fact))
		add_part(&said, "noted: ", fact->note);
	if (fact->kind != FACT_REFERRED || !page->chart->restricted)
		add_part(&said, "referred by ", fact->kind == FACT_REFERRED ? fact->from : NULL);
	if (said.length)
		copy_say(page, SHEET_MORE, ended(page, text_done(&said)));
}

static const Fact *voided_by(const CopyPage *page, const Fact *fact)
{
	return desk_voided_by(page->chart->world.facts, fact->id);
}

static void add_void(CopyPage *page, const Fact *fact)
{
	const Fact *voided = voided_by(page, fact);
	if (voided)
		copy_say(page, SHEET_MORE,
			 ended(page, arena_print(page->sheet.arena, "Recorded in error: said on %s by %s: %s",
						 copy_day(page, voided->at), text_or(voided->by, "somebody"),
						 text_or(voided->reason, "no reason given"))));
}

/* What was changed to what; nothing of it of a restricted patient. */
static void add_contact(CopyPage *page, const Fact *fact)
{
	const struct {
		const char *words, *value;
	} values[] = {
		{"mobile ", fact->mobile},
		{"e-mail ", fact->email},
		{"called ", fact->preferred},
		{"postcode ", fact->postcode},
		{"language ", copy_language(fact->language)},
	};
	Text said = {.arena = page->sheet.arena};
	for (size_t i = 0; i < countof(values) && !page->chart->restricted; i++)
		add_part(&said, values[i].words, values[i].value);
	if (said.length)
		copy_say(page, SHEET_MORE, arena_print(page->sheet.arena, "To: %s.", text_done(&said)));
}

/* By which way a code went out, to where, and how that fared; never the code. */
static void add_delivery(CopyPage *page, const Fact *fact)
{
	static const char *const states[DeliveryState_COUNT_] = {
		[DELIVERY_QUEUED] = "waits to be sent",	 [DELIVERY_SENT] = "sent",
		[DELIVERY_DELIVERED] = "delivered",	 [DELIVERY_FAILED] = "could not be sent",
		[DELIVERY_EXPIRED] = "not sent in time", [DELIVERY_WITHDRAWN] = "taken back before it was sent",
	};
	Arena *arena = page->sheet.arena;
	const Delivery *delivery = NULL;
	CodeWays ways = {0};
	if (fact->code_channel == CODE_SHOWN || !desk_delivery(page->desk, fact->id, arena, &delivery, NULL) ||
	    !delivery)
		return;
	if (page->chart->restricted || !desk_code_ways(page->desk, page->chart, fact->request, arena, &ways, NULL))
		ways = (CodeWays){0};
	const char *to = fact->code_channel == CODE_SMS ? ways.sms.to : ways.email.to;
	copy_say(page, SHEET_MORE,
		 arena_print(arena, "The message%s%s: %s on %s%s%s", text_empty(to) ? "" : " to ", text_or(to, ""),
			     states[delivery->state], copy_moment(page, delivery->changed),
			     text_empty(delivery->why) ? "." : ": ", text_or(delivery->why, "")));
}

static void add_other_number(CopyPage *page, const Fact *fact)
{
	copy_say(page, SHEET_MORE,
		 arena_print(page->sheet.arena, "The other number is %s: what is kept there is in a copy of its own.",
			     nhs_number_valid(fact->from) ? nhs_number_text(fact->from, page->sheet.arena)
							  : fact->from));
}

static void add_fact(CopyPage *page, const Fact *fact)
{
	Text text = {.arena = page->sheet.arena};
	text_add_print(&text, "%s: ", copy_moment(page, fact->at));
	if (fact->kind == FACT_OVERRIDE_REVIEWED && copy_keeps_words(page->chart, fact))
		text_add_print(&text, "Override reviewed: %s",
			       fact->outcome == OUTCOME_JUSTIFIED ? "justified" : "not justified");
	else
		explain_fact(&page->chart->world, fact, &text);
	copy_say(page, SHEET_ITEM, text_done(&text));
	if (fact->kind == FACT_CONTACT)
		add_contact(page, fact);
	if (fact->kind == FACT_CODE_ISSUED)
		add_delivery(page, fact);
	if (fact->kind == FACT_MERGED)
		add_other_number(page, fact);
	add_recorded(page, fact);
	add_void(page, fact);
}

/* --- Who looked: of one person on one day at one place, once --- */

static bool same_look(const CopyPage *page, const Fact *a, const Fact *b)
{
	const Zone *zone = page->chart->world.zone;
	return b->kind == FACT_VIEWED && text_is(a->by, b->by) && text_is(a->org, b->org) &&
	       date_order(zone_date(zone, a->at), zone_date(zone, b->at)) == 0;
}

static void add_look(CopyPage *page, const Fact *const *looks, size_t count)
{
	const World *world = &page->chart->world;
	Arena *arena = page->sheet.arena;
	size_t entries = 0;
	for (size_t i = 0; i < count; i++)
		entries += looks[i]->entry != NULL;
	Text text = {.arena = arena};
	text_add_print(&text, "%s: %s, at %s", copy_day(page, looks[0]->at), text_or(looks[0]->by, "Somebody"),
		       explain_name(world, looks[0]->org, arena));
	if (count > entries)
		text_add_print(&text, ", opened your record%s",
			       count - entries > 1 ? arena_print(arena, " %zu times", count - entries) : "");
	if (entries > 0)
		text_add_print(&text, "%s read %s", count > entries ? " and" : ",",
			       entries > 1 ? arena_print(arena, "entries %zu times", entries) : "an entry");
	copy_say(page, SHEET_ITEM, text_done(&text));
}

/* --- A part --- */

static int earliest_first(const void *a, const void *b)
{
	return fact_order(*(const Fact *const *)a, *(const Fact *const *)b);
}

static void add_looks(CopyPage *page, const Fact **facts, size_t count)
{
	for (size_t i = 0; i < count;) {
		size_t same = 0;
		for (size_t j = i; j < count && date_order(zone_date(page->chart->world.zone, facts[i]->at),
							   zone_date(page->chart->world.zone, facts[j]->at)) == 0;
		     j++) {
			if (!same_look(page, facts[i], facts[j]))
				continue;
			const Fact *found = facts[j];
			memmove(&facts[i + same + 1], &facts[i + same], (j - i - same) * sizeof(const Fact *));
			facts[i + same++] = found;
		}
		add_look(page, facts + i, same);
		i += same;
	}
}

static size_t facts_of(const CopyPage *page, Part part, const Fact **facts)
{
	const FactList *lists[] = {&page->chart->world.facts, &page->copies};
	size_t count = 0;
	for (size_t l = 0; l < countof(lists); l++)
		for (size_t i = 0; i < lists[l]->count; i++) {
			const Fact *fact = &lists[l]->items[i];
			if (parts[fact->kind] == part && copy_tells(&page->gaps, fact))
				facts[count++] = fact;
		}
	if (count > 1)
		qsort(facts, count, sizeof *facts, earliest_first);
	return count;
}

void copy_add_facts(CopyPage *page)
{
	const FactList told = page->chart->world.facts;
	const Fact **facts = arena_array(page->sheet.arena, told.count + page->copies.count, sizeof *facts);
	for (Part part = PART_NONE + 1; part < PARTS; part++) {
		const size_t count = facts_of(page, part, facts);
		if (count == 0)
			continue;
		copy_say(page, SHEET_HEADING, headings[part]);
		if (meanings[part])
			copy_say(page, SHEET_PARAGRAPH, meanings[part]);
		if (part == PART_LOOKS) {
			add_looks(page, facts, count);
			continue;
		}
		for (size_t i = 0; i < count; i++)
			add_fact(page, facts[i]);
	}
}
