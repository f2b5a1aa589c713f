/* What the memory ledger keeps beside the ledger: staff, settings, the hashes of codes, messages on
 * their way, what kiosks are doing and who is expected. */
#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/stage/memory_parts.h"

static Staff staff_for(const Staff *staff, Arena *arena)
{
	Staff copy = *staff;
	copy.name = arena_text(arena, staff->name);
	copy.passphrase = arena_text(arena, staff->passphrase);
	copy.pin = arena_text(arena, staff->pin);
	copy.totp = arena_text(arena, staff->totp);
	copy.recovery = arena_text(arena, staff->recovery);
	copy.card = arena_text(arena, staff->card);
	return copy;
}

bool memory_staff_all(void *self, Arena *arena, StaffList *ret_staff, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	Staff *staff = arena_array(arena, memory->now.staff_count, sizeof *staff);
	for (size_t i = 0; i < memory->now.staff_count; i++)
		staff[i] = staff_for(&memory->now.staff[i], arena);
	*ret_staff = (StaffList){staff, memory->now.staff_count};
	return true;
}

static Staff *staff_named(MemoryLedger *memory, const char *name)
{
	Staff *found = NULL;
	const char *folded = utf8_fold(&memory->scratch, name);
	for (size_t i = 0; i < memory->now.staff_count && !found; i++)
		if (text_is(utf8_fold(&memory->scratch, memory->now.staff[i].name), folded))
			found = &memory->now.staff[i];
	arena_clear(&memory->scratch);
	return found;
}

bool memory_staff(void *self, const char *name, Arena *arena, const Staff **ret_staff, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	const Staff *found = staff_named(memory, name);
	Staff *copy = found ? arena_alloc(arena, sizeof *copy) : NULL;
	if (copy)
		*copy = staff_for(found, arena);
	*ret_staff = copy;
	return true;
}

bool memory_put_staff(void *self, const Staff *staff, Error *err)
{
	MemoryLedger *memory = self;
	MemoryState *now = &memory->now;
	assert(memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	Staff *place = staff_named(memory, staff->name);
	if (!place) {
		MAKE_ROOM(memory, now->staff, now->staff_count, now->staff_room);
		place = &now->staff[now->staff_count++];
	}
	*place = staff_for(staff, &memory->arena);
	return true;
}

static MemorySetting *setting_named(const MemoryLedger *memory, const char *name)
{
	for (size_t i = 0; i < memory->now.setting_count; i++)
		if (text_is(memory->now.settings[i].name, name))
			return &memory->now.settings[i];
	return NULL;
}

bool memory_setting(void *self, const char *name, Arena *arena, const char **ret_value, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	const MemorySetting *found = setting_named(memory, name);
	*ret_value = found ? arena_text(arena, found->value) : NULL;
	return true;
}

bool memory_put_setting(void *self, const char *name, const char *value, Error *err)
{
	MemoryLedger *memory = self;
	MemoryState *now = &memory->now;
	assert(memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	MemorySetting *place = setting_named(memory, name);
	if (!place) {
		MAKE_ROOM(memory, now->settings, now->setting_count, now->setting_room);
		place = &now->settings[now->setting_count++];
		place->name = arena_text(&memory->arena, name);
	}
	place->value = arena_text(&memory->arena, value);
	return true;
}

/* Those of one account are kept among them, under both names. */
bool memory_settings_all(void *self, Arena *arena, SettingList *ret_settings, Error *err)
{
	const MemoryLedger *memory = self;
	if (!memory_may_go_on(self, err))
		return false;
	SettingKept *kept = arena_array(arena, memory->now.setting_count, sizeof *kept);
	size_t count = 0;
	for (size_t i = 0; i < memory->now.setting_count; i++) {
		const MemorySetting *setting = &memory->now.settings[i];
		if (setting->value && !strchr(setting->name, '\n'))
			kept[count++] = (SettingKept){arena_text(arena, setting->name),
						      arena_text(arena, setting->value), false};
	}
	*ret_settings = (SettingList){kept, count};
	return true;
}

static MemoryWrong *wrong_of(const MemoryLedger *memory, const char *name)
{
	for (size_t i = 0; i < memory->now.wrong_count; i++)
		if (text_is(memory->now.wrongs[i].name, name))
			return &memory->now.wrongs[i];
	return NULL;
}

bool memory_wrong(void *self, const char *name, Wrong *ret_wrong, Error *err)
{
	if (!memory_may_go_on(self, err))
		return false;
	const MemoryWrong *found = wrong_of(self, name);
	*ret_wrong = found ? found->wrong : (Wrong){0};
	return true;
}

bool memory_put_wrong(void *self, const char *name, const Wrong *wrong, Error *err)
{
	MemoryLedger *memory = self;
	MemoryState *now = &memory->now;
	assert(memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	MemoryWrong *place = wrong_of(memory, name);
	if (!place) {
		MAKE_ROOM(memory, now->wrongs, now->wrong_count, now->wrong_room);
		place = &now->wrongs[now->wrong_count++];
	}
	*place = (MemoryWrong){arena_text(&memory->arena, name), *wrong};
	return true;
}

/* Kept among the settings, under both names. */
static const char *own_name(Arena *arena, const char *staff, const char *name)
{
	return arena_print(arena, "%s\n%s", utf8_fold(arena, staff), name);
}

bool memory_own_setting(void *self, const char *staff, const char *name, Arena *arena, const char **ret_value,
			Error *err)
{
	return memory_setting(self, own_name(arena, staff, name), arena, ret_value, err);
}

bool memory_put_own_setting(void *self, const char *staff, const char *name, const char *value, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	return memory_put_setting(self, own_name(&arena, staff, name), value, err);
}

static MemoryCode *code_of(const MemoryLedger *memory, const char *fact_id)
{
	for (size_t i = 0; i < memory->now.code_count; i++)
		if (text_is(memory->now.codes[i].fact_id, fact_id))
			return &memory->now.codes[i];
	return NULL;
}

bool memory_code(void *self, const char *fact_id, Seal *ret_hash, bool *ret_found, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	const MemoryCode *found = code_of(memory, fact_id);
	if (found)
		*ret_hash = found->hash;
	*ret_found = found != NULL;
	return true;
}

bool memory_put_code(void *self, const char *fact_id, const Seal *hash, Error *err)
{
	MemoryLedger *memory = self;
	MemoryState *now = &memory->now;
	assert(memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	MemoryCode *place = code_of(memory, fact_id);
	if (!place) {
		MAKE_ROOM(memory, now->codes, now->code_count, now->code_room);
		place = &now->codes[now->code_count++];
		place->fact_id = arena_text(&memory->arena, fact_id);
	}
	place->hash = *hash;
	return true;
}

/* --- Messages --- */

bool memory_put_parcel(void *self, const Parcel *parcel, Error *err)
{
	MemoryLedger *memory = self;
	MemoryState *now = &memory->now;
	assert(memory->telling && parcel->sealed);
	if (!memory_may_go_on(memory, err))
		return false;
	unsigned char *sealed = arena_alloc(&memory->arena, parcel->size);
	memcpy(sealed, parcel->sealed, parcel->size);
	MAKE_ROOM(memory, now->parcels, now->parcel_count, now->parcel_room);
	MemoryParcel *place = &now->parcels[now->parcel_count++];
	*place = (MemoryParcel){.parcel = *parcel, .state = DELIVERY_QUEUED};
	place->parcel.fact = arena_text(&memory->arena, parcel->fact);
	place->parcel.request = arena_text(&memory->arena, parcel->request);
	place->parcel.sealed = sealed;
	return true;
}

bool memory_queued_parcels(void *self, Arena *arena, ParcelList *ret_parcels, Error *err)
{
	MemoryLedger *memory = self;
	size_t count = 0;
	if (!memory_may_go_on(memory, err))
		return false;
	Parcel *items = arena_array(arena, memory->now.parcel_count, sizeof *items);
	for (size_t i = 0; i < memory->now.parcel_count; i++) {
		const MemoryParcel *place = &memory->now.parcels[i];
		if (place->state != DELIVERY_QUEUED)
			continue;
		Parcel *item = &items[count++];
		*item = place->parcel;
		item->fact = arena_text(arena, place->parcel.fact);
		item->request = arena_text(arena, place->parcel.request);
		item->sealed = NULL;
		item->size = 0;
	}
	*ret_parcels = (ParcelList){items, count};
	return true;
}

static bool is_doubtful(const MemoryLedger *memory, const Parcel *parcel, Instant now)
{
	const Line *told = memory_latest(memory, LINE_FACT, parcel->fact);
	return !told || !instant_before(now, parcel->expires) || memory_is_to_look_at(memory, told->fact.patient, now);
}

bool memory_doubtful_parcels(void *self, Instant now, Arena *arena, ParcelList *ret_parcels, Error *err)
{
	ParcelList queued;
	size_t count = 0;
	if (!memory_queued_parcels(self, arena, &queued, err))
		return false;
	Parcel *items = arena_array(arena, queued.count, sizeof *items);
	for (size_t i = 0; i < queued.count; i++)
		if (is_doubtful(self, &queued.items[i], now))
			items[count++] = queued.items[i];
	*ret_parcels = (ParcelList){items, count};
	return true;
}

bool memory_withdraw_parcels(void *self, const char *request, Error *err)
{
	MemoryLedger *memory = self;
	assert(memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	for (size_t i = 0; i < memory->now.parcel_count; i++) {
		MemoryParcel *place = &memory->now.parcels[i];
		if (place->state != DELIVERY_QUEUED || !text_is(place->parcel.request, request))
			continue;
		place->state = DELIVERY_WITHDRAWN;
		place->parcel.sealed = NULL;
		place->parcel.size = 0;
	}
	return true;
}

bool memory_delivery(void *self, const char *fact_id, Arena *arena, const Delivery **ret_delivery, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	Delivery *delivery = NULL;
	for (size_t i = 0; i < memory->now.parcel_count && !delivery; i++) {
		const MemoryParcel *place = &memory->now.parcels[i];
		if (!text_is(place->parcel.fact, fact_id))
			continue;
		delivery = arena_alloc(arena, sizeof *delivery);
		*delivery = (Delivery){
			.fact = arena_text(arena, place->parcel.fact),
			.channel = place->parcel.channel,
			.state = place->state,
			.tries = place->tries,
			.why = arena_text(arena, text_or(place->why, "")),
			.changed = place->changed.seconds ? place->changed : place->parcel.queued,
		};
	}
	*ret_delivery = delivery;
	return true;
}

/* --- Kiosks --- */

static Presence presence_for(const Presence *presence, Arena *arena)
{
	Presence copy = *presence;
	copy.kiosk = arena_text(arena, presence->kiosk);
	copy.patient = arena_text(arena, presence->patient);
	copy.visit = arena_text(arena, presence->visit);
	return copy;
}

static int by_number(const Presence *a, const char *kiosk)
{
	size_t left = strlen(a->kiosk), right = strlen(kiosk);
	return left != right ? (left < right ? -1 : 1) : strcmp(a->kiosk, kiosk);
}

bool memory_put_presence(void *self, const Presence *presence, Error *err)
{
	MemoryLedger *memory = self;
	MemoryState *now = &memory->now;
	assert(memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	size_t at = 0;
	while (at < now->presence_count && by_number(&now->presences[at], presence->kiosk) < 0)
		at++;
	if (at == now->presence_count || by_number(&now->presences[at], presence->kiosk) > 0) {
		MAKE_ROOM(memory, now->presences, now->presence_count, now->presence_room);
		memmove(&now->presences[at + 1], &now->presences[at],
			(now->presence_count++ - at) * sizeof *now->presences);
	}
	now->presences[at] = presence_for(presence, &memory->arena);
	return true;
}

bool memory_presences(void *self, Arena *arena, PresenceList *ret_presences, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	Presence *copies = arena_array(arena, memory->now.presence_count, sizeof *copies);
	for (size_t i = 0; i < memory->now.presence_count; i++)
		copies[i] = presence_for(&memory->now.presences[i], arena);
	*ret_presences = (PresenceList){copies, memory->now.presence_count};
	return true;
}

/* --- Who is expected --- */

static ExpectedList expected_for(const ExpectedList *list, Arena *arena)
{
	Expected *items = arena_array(arena, list->count, sizeof *items);
	for (size_t i = 0; i < list->count; i++) {
		items[i] = list->items[i];
		items[i].nhs = arena_text(arena, list->items[i].nhs);
		items[i].clinician = arena_text(arena, list->items[i].clinician);
	}
	return (ExpectedList){list->count > 0 ? list->day : (Date){0}, items, list->count};
}

bool memory_put_expected(void *self, const ExpectedList *list, Error *err)
{
	MemoryLedger *memory = self;
	assert(memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	memory->now.expected = expected_for(list, &memory->arena);
	return true;
}

bool memory_expected(void *self, Arena *arena, ExpectedList *ret_list, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	*ret_list = expected_for(&memory->now.expected, arena);
	return true;
}
