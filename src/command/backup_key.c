#include "command/backup_key.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/readable.h"
#include "base/text.h"
#include "command/output.h"
#include "config/secret.h"

#define PUBLIC_HEAD "sharedesk-public-key "
#define SECRET_HEAD "sharedesk-secret-key "

enum {
	BASE64 = sodium_base64_VARIANT_ORIGINAL,
	LINE_MAX_BYTES = sizeof PUBLIC_HEAD + 64,
};

typedef struct KeyLine {
	char text[LINE_MAX_BYTES];
	size_t length;
} KeyLine;

static KeyLine key_line(const char *head, const unsigned char key[SEALED_KEY_BYTES])
{
	char printed[sodium_base64_ENCODED_LEN(SEALED_KEY_BYTES, BASE64)];
	KeyLine line;
	sodium_bin2base64(printed, sizeof printed, key, SEALED_KEY_BYTES, BASE64);
	line.length = text_print(line.text, sizeof line.text, "%s%s\n", head, printed);
	sodium_memzero(printed, sizeof printed);
	return line;
}

static bool write_line(void *self, int fd, Error *err)
{
	const KeyLine *line = self;
	return output_write(fd, "The key", line->text, line->length, err);
}

bool backup_key_make(const char *path, Error *err)
{
	unsigned char public_key[SEALED_KEY_BYTES], secret_key[SEALED_KEY_BYTES];
	char public_path[4096];
	text_print(public_path, sizeof public_path, "%s.pub", path);
	if (sodium_init() < 0 || crypto_box_keypair(public_key, secret_key) != 0)
		return fail(err, ERROR_SYSTEM, "This machine gives no randomness: no key was made.");
	KeyLine secret = key_line(SECRET_HEAD, secret_key), public = key_line(PUBLIC_HEAD, public_key);
	bool done = output_put(&(Output){.path = path, .write = write_line, .self = &secret}, err);
	if (done && !output_put(&(Output){.path = public_path, .write = write_line, .self = &public}, err)) {
		unlink(path); /* half a pair is none */
		done = false;
	}
	sodium_memzero(secret_key, sizeof secret_key);
	sodium_memzero(&secret, sizeof secret);
	return done;
}

static bool parse(const char *line, const char *head, const char *path, unsigned char ret_key[SEALED_KEY_BYTES],
		  Error *err)
{
	size_t got = 0;
	if (text_starts(line, head) &&
	    sodium_base642bin(ret_key, SEALED_KEY_BYTES, line + strlen(head), strlen(line + strlen(head)), NULL, &got,
			      NULL, BASE64) == 0 &&
	    got == SEALED_KEY_BYTES)
		return true;
	return fail(err, ERROR_INPUT, "%s is no %.*s: make a pair with sharedesk backup --new-key.", path,
		    (int)strlen(head) - 1, head);
}

static bool read_public(const char *path, unsigned char ret_key[SEALED_KEY_BYTES], Error *err)
{
	char line[LINE_MAX_BYTES] = "";
	FILE *file = readable_stream(path, err);
	if (!file)
		return fail_at(err, "%s cannot be read", path);
	const bool read = fgets(line, sizeof line, file) != NULL;
	fclose(file);
	line[strcspn(line, "\r\n")] = '\0';
	return parse(read ? line : "", PUBLIC_HEAD, path, ret_key, err);
}

static bool read_secret(const char *path, SealedFor *ret_for, Error *err)
{
	char line[LINE_MAX_BYTES] = "";
	const bool done = secret_line(path, "the secret key", line, sizeof line, err) &&
			  parse(line, SECRET_HEAD, path, ret_for->secret_key, err) &&
			  crypto_scalarmult_base(ret_for->public_key, ret_for->secret_key) == 0;
	sodium_memzero(line, sizeof line);
	return done;
}

static bool ask_new(char room[PASSPHRASE_MAX + 1], Error *err)
{
	char again[PASSPHRASE_MAX + 1] = "";
	const bool same = host_ask("Passphrase that opens the backup:", true, room, PASSPHRASE_MAX + 1, err) &&
			  host_ask("The same again:", true, again, sizeof again, err) &&
			  (text_is(room, again) || fail(err, ERROR_INPUT, "The two passphrases differ: begin again."));
	sodium_memzero(again, sizeof again);
	return same;
}

bool backup_key_to_write(const BackupKeyOptions *options, char room[PASSPHRASE_MAX + 1], SealedFor *ret_for, Error *err)
{
	*ret_for = (SealedFor){.cost = host_hash_cost()};
	if (options->public_key)
		return read_public(options->public_key, ret_for->public_key, err);
	ret_for->passphrase = room;
	return (options->passphrase_file ? secret_line(options->passphrase_file, "the passphrase of the backup", room,
						       PASSPHRASE_MAX + 1, err)
					 : ask_new(room, err)) &&
	       passphrase_acceptable(room, err);
}

bool backup_key_to_read(const BackupKeyOptions *options, bool for_key, char room[PASSPHRASE_MAX + 1],
			SealedFor *ret_for, Error *err)
{
	*ret_for = (SealedFor){0};
	if (for_key && !options->secret_key)
		return fail(err, ERROR_INPUT,
			    "This backup is opened by a key: say --key with the file of the secret one.");
	if (for_key)
		return read_secret(options->secret_key, ret_for, err);
	ret_for->passphrase = room;
	return options->passphrase_file ? secret_line(options->passphrase_file, "the passphrase of the backup", room,
						      PASSPHRASE_MAX + 1, err)
					: host_ask("Passphrase of the backup:", true, room, PASSPHRASE_MAX + 1, err);
}
