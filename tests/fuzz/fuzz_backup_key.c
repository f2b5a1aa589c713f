#include <string.h>
#include <unistd.h>

#include "command/backup_key.h"
#include "file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char path[FUZZ_PATH_ROOM], room[PASSPHRASE_MAX + 1];
	const int fd = fuzz_file(bytes, size, path);
	const BackupKeyOptions files = {.public_key = path, .secret_key = path};
	const BackupKeyOptions words = {.passphrase_file = path};
	SealedFor first, second;
	Error err = {0};
	if (!backup_key_to_write(&files, room, &first, &err))
		fuzz_hold_refusal(&err);
	if (!backup_key_to_read(&files, true, room, &first, &err))
		fuzz_hold_refusal(&err);
	if (backup_key_to_write(&words, room, &first, &err)) {
		fuzz_hold(strlen(room) > 0 && first.passphrase == room, "a passphrase is some words");
		fuzz_hold(backup_key_to_read(&words, false, room, &second, &err), "what seals can open");
	} else {
		fuzz_hold_refusal(&err);
	}
	close(fd);
	return 0;
}
