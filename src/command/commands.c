#include "command/command.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/version.h"

#define DATABASE_HELP \
	"  --db FILE               the database (else SHAREDESK_DB, else ~/.local/share/sharedesk/desk.db)\n"
#define SIGN_IN_HELP \
	"  --as NAME               who asks; needed once the database has staff\n" \
	"  --passphrase-file FILE  whose first line is their passphrase; readable by its owner only\n"

const Command commands[] = {
	{"", "", "open the desk",
	 DATABASE_HELP
	 "  --ascii                 signs in ASCII, for terminals without UTF-8\n"
	 "  --theme NAME            dark, light, contrast or mono (NO_COLOR means mono)\n"
	 "Without staff in the database it opens on set-up.\n",
	 command_desk},
	{"init", "--practice ODS [--admin NAME --passphrase-file FILE]", "set up the database of a practice",
	 DATABASE_HELP
	 "  --practice ODS          the code of the practice, such as C82001\n"
	 "  --name NAME             its name, where no list has been imported yet\n"
	 "  --system SYSTEM         what it uses: systmone, emis or other; nothing is shared until it is known\n"
	 "  --admin NAME            the first administrator\n"
	 "  --passphrase-file FILE  whose first line is their passphrase\n"
	 "What is not given is asked for on the terminal.\n",
	 command_init},
	{"import", "FILE…", "take in organisation lists, GP records and ledger lines",
	 DATABASE_HELP SIGN_IN_HELP
	 "  --test-numbers          give a 999 number to a patient without a valid NHS number\n"
	 "Reads ODS CSV, FHIR bundles (GP Connect STU3, R4) and ledger lines, recognised by content, and lists of the site's\n"
	 "own (CSV or TSV), recognised by the names of their columns: system,code,category,term (sensitive codes), code,system,mig\n"
	 "(who uses what), code,standing (the practice's lists). A file is taken whole or not at all; importing it again changes\n"
	 "nothing.\n",
	 command_import},
	{"decide", "--patient N --org X [--entry E] | --use research … | --batch", "say who may see what, and why",
	 DATABASE_HELP SIGN_IN_HELP
	 "  --patient N             NHS number\n"
	 "  --org X                 organisation; without it: who can see the entry\n"
	 "  --entry E               entry; without it: what the organisation can see\n"
	 "  --at T, --known-at T    the moment asked about, and what the desk had been told by (RFC 3339; now)\n"
	 "  --use research --colour red|amber|green [--study S] [--public-health]\n"
	 "  --json                  the answer as a line of JSON\n"
	 "  --batch                 questions as lines of JSON on standard input, answers on standard output\n"
	 "Exit status of a single decision: 0 allow, 3 deny, 4 ask, 1 error.\n",
	 command_decide},
	{"export", "--fhir PATIENT [FILE]", "write one patient's choices, and who has looked, as FHIR R4",
	 DATABASE_HELP SIGN_IN_HELP
	 "  --fhir PATIENT          NHS number\n"
	 "A Bundle of Patient, Organization, Consent and AuditEvent, which `import` reads again. Entries of the record and facts\n"
	 "about single entries are not in it; of a restricted patient neither address, telephone nor practice.\n",
	 command_export},
	{"figures", "[--from YYYY-MM] [--to YYYY-MM]", "count the answers by organisation and month, without names",
	 DATABASE_HELP SIGN_IN_HELP
	 "  --from, --to YYYY-MM    the first and the last month (this month)\n"
	 "  --suppress              for figures that leave the practice: \"<5\" for 1 to 4, and what would give them away\n"
	 "CSV on standard output, one row for each month, organisation and question. Privacy officers and administrators.\n",
	 command_figures},
	{"kiosk", "[--number N] [--db FILE]", "let patients answer for themselves, at a terminal they cannot leave",
	 DATABASE_HELP
	 "  --number N              of this kiosk, 1 to 99 (1)\n"
	 "  --latin                 the terminal shapes no Gujarati and Gurmukhi: those are offered on paper\n"
	 "  --ascii, --theme NAME   as for the desk\n"
	 "Staff leave it with F10 and a passphrase. Exit status: 0 staff left, 129 its terminal is gone.\n",
	 command_kiosk},
	{"ledger export", "[FILE]", "write everything the desk knows as ledger lines", DATABASE_HELP SIGN_IN_HELP,
	 command_ledger_export},
	{"ledger verify", "", "check the chain of the ledger and the tables made from it", DATABASE_HELP SIGN_IN_HELP,
	 command_ledger_verify},
	{"deliver", "[--watch] [--config FILE]", "send the codes that wait in the outbox",
	 DATABASE_HELP
	 "  --config FILE           who sends, and how (else ~/.config/sharedesk/sharedesk.ini)\n"
	 "  --watch                 until it is ended, and asks how messages fared; else once\n"
	 "Exit status: 0 all that was due is sent, 1 something is not.\n",
	 command_deliver},
	{"demo", "[receptionist|nurse|clinician|manager|kiosk]", "open the desk on a demo practice that is thrown away",
	 "  --ascii, --theme NAME   as for the desk\n", command_demo},
};
const size_t command_count = countof(commands);

static void print_usage(FILE *out, const Command *command)
{
	const char *space = command->name[0] ? " " : "";
	fprintf(out, "usage: sharedesk%s%s%s%s\n", space, command->name, command->usage[0] ? " " : "", command->usage);
}

static int print_help(const Command *command)
{
	print_usage(stdout, command);
	printf("  %s\n\n%s", command->summary, command->help);
	if (command->name[0])
		return EXIT_DONE;
	printf("\nCommands (each has --help):\n");
	for (size_t i = 1; i < command_count; i++)
		printf("  %-14s %s\n", commands[i].name, commands[i].summary);
	printf("  --version      the versions of sharedesk and its libraries\n");
	return EXIT_DONE;
}

int command_fail(const Error *err)
{
	fprintf(stderr, "sharedesk: %s\n", err->text);
	return EXIT_WRONG;
}

/* What was typed may hold anything: it is shown as marks. */
int command_usage(const char *name, const char *why)
{
	Arena arena = {0};
	const char *space = name[0] ? " " : "";
	fprintf(stderr, "sharedesk%s%s: %s See sharedesk%s%s --help.\n", space, name, utf8_clean(&arena, why), space,
		name);
	arena_free(&arena);
	return EXIT_USAGE;
}

static int no_such_command(const char *word)
{
	Error why;
	fail(&why, ERROR_INPUT, "there is no command \"%s\".", word);
	return command_usage("", why.text);
}

/* How many of the words the command's name takes; −1 if they do not begin with it. */
static int words_taken(const Command *command, int count, char **words)
{
	const char *name = command->name;
	int taken = 0;
	while (*name) {
		size_t length = strcspn(name, " ");
		if (taken == count || strlen(words[taken]) != length || strncmp(words[taken], name, length) != 0)
			return -1;
		taken++;
		name += length;
		name += strspn(name, " ");
	}
	return taken;
}

static bool wants_help(int count, char **words)
{
	for (int i = 0; i < count && !text_is(words[i], "--"); i++)
		if (text_is(words[i], "--help") || text_is(words[i], "-h"))
			return true;
	return false;
}

/* Codes, passphrases and records are in the memory of every command: a fault leaves no file of it behind. */
static void leave_no_core(void)
{
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

int command_main(int count, char **words)
{
	const Command *command = &commands[0];
	int taken = 0;
	leave_no_core();
	if (count > 1 && text_is(words[1], "--version"))
		return version_print();
	if (count > 1 && text_is(words[1], "ledger") && (count == 2 || words[2][0] == '-'))
		return wants_help(count, words) ? print_help(&commands[0]) : command_usage("", "Say ledger export or ledger verify.");
	for (size_t i = 1; i < command_count; i++) {
		int fits = words_taken(&commands[i], count - 1, words + 1);
		if (fits > taken) {
			command = &commands[i];
			taken = fits;
		}
	}
	if (!taken && count > 1 && words[1][0] != '-')
		return no_such_command(words[1]);
	if (wants_help(count - 1, words + 1))
		return print_help(command);
	return command->run(count - taken, words + taken);
}
