#include "command/command.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "base/macros.h"
#include "base/text.h"
#include "command/confine.h"
#include "command/options.h"
#include "command/standard.h"
#include "command/version.h"

#define DATABASE_HELP \
	"  --db FILE               the database (else SHAREDESK_DB, else ~/.local/share/sharedesk/desk.db)\n"
#define SIGN_IN_HELP \
	"  --as NAME               who asks, once the database has staff; else it is asked for\n" \
	"  --passphrase-file FILE  whose first line is their passphrase, readable by its owner only; else it is asked for\n" \
	"  --app-code CODE         of their authenticator app, or a recovery code, where they have one; else it is asked for\n"

enum { HELP_COLS = 79 };

typedef struct Command {
	const char *name;    /* "ledger export"; "" is the desk */
	const char *usage;   /* what follows the name */
	const char *summary; /* one line */
	const char *help;    /* the rest of --help: options and examples */
	int (*run)(int count, char **words);
} Command;

static const Command commands[] = {
	{"", "[--db FILE] [--ascii] [--theme NAME] [COMMAND …]", "open the desk",
	 DATABASE_HELP "  --ascii                 signs in ASCII, for terminals without UTF-8\n"
		       "  --theme NAME            auto, dark, light, contrast or mono (NO_COLOR means mono)\n"
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
	 "  --report FILE           writes what was taken, left out, marked and is to be looked at, as CSV; a new file\n"
	 "  --dry-run               says all of that and takes nothing\n"
	 "Reads ODS CSV, lists of patients, FHIR bundles (GP Connect STU3, R4) and ledger lines, recognised by content, and lists "
	 "of the site's own (CSV or TSV), recognised by the names of their columns: system,code,category,term (sensitive codes), "
	 "code,system,mig,scr (who uses what), code,standing (the practice's lists), answer,system,where,… (what is entered where, as "
	 "in pass-on.tsv). A file is taken whole or not at all; importing it again changes "
	 "nothing. Exit status: 0 all was taken, 5 not all, or a person should look, 1 refused.\n",
	 command_import},
	{"today", "FILE", "take in the list of who comes today",
	 DATABASE_HELP SIGN_IN_HELP
	 "  --dry-run               says what it would do and takes nothing\n"
	 "CSV or TSV with the columns NHS number, time and clinician (the last two where there are such). Home shows, in the order "
	 "of time, of whom questions are due. It takes the place of the list before, and is forgotten at night. Receptionists, "
	 "nurses, clinicians and administrators. Exit status: 0 all are known, 5 some numbers are of nobody here, 1 refused.\n",
	 command_today},
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
	{"access", "NUMBER [FOLDER]", "make the copy of all that is kept of a patient, for the patient",
	 DATABASE_HELP SIGN_IN_HELP
	 "  --born DATE             date of birth; needed where another patient has the same name\n"
	 "Writes two new files into the folder (else this one), readable by their owner only: a PDF to read, and the FHIR R4 "
	 "Bundle of sharedesk export. What was left out under an exemption, at the desk and with a reason, is in neither, nor an "
	 "override that the patient is not to be told of. That the copy was made is told in the ledger. Check who asks first. It "
	 "is free of charge, and owed within one month. Clinicians and privacy officers.\n",
	 command_access},
	{"export", "--fhir PATIENT [FILE]", "write one patient's choices, and who has looked, as FHIR R4",
	 DATABASE_HELP SIGN_IN_HELP
	 "  --fhir PATIENT          NHS number\n"
	 "A Bundle of Patient, Organization, Consent and AuditEvent, which `import` reads again. Entries of the record and facts "
	 "about single entries are not in it; of a restricted patient neither address, telephone nor practice.\n",
	 command_export},
	{"backup", "[--to KEY.pub] [--keep N] FILE | --new-key KEY",
	 "put the whole desk into one sealed file, while desks work",
	 DATABASE_HELP SIGN_IN_HELP
	 "  --to KEY.pub            only who has the secret key can open it, and nobody need sign in; without it a\n"
	 "                          passphrase is asked for\n"
	 "  --keep N                FILE is a folder: a new file in it, and the latest N stay\n"
	 "  --secret-file FILE      whose first line is that passphrase; readable by its owner only\n"
	 "  --new-key KEY           makes a pair: KEY, to be kept away from this machine, and KEY.pub\n"
	 "A copy of desk.db made otherwise lacks what desks told last. Not in it: desk.key, messages on their way, live codes.\n",
	 command_backup},
	{"restore", "[--key KEY] [--witness FILE] FILE", "make a database of a backup, where there is none",
	 DATABASE_HELP
	 "  --key KEY               the secret key that opens it; without it a passphrase is asked for\n"
	 "  --secret-file FILE      whose first line is that passphrase; readable by its owner only\n"
	 "  --witness FILE          checkpoints that this desk signed; without it desk.checkpoints, where it lies with desk.key\n"
	 "Every line and seal is checked before the database gets its name; one that is there is never written over.\n",
	 command_restore},
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
	{"ledger verify", "[--witness FILE…] [--code CODE]",
	 "check the chain of the ledger and the tables made from it",
	 DATABASE_HELP SIGN_IN_HELP
	 "  --witness FILE…         files of checkpoints: does the ledger hold what it held then?\n"
	 "  --witness-key KEY       that signed them, as a checkpoint says it; else that of desk.key\n"
	 "  --code CODE             as a receipt says it: does the ledger hold what it held then?\n"
	 "Exit status: 0 all holds, 5 it does, and some lines of the files were passed over, 1 something does not hold.\n",
	 command_ledger_verify},
	{"ledger checkpoint", "", "sign what the ledger holds now, append it to the witness and print it",
	 DATABASE_HELP SIGN_IN_HELP
	 "The desk does so at its start, once a day, and after each backup and export. The file is that of \"witness\" in "
	 "sharedesk.ini, else desk.checkpoints beside the database. The line ends with the public key and the signature.\n",
	 command_ledger_checkpoint},
	{"staff list", "", "who has an account, in which role, and when they last signed in",
	 DATABASE_HELP "On the machine itself, for whoever can read desk.key: nobody signs in.\n", command_staff_list},
	{"staff reset", "[--new-key] NAME", "let an administrator in again with a passphrase for one sign-in",
	 DATABASE_HELP
	 "  --new-key               desk.key is lost for good: makes another, and seals what stands with it\n"
	 "On the machine itself, for whoever can read desk.key: for the last administrator who forgot theirs. It is told in the "
	 "ledger, every desk says it for a week, and the privacy officer sees it for good.\n",
	 command_staff_reset},
	{"deliver", "[--watch] [--config FILE]", "send the codes that wait in the outbox",
	 DATABASE_HELP "  --config FILE           who sends, and how (else ~/.config/sharedesk/sharedesk.ini)\n"
		       "  --watch                 until it is ended, and asks how messages fared; else once\n"
		       "Exit status: 0 all that was due is sent, 1 something is not.\n",
	 command_deliver},
	{"demo", "[receptionist|nurse|clinician|manager|kiosk]", "open the desk on a demo practice that is thrown away",
	 "  --ascii, --theme NAME   as for the desk\n", command_demo},
};

/* NULL for "", which is no word of any command's. */
static const Command *command_of(const char *name)
{
	for (size_t i = 1; i < countof(commands); i++)
		if (text_is(commands[i].name, name))
			return &commands[i];
	return NULL;
}

/* Where the words begin that say what an option or a command does: behind two blanks after its name. */
static size_t words_at(const char *line, size_t length)
{
	if (length < 2 || line[0] != ' ')
		return 0;
	for (size_t at = 2; at + 2 < length; at++)
		if (line[at] == ' ' && line[at + 1] == ' ')
			return at + strspn(line + at, " ");
	return 4;
}

/* A line of help in as many as it needs, each below where the words of the first begin. */
static void print_line(const char *line, size_t length)
{
	const size_t hang = words_at(line, length);
	size_t used = 0, at = 0;
	while (at < length) {
		size_t gap = strspn(line + at, " "), word = strcspn(line + at + gap, " \n");
		if (used > hang && used + gap + word > HELP_COLS) {
			printf("\n%*s", (int)hang, "");
			used = hang;
			gap = 0;
			at += strspn(line + at, " ");
		}
		printf("%.*s", (int)(gap + word), line + at);
		used += gap + word;
		at += gap + word;
	}
	putchar('\n');
}

static void print_wrapped(const char *text)
{
	while (*text) {
		const size_t length = strcspn(text, "\n");
		print_line(text, length);
		text += length + (text[length] == '\n');
	}
}

static int print_help(const Command *command)
{
	scoped(arena_free) Arena arena = {0};
	print_wrapped(arena_print(&arena, "usage: sharedesk%s%s%s%s\n  %s\n\n%s", command->name[0] ? " " : "",
				  command->name, command->usage[0] ? " " : "", command->usage, command->summary,
				  command->help));
	if (command->name[0])
		return EXIT_DONE;
	printf("\nCommands (each has --help):\n");
	for (size_t i = 1; i < countof(commands); i++)
		print_wrapped(arena_print(&arena, "  %-13s  %s\n", commands[i].name, commands[i].summary));
	print_wrapped(
		"  --version      the versions of sharedesk and its libraries\n"
		"--db, --ascii, --theme, --as, --passphrase-file and --app-code stand before a command or after it; of two "
		"the last counts.\n");
	return EXIT_DONE;
}

/* Codes, passphrases and records are in the memory of every command: a fault leaves no file of it behind. */
static void leave_no_core(void)
{
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

/* "ledger", of "ledger export" */
static bool begins_command(const char *name)
{
	const size_t length = strlen(name);
	for (size_t i = 0; i < countof(commands); i++)
		if (text_starts(commands[i].name, name) && commands[i].name[length] == ' ')
			return true;
	return false;
}

static int no_command(const char *name, int count, char **words)
{
	Error why;
	if (!begins_command(name)) {
		fail(&why, ERROR_INPUT, "There is no command \"%s\".", name);
		return command_usage("", why.text);
	}
	for (int i = 0; i < count; i++) {
		if (text_is(words[i], "--help"))
			return print_help(&commands[0]);
		if (text_is(words[i], "--version"))
			return version_print();
	}
	return command_usage("", text_is(name, "staff") ? "Say staff list or staff reset."
							: "Say ledger export, ledger verify or ledger checkpoint.");
}

static int run(int count, char **words)
{
	scoped(arena_free) Arena arena = {0};
	char **own = arena_array(&arena, (size_t)count + 1, sizeof *own); /* the command's name and all its options */
	char *name = NULL;
	int own_count = 1, next;
	own[0] = words[0];
	do {
		if (!options_ahead(count, words, &arena, own, &own_count, &next))
			return EXIT_USAGE;
		count -= next;
		words += next;
		if (count > 0)
			name = name ? arena_print(&arena, "%s %s", name, words[0]) : words[0];
	} while (count > 0 && begins_command(name));
	const Command *command = name ? command_of(name) : &commands[0];
	if (!command)
		return no_command(name, own_count - 1, own + 1);
	own[0] = name ? name : own[0];
	for (int i = 1; i < count; i++)
		own[own_count++] = words[i];
	const int status = command->run(own_count, own);
	return status == EXIT_HELP ? print_help(command) : status;
}

int command_main(int count, char **words)
{
	standard_open();
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is said, as a full disk is */
	leave_no_core();
	confine_looks();
	return standard_close(run(count, words));
}
