/* Who works beside the desks: the program that sends, the files that are imported, the backups. */
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "command/command.h"
#include "config/secret.h"
#include "crash/afternoon.h"
#include "model/codes/codes.h"
#include "model/facts/nhs_number.h"
#include "store/outbox.h"

/* --- What they share --- */

static Random drawn;

static const char *random_name(void)
{
	return "afternoon";
}

static void random_fill(void *const bytes, const size_t size)
{
	for (size_t i = 0; i < size; i++)
		((unsigned char *)bytes)[i] = (unsigned char)random_next(&drawn);
}

static uint32_t random_word(void)
{
	return (uint32_t)random_next(&drawn);
}

static randombytes_implementation of_the_seed = {
	.implementation_name = random_name,
	.random = random_word,
	.buf = random_fill,
};

void afternoon_seed(const Afternoon *afternoon, Random *random)
{
	*random = (Random){afternoon->seed * 1000003 + afternoon->starts};
	drawn = (Random){random_next(random)};
	randombytes_set_implementation(&of_the_seed);
}

int afternoon_fault(const Afternoon *afternoon, int which, const char *what)
{
	fprintf(stderr, "worker %d: %s\n", which, what);
	return 1;
}

static void journal_path(const Afternoon *afternoon, int which, char path[128])
{
	text_print(path, 128, "%s/journal-%d", afternoon->folder, which);
}

int journal_open(const Afternoon *afternoon, int which)
{
	char path[128];
	journal_path(afternoon, which, path);
	return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

FILE *journal_read(const Afternoon *afternoon, int which)
{
	char path[128];
	journal_path(afternoon, which, path);
	return fopen(path, "r");
}

bool journal_write(int journal, const char *line)
{
	char whole[512];
	const size_t size = text_print(whole, sizeof whole, "%s\n", line);
	return write(journal, whole, size) == (ssize_t)size;
}

static bool journal_say(int journal, char what, const char *words)
{
	char line[256];
	text_print(line, sizeof line, "%c %lld %s", what, (long long)turns_taken(), words);
	return journal_write(journal, line);
}

/* As a program of its own would have it. */
int afternoon_command(const Afternoon *afternoon, const char *const *words)
{
	char said[96], *copies[16];
	int count = 0;
	for (; words[count] && count < 15; count++)
		copies[count] = strdup(words[count]);
	copies[count] = NULL;
	text_print(said, sizeof said, "%s/said", afternoon->folder);
	const int file = open(said, O_WRONLY | O_CREAT | O_APPEND, 0600);
	dup2(file, STDOUT_FILENO);
	dup2(file, STDERR_FILENO);
	const int status = command_main(count, copies);
	fflush(stdout);
	return status;
}

int afternoon_command_apart(Afternoon *afternoon, const char *const *words)
{
	int status;
	Random random;
	afternoon->starts++;
	const pid_t pid = fork();
	if (pid == 0) {
		afternoon_seed(afternoon, &random);
		_exit(afternoon_command(afternoon, words));
	}
	return waitpid(pid, &status, 0) == pid ? status : -1;
}

void afternoon_patient(int file, int which, char ret_nhs[11])
{
	const NhsNumber number = nhs_number_test(0, (unsigned)(file * 16 + which));
	memcpy(ret_nhs, number.digits, 11);
}

/* --- The sender --- */

typedef struct Sender {
	const Afternoon *afternoon;
	int journal;
	unsigned char key[DESK_KEY_BYTES];
	Arena arena;
	Outbox *outbox;
} Sender;

static bool was_taken(const Sender *sender, const char *reference)
{
	FILE *book = fopen(sender->afternoon->service, "r");
	char line[200];
	bool found = false;
	while (book && !found && fgets(line, sizeof line, book))
		found = text_starts(line, reference);
	if (book)
		fclose(book);
	return found;
}

static bool hand_over(const Sender *sender, const OutboxItem *item, Arena *arena, Error *err)
{
	Letter letter;
	char line[200];
	if (item->claimed_before && was_taken(sender, item->reference))
		return true;
	if (!parcel_open(sender->key, item->fact, item->sealed, item->size, arena, &letter, err))
		return false;
	const int book = open(sender->afternoon->service, O_WRONLY | O_CREAT | O_APPEND, 0600);
	text_print(line, sizeof line, "%s %s %.3s%s", item->reference, item->fact, letter.code, letter.code + 4);
	const bool taken = book >= 0 && journal_write(book, line);
	close(book);
	return taken;
}

static bool send_one(Sender *sender, const OutboxItem *item, Error *err)
{
	const Instant now = {time(NULL)};
	return journal_say(sender->journal, 'A', item->reference) && hand_over(sender, item, &sender->arena, err) &&
	       outbox_sent(sender->outbox, item->fact, now, item->reference, err) &&
	       journal_say(sender->journal, 'S', item->reference);
}

/* Once the practice closes: until nothing is left. */
static bool send_all(Sender *sender, Error *err)
{
	const OutboxItem *item = NULL;
	bool closing, done;
	do {
		closing = turns_closing();
		arena_clear(&sender->arena);
		done = outbox_claim(sender->outbox, (Instant){time(NULL)}, CLAIM_SECONDS, &sender->arena, &item, err) &&
		       (!item || send_one(sender, item, err));
		if (done && !item)
			usleep(1000);
	} while (done && (item || !closing));
	return done;
}

int work_sender(const void *self, int which)
{
	Sender sender = {.afternoon = self, .journal = journal_open(self, which)};
	Random random;
	Error err = {0};
	afternoon_seed(self, &random);
	const bool done = secret_desk_key_there(sender.afternoon->path, sender.key, &err) &&
			  outbox_open(sender.afternoon->path, &sender.outbox, &err) && send_all(&sender, &err);
	outbox_close(sender.outbox);
	arena_free(&sender.arena);
	return done ? 0 : afternoon_fault(self, which, err.text);
}

/* --- Files that are imported --- */

/* The one that was not said to be taken yet. */
static int next_file(const Afternoon *afternoon)
{
	FILE *journal = journal_read(afternoon, WORKER_IMPORT);
	char line[200];
	int next = 1;
	while (journal && fgets(line, sizeof line, journal))
		next += *line == 'S';
	if (journal)
		fclose(journal);
	return next;
}

static void write_lines(FILE *out, int file)
{
	char nhs[11];
	afternoon_patient(file, 0, nhs);
	fprintf(out,
		"{\"kind\":\"patient\",\"nhs\":\"%s\",\"family\":\"File-%d\",\"given\":\"Ann\",\"born\":\"1950-01-01\"}\n"
		"{\"kind\":\"registered\",\"id\":\"in-%d-0\",\"at\":\"2024-01-02T09:00:00Z\","
		"\"recorded_at\":\"2024-01-02T09:00:00Z\",\"patient\":\"%s\",\"episode\":\"in-%d\",\"org\":\"C82001\"}\n",
		nhs, file, file, nhs, file);
	for (int i = 1; i < FILE_LINES; i++)
		fprintf(out,
			"{\"kind\":\"referred\",\"id\":\"in-%d-%d\",\"at\":\"2024-01-0%dT09:00:00Z\","
			"\"recorded_at\":\"2024-01-0%dT09:00:00Z\",\"patient\":\"%s\",\"episode\":\"in-%d-%d\","
			"\"org\":\"REF\"}\n",
			file, i, i + 2, i + 2, nhs, file, i);
}

static void write_list(FILE *out, int file)
{
	char nhs[11];
	fputs("NHS Number,Surname,Forename,Date of Birth\n", out);
	for (int i = 0; i < FILE_LINES; i++) {
		afternoon_patient(file, i, nhs);
		fprintf(out, "%s,File-%d,Bob%c,0%d/02/1960\n", nhs, file, 'a' + i, i + 1);
	}
}

/* Ledger lines and a list of patients in turn; who was not told that one is taken, takes it again. */
int work_import(const void *self, int which)
{
	const Afternoon *afternoon = self;
	const int file = next_file(afternoon), journal = journal_open(afternoon, which);
	char path[128], phrase[96], number[16];
	Random random;
	afternoon_seed(afternoon, &random);
	text_print(number, sizeof number, "%d", file);
	text_print(path, sizeof path, "%s/file-%d.%s", afternoon->folder, file, file % 2 ? "jsonl" : "csv");
	text_print(phrase, sizeof phrase, "%s/phrase", afternoon->folder);
	FILE *out = fopen(path, "w");
	if (!out)
		return 1;
	(file % 2 ? write_lines : write_list)(out, file);
	fclose(out);
	const char *const words[] = {"sharedesk",	  "import", path, "--db", afternoon->path, "--as", "Ada L",
				     "--passphrase-file", phrase,   NULL};
	if (!journal_say(journal, 'A', number))
		return 1;
	const int status = afternoon_command(afternoon, words);
	if (status != EXIT_DONE && status != EXIT_IN_PART) /* a list asks to look at who is not in it */
		return status;
	return journal_say(journal, 'S', number) ? 0 : 1;
}

/* --- Backups --- */

int work_backup(const void *self, int which)
{
	const Afternoon *afternoon = self;
	const int journal = journal_open(afternoon, which);
	char public_key[128];
	Random random;
	afternoon_seed(afternoon, &random);
	text_print(public_key, sizeof public_key, "%s.pub", afternoon->key);
	const char *const words[] = {"sharedesk", "backup", "--db", afternoon->path,	"--to",
				     public_key,  "--keep", "3",    afternoon->backups, NULL};
	if (!journal_say(journal, 'A', "backup") || afternoon_command(afternoon, words) != 0)
		return 1;
	return journal_say(journal, 'S', "backup") ? 0 : 1;
}
