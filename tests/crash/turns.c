#include "crash/turns.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "crash/faulty.h"
#include "unit.h"

/* One page that all of them see. */
static struct {
	int64_t now, taken;
	bool closing;
} * shared;

/* How long somebody waits is counted in turns. */
int clock_gettime(clockid_t clock, struct timespec *ret_now)
{
	enum { A_SECOND = 100 * 1000 };
	if (!shared)
		return (int)syscall(SYS_clock_gettime, clock, ret_now);
	*ret_now = (struct timespec){.tv_sec = shared->now};
	if (clock != CLOCK_REALTIME)
		*ret_now = (struct timespec){shared->taken / A_SECOND, shared->taken % A_SECOND * 10000};
	return 0;
}

time_t time(time_t *ret_now)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	if (ret_now)
		*ret_now = now.tv_sec;
	return now.tv_sec;
}

void turns_begin(int64_t now)
{
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(shared, MAP_FAILED);
	shared->now = now;
}

void turns_end(void)
{
	munmap(shared, sizeof *shared);
	shared = NULL;
}

int64_t turns_taken(void)
{
	return shared->taken;
}

void turns_pass(int64_t seconds)
{
	shared->now += seconds;
}

void turns_close(bool closing)
{
	shared->closing = closing;
}

bool turns_closing(void)
{
	return shared->closing;
}

/* Until it has come to its next step; false: to its end. */
static bool hears(Worker *worker, int *ret_status)
{
	char why;
	if (recv(worker->line, &why, 1, 0) == 1) {
		worker->sleeps = why == TURN_SLEEP;
		worker->scarce = why == TURN_SCARCE;
		return true;
	}
	close(worker->line);
	assert_int_equal(waitpid(worker->pid, ret_status, 0), worker->pid);
	*worker = (Worker){0};
	return false;
}

void turns_start(Worker *worker, Work work, const void *self, int which)
{
	int lines[2], status;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, lines), 0);
	const pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(lines[0]);
		faulty_take_turns(lines[1]);
		_exit(work(self, which));
	}
	close(lines[1]);
	*worker = (Worker){.pid = pid, .line = lines[0]};
	if (!hears(worker, &status))
		fail_msg("worker %d ended at once with %d", which, status);
}

bool turns_give(Worker *worker, bool half, int *ret_status)
{
	const char told = half ? TURN_HALF : TURN_GO;
	shared->taken++;
	assert_int_equal(send(worker->line, &told, 1, MSG_NOSIGNAL), 1);
	return hears(worker, ret_status);
}

void turns_kill(Worker *worker)
{
	int status;
	assert_int_equal(kill(worker->pid, SIGKILL), 0);
	assert_int_equal(waitpid(worker->pid, &status, 0), worker->pid);
	close(worker->line);
	*worker = (Worker){0};
}
