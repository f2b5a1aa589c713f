#include "ui/help_words.h"

#include "base/macros.h"

/* clang-format off */
static const HelpWord signs[] = {
	{NULL, offsetof(Glyphs, yes), "Yes: it was answered with yes."},
	{NULL, offsetof(Glyphs, no), "No. A no is a right, not an error."},
	{NULL, offsetof(Glyphs, ask), "Nobody has asked yet."},
	{NULL, offsetof(Glyphs, stopped), "Stopped: what was shared until then stays shared, nothing later is."},
	{NULL, offsetof(Glyphs, waiting), "Waiting, for a code or an answer; at the end of a text: it goes on."},
	{NULL, offsetof(Glyphs, nothing), "Does not apply here."},
	{NULL, offsetof(Glyphs, selected), "Before the selected row: the keys act on that."},
	{NULL, offsetof(Glyphs, up), "More rows stand above."},
	{NULL, offsetof(Glyphs, pattern), "Behind a name: this patient has died."},
};

static const HelpWord words[] = {
	{"Share Out", 0, "Asked at each service: may what it records be seen by other services that care for the patient?"},
	{"Share In", 0, "Asked at each service: may it see what others have made shareable?"},
	{"sees 9 of 12", 0, "As things stand this organisation sees nine of the twelve entries."},
	{"may ask for 3", 0, "It sees these three once the patient says so at that moment."},
	{"local list", 0, "The organisations that the practice allows: they need no code. It can prohibit others."},
	{"out of county", 0, "An organisation that is not on the local list: before it looks, the patient reads a code to it."},
	{"code", 0, "Six digits, sent to the patient. Who reads them out says that this organisation may look."},
	{"private", 0, "An entry that the patient keeps back: it leaves the record by no way."},
	{"duty of care", 0, "An override: what is not shared is opened in an emergency, or by law. It says why, ends and is reviewed."},
	{"SCR", 0, "The Summary Care Record: medicines, allergies and reactions, mostly with additional information."},
	{"MIG", 0, "The gateway by which other record systems look at this one, once the patient has said yes to that look."},
	{"discharge", 0, "Care there has ended: what was shared until then stays shared, nothing later is."},
	{"in error", 0, "It was recorded by mistake and counts no more. It is still shown: nothing is erased."},
	{"disputed", 0, "Two who may speak for the patient disagree: nothing new is shared until that is settled."},
	{"restricted", 0, "A patient whose address, telephone and practice are shown nowhere."},
	{"to pass on", 0, "An answer that acts only once somebody has entered it in the system that shares."},
	{"opt-out", 0, "No to planning and research: told to the practice (Type 1), or set nationally by the patient alone."},
	{"(E5)", 0, "A letter and a number in brackets name the rule that decided."},
};
/* clang-format on */

const HelpWords help_legend[HELP_LEGENDS] = {
	{"Signs", signs, countof(signs)},
	{"Words", words, countof(words)},
};

const char *help_sign(const HelpWord *word, const Glyphs *glyphs)
{
	return word->word ? word->word : *(const char *const *)((const char *)glyphs + word->sign);
}
