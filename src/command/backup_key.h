/* What seals a backup and opens it: a passphrase, or a pair of keys of which the machine that makes backups has only
 * the public one. Their files hold one line of base64, behind "sharedesk-public-key " or "sharedesk-secret-key ". */
#pragma once

#include "command/host.h"
#include "command/sealed_file.h"

/* Files; all NULL: the passphrase is asked for on the terminal. */
typedef struct BackupKeyOptions {
	const char *public_key, *secret_key, *passphrase_file;
} BackupKeyOptions;

/* Makes `path`, for its owner alone, and `path`.pub; refused where one of them is there. */
bool backup_key_make(const char *path, Error *err) must_check;

/* `room` keeps the passphrase: the caller wipes it, and both keys. */
bool backup_key_to_write(const BackupKeyOptions *options, char room[PASSPHRASE_MAX + 1], SealedFor *ret_for,
			 Error *err) must_check;
bool backup_key_to_read(const BackupKeyOptions *options, bool for_key, char room[PASSPHRASE_MAX + 1],
			SealedFor *ret_for, Error *err) must_check;
