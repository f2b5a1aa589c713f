/* One meaning a letter: what gives or ends sharing has one letter, on every screen the same, and there it is nothing
 * else. So a hurried person finds the same under it everywhere, or nothing. */
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/screen.h"

/* clang-format off */
#define SCREENS(X) \
	X(accounts) X(add_patient) X(ask) X(ask_language) X(asked) X(audit) X(change) X(choice) X(choices) \
	X(code_bare) X(codes) X(codes_first) X(complaint) X(complaint_paper) X(contact) X(copy) X(dispute) X(due) \
	X(entry_card) X(figures) X(first_hour) X(hand_over) X(help) X(help_sealed) X(here) X(history) X(home) \
	X(identity) X(import) X(kiosk) X(local_list) X(lock) X(matrix) X(mig) X(mine) X(national) X(organisation) \
	X(organisations) X(override) X(override_review) X(override_verdict) X(overrides) X(palette) X(pass_on) \
	X(private) X(purposes) X(reask) X(receipt) X(record) X(refer) X(registration) X(request) X(requests) \
	X(rights) X(scr) X(seen_as) X(set_up) X(settings) X(sign_in) X(staff) X(standing_add) X(standings) \
	X(systems) X(ticket) X(who_sees) X(why)
/* clang-format on */

#define DECLARE(name) extern const Screen screen_##name;
SCREENS(DECLARE)
#define LISTED(name) &screen_##name,
static const Screen *const screens[] = {SCREENS(LISTED)};

/* What the letter of each is called; an answer to what a page asks (Binding.answer) stands beside its words, and is no
 * letter of these. */
static const struct {
	KeyCode key;
	const char *name;
} sharing[] = {
	{'a', "Ask"},	   {'b', "Two disagree"},   {'c', "Change of mind"},
	{'d', "Override"}, {'m', "May they look?"}, {'n', "Says no"},
	{'p', "Private"},  {'q', "Code"},	    {'x', "Discharge"},
	{'y', "Says yes"}, {'P', "Open again"},	    {'R', "Successor"},
	{'X', "Re-open"},
};

static void a_letter_of_sharing_has_one_meaning(void **state)
{
	size_t found = 0;
	for (size_t i = 0; i < countof(sharing); i++)
		for (size_t j = 0; j < countof(screens); j++) {
			const Binding *row = keymap_find(&screens[j]->keymap, sharing[i].key, false);
			if (!row || row->answer)
				continue;
			if (!text_is(row->name, sharing[i].name))
				fail_msg("%c is \"%s\" on %s, and \"%s\" where sharing is given or ended.",
					 (int)sharing[i].key, row->name, screens[j]->name, sharing[i].name);
			found++;
		}
	assert_true(found >= countof(sharing));
}

/* And the other way round: one act, one letter. */
static void an_act_of_sharing_has_one_letter(void **state)
{
	for (size_t i = 0; i < countof(sharing); i++)
		for (size_t j = 0; j < countof(screens); j++)
			for (size_t k = 0; k < screens[j]->keymap.count; k++) {
				const Binding *row = &screens[j]->keymap.rows[k];
				if (text_is(row->name, sharing[i].name) && row->key != sharing[i].key)
					fail_msg("\"%s\" has another letter on %s.", row->name, screens[j]->name);
			}
}

/* Where an answer is one key, y is yes and n is no. */
static void yes_and_no_have_their_letters(void **state)
{
	for (size_t j = 0; j < countof(screens); j++) {
		const Binding *yes = keymap_find(&screens[j]->keymap, 'y', false);
		const Binding *no = keymap_find(&screens[j]->keymap, 'n', false);
		assert_true(!yes || strstr(yes->name, "es"));
		assert_true(!no || strstr(no->name, "o"));
	}
}

static size_t screens_in(const char *folder)
{
	DIR *dir = opendir(folder);
	size_t count = 0;
	assert_non_null(dir);
	for (const struct dirent *entry; (entry = readdir(dir));) {
		char path[512], line[200];
		if (entry->d_name[0] == '.')
			continue;
		text_print(path, sizeof path, "%s/%s", folder, entry->d_name);
		if (entry->d_type == DT_DIR) {
			count += screens_in(path);
			continue;
		}
		FILE *file = fopen(path, "r");
		assert_non_null(file);
		while (fgets(line, sizeof line, file))
			count += text_starts(line, "const Screen screen_");
		fclose(file);
	}
	closedir(dir);
	return count;
}

/* A new screen is held to it too. */
static void every_screen_is_looked_at(void **state)
{
	assert_int_equal(screens_in("src/ui"), countof(screens));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_letter_of_sharing_has_one_meaning),
		cmocka_unit_test(an_act_of_sharing_has_one_letter),
		cmocka_unit_test(yes_and_no_have_their_letters),
		cmocka_unit_test(every_screen_is_looked_at),
	};
	return cmocka_run_group_tests_name("ui/letters", tests, NULL, NULL);
}
