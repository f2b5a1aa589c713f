#include "ui/kiosk_stage.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/front_kiosk.h"
#include "unit.h"

enum { MANY = 40 /* more pages than any place has */ };

static Desk *kiosk_desk(KioskStage *self)
{
	DeskPorts ports = {
		.clock = still_clock(&self->stage->clock),
		.entropy = counted_entropy(&self->entropy),
		.ledger = self->stage->ledger,
		.zone = &self->stage->zone,
		.demo = true,
		.phrasebook = self->stage->phrasebook,
		.kiosk = true,
	};
	const unsigned char desk_key[DESK_KEY_BYTES] = {0}; /* of the desks of a stage */
	self->entropy.next = (uint64_t)7 << 32;
	ticket_key(desk_key, ports.key);
	return desk_open(&ports);
}

KioskStage *kiosk_stage_open(int rows, int cols, bool latin_only)
{
	KioskStage *self = calloc(1, sizeof *self);
	const KioskArgument argument = {.number = "1", .silence_seconds = 90, .latin_only = latin_only};
	assert_non_null(self);
	setlocale(LC_ALL, "C.UTF-8");
	self->stage = stage_open(ROLE_RECEPTIONIST);
	self->kiosk = kiosk_desk(self);
	self->drive.now = self->stage->clock.now;
	self->drive.app = front_open_kiosk(self->kiosk, &(FrontOptions){.theme = NULL}, &argument, &self->stage->err);
	stage_ok(self->stage, self->drive.app != NULL);
	kiosk_stage_size(self, rows, cols);
	return self;
}

void kiosk_stage_close(KioskStage *self)
{
	drive_close(&self->drive);
	desk_close_chart(self->stage->desk, self->chart);
	desk_close(self->kiosk);
	stage_close(self->stage);
	free(self);
}

void kiosk_stage_size(KioskStage *self, int rows, int cols)
{
	drive_size(&self->drive, rows, cols);
	drive_canvas(&self->drive);
}

void kiosk_stage_key(KioskStage *self, Key key)
{
	app_step(self->drive.app, key);
	drive_canvas(&self->drive);
}

void kiosk_stage_keys(KioskStage *self, const char *keys)
{
	char name[KEY_NAME_MAX];
	KeyCode code;
	while (*keys) {
		const size_t n = strcspn(keys, " ");
		text_copy(name, n + 1 < sizeof name ? n + 1 : sizeof name, keys);
		if (!key_parse(name, &code))
			fail_msg("%s is no key", name);
		kiosk_stage_key(self, (Key){.code = code});
		keys += n + (keys[n] == ' ');
	}
}

void kiosk_stage_type(KioskStage *self, const char *text)
{
	for (; *text; text++)
		kiosk_stage_key(self, (Key){.code = (unsigned char)*text});
}

void kiosk_stage_wait(KioskStage *self, int seconds)
{
	while (seconds-- > 0) {
		stage_wait(self->stage, &self->drive, 1);
		drive_canvas(&self->drive);
	}
}

void kiosk_stage_hand(KioskStage *self, const char *nhs)
{
	desk_close_chart(self->stage->desk, self->chart);
	self->chart = NULL;
	self->chart = stage_chart(self->stage, nhs);
	stage_ok(self->stage, desk_hand_ticket(self->stage->desk, self->chart, &self->ticket, &self->stage->err));
}

void kiosk_stage_choose(KioskStage *self, const char *language)
{
	const KioskPage *page = &kiosk_stage_visit(self)->page;
	for (int i = 0; i < page->button_count; i++)
		if (page->buttons[i].action == KIOSK_LANGUAGE + (int)(language_find(language) - languages)) {
			kiosk_stage_key(self, (Key){.code = (unsigned char)page->buttons[i].key});
			return;
		}
	fail_msg("%s is not offered", language);
}

void kiosk_stage_on(KioskStage *self, KioskPlace place)
{
	for (int i = 0; i < MANY && kiosk_stage_visit(self)->place == place; i++)
		kiosk_stage_keys(self, "enter");
	assert_int_not_equal(kiosk_stage_visit(self)->place, place);
}

void kiosk_stage_yes(KioskStage *self)
{
	const KioskPage *page = &kiosk_stage_visit(self)->page;
	const char *key = "enter";
	for (int i = 0; i < page->button_count; i++)
		key = page->buttons[i].key == KIOSK_KEY_YES ? "1" : page->buttons[i].key == KIOSK_KEY_SAVE ? "8" : key;
	kiosk_stage_keys(self, key);
}

void kiosk_stage_questions(KioskStage *self)
{
	for (int i = 0; i < MANY && kiosk_stage_visit(self)->sitting.step < SITTING_ASK; i++)
		kiosk_stage_yes(self);
	assert_int_equal(kiosk_stage_visit(self)->sitting.step, SITTING_ASK);
}

void kiosk_stage_come(KioskStage *self, const char *nhs, const char *language)
{
	char born[16];
	kiosk_stage_hand(self, nhs);

	const Date date = self->chart->world.person->born;

	text_print(born, sizeof born, "%02d%02d%04d", date.day, date.month, date.year);
	kiosk_stage_choose(self, language);
	kiosk_stage_on(self, KIOSK_AT_WELCOME);
	kiosk_stage_type(self, born);
	kiosk_stage_keys(self, "enter");
	kiosk_stage_type(self, self->ticket.digits);
	kiosk_stage_keys(self, "enter");
	assert_int_equal(kiosk_stage_visit(self)->place, KIOSK_AT_SITTING);
}

KioskVisit *kiosk_stage_visit(KioskStage *self)
{
	assert_ptr_equal(app_screen(self->drive.app), &screen_kiosk);
	return app_state(self->drive.app);
}

bool kiosk_stage_shows(KioskStage *self, const char *text)
{
	scoped(arena_free) Arena arena = {0};
	Text all = {.arena = &arena};
	/* Each run of blanks and row ends is one blank. */
	for (const char *at = drive_text(&self->drive); *at; at++) {
		const bool blank = *at == ' ' || *at == '\n';
		if (!blank || (all.length > 0 && all.bytes[all.length - 1] != ' '))
			text_add_char(&all, blank ? ' ' : *at);
	}
	return strstr(text_done(&all), text) != NULL;
}
