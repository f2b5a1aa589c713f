/* Several processes of which one at a time goes one step: a write, a sync, a lock … (faulty.h). Who has the next turn
 * is the caller's to draw, so that a run repeats whatever the speed of the machine; and whoever waits for a turn can
 * be killed just there. Their clock is shared too, and goes on only as they are told. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct Worker {
	pid_t pid; /* 0: nobody */
	int line;
	bool sleeps; /* it waits for another: its turn may wait too */
	bool scarce; /* it is at a step of which there are few (faulty.h) */
} Worker;

/* In a process of its own; the result is its exit status. */
typedef int (*Work)(const void *self, int which);

/* Before any worker: what time() answers from now on, in all of them and here. */
void turns_begin(int64_t now);
void turns_end(void);
int64_t turns_taken(void);
void turns_pass(int64_t seconds);
/* Asks those to finish who go on and on. */
void turns_close(bool closing);
bool turns_closing(void);

/* Returns once it has come to its first step. */
void turns_start(Worker *worker, Work work, const void *self, int which);
/* One turn; `half`: half of it, where it is a write to a place in a file. False once it has come to its end instead:
 * it is nobody then, and `*ret_status` is what it left. */
bool turns_give(Worker *worker, bool half, int *ret_status);
void turns_kill(Worker *worker); /* -9 */
