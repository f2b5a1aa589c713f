#include "crash/strike.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

bool strike(ActStruck act, const void *self, int at, Fault fault, Struck *ret_struck)
{
	int said[2], status;
	char byte;
	assert_int_equal(pipe(said), 0);
	pid_t child = fork();
	if (child == 0) {
		faulty_arm(at, fault, (unsigned)at);
		int how = act(self, said[1]);
		const bool struck = faulty_struck();
		faulty_arm(0, fault, 0);
		_exit(how == DONE && struck ? DONE_STRUCK : how);
	}
	close(said[1]);
	ret_struck->said = read(said[0], &byte, 1) == 1;
	close(said[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	ret_struck->refused = WIFEXITED(status) && WEXITSTATUS(status) == REFUSED;
	if (WIFSIGNALED(status)) {
		assert_int_equal(WTERMSIG(status), fault == FAULT_MEMORY ? SIGABRT : SIGKILL);
		return true;
	}
	if (fault >= FAULT_KILLS && (ret_struck->refused || WEXITSTATUS(status) == DONE_STRUCK)) {
		assert_int_not_equal(ret_struck->said, ret_struck->refused);
		return true;
	}
	assert_int_equal(WEXITSTATUS(status), DONE);
	assert_true(ret_struck->said);
	return false;
}

const char *strike_name(Fault fault)
{
	static const char *const names[FAULT_COUNT] = {
		"killed",   "killed in the middle", "power gone", "torn", "disk full", "read-only", "broken", "short",
		"no memory"};
	return names[fault];
}

int strike_refused(const Error *err)
{
	const size_t length = strlen(err->text);
	return length > 10 && err->text[length - 1] == '.' ? REFUSED : FAILED;
}
