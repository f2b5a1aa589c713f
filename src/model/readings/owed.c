#include "model/readings/owed.h"

#include "base/text.h"

enum { ACKNOWLEDGE_DAYS = 30, MONTHS = 12 };

Date owed_received(const Fact *opening, const Zone *zone)
{
	return date_is_none(opening->received) ? zone_date(zone, opening->at) : opening->received;
}

static Date acknowledged_by(Date received)
{
	return date_add_days(received, ACKNOWLEDGE_DAYS);
}

/* 31 January: the last day of February. */
static Date copy_by(Date received)
{
	Date by = received;
	by.month = received.month == MONTHS ? 1 : received.month + 1;
	by.year = (int16_t)(received.year + (received.month == MONTHS));
	while (!date_valid(by))
		by.day--;
	return by;
}

static bool follows(const Fact *fact, FactKind kind, const Fact *opening)
{
	return fact->kind == kind && text_is(fact->fact, opening->id);
}

static void set_due(Owed *owed, const Fact *first, Date by, const Zone *zone)
{
	if (first)
		owed->in_time = date_order(zone_date(zone, first->at), by) <= 0;
	else
		owed->due = by;
}

static Owed complaint(const Reach *reach, const Fact *opening)
{
	Owed owed = {.kind = OWED_COMPLAINT, .opening = opening};
	for (size_t i = 0; i < reach->fact_count; i++) {
		if (!owed.acknowledged && follows(reach->facts[i], FACT_COMPLAINT_ACKNOWLEDGED, opening))
			owed.acknowledged = reach->facts[i];
		if (follows(reach->facts[i], FACT_COMPLAINT_ANSWERED, opening))
			owed.done = reach->facts[i];
	}
	owed.received = owed_received(opening, reach->world->zone);
	set_due(&owed, owed.acknowledged ? owed.acknowledged : owed.done, acknowledged_by(owed.received),
		reach->world->zone);
	return owed;
}

/* The next copy that is made is the one that was asked for. */
static Owed copy(const Reach *reach, size_t i)
{
	Owed owed = {.kind = OWED_COPY, .opening = reach->facts[i]};
	for (; i < reach->fact_count && !owed.done; i++)
		if (reach->facts[i]->kind == FACT_ACCESS_GIVEN)
			owed.done = reach->facts[i];
	owed.received = owed_received(owed.opening, reach->world->zone);
	set_due(&owed, owed.done, copy_by(owed.received), reach->world->zone);
	return owed;
}

OwedList owed_of(const Reach *reach, Arena *arena)
{
	const Date today = zone_date(reach->world->zone, reach->at);
	Owed *items = NULL;
	size_t count = 0;
	for (size_t i = 0; i < reach->fact_count; i++)
		count += reach->facts[i]->kind == FACT_COMPLAINT || reach->facts[i]->kind == FACT_ACCESS_REQUESTED;
	items = arena_array(arena, count, sizeof *items);
	count = 0;
	for (size_t i = 0; i < reach->fact_count; i++) {
		if (reach->facts[i]->kind == FACT_COMPLAINT)
			items[count++] = complaint(reach, reach->facts[i]);
		else if (reach->facts[i]->kind == FACT_ACCESS_REQUESTED)
			items[count++] = copy(reach, i);
	}
	for (size_t i = 0; i < count; i++)
		items[i].late = !date_is_none(items[i].due) && date_order(items[i].due, today) < 0;
	return (OwedList){items, count};
}
