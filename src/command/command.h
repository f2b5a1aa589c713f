/* The verbs of the command line: one row each in the table of command.c, one file each beside it. */
#pragma once

#include "command/say.h"

/* Each answers its exit status (say.h); words[0] is the command's own name. */
int command_access(int count, char **words);
int command_desk(int count, char **words);
int command_decide(int count, char **words);
int command_deliver(int count, char **words);
int command_demo(int count, char **words);
int command_export(int count, char **words);
int command_backup(int count, char **words);
int command_restore(int count, char **words);
int command_figures(int count, char **words);
int command_import(int count, char **words);
int command_init(int count, char **words);
int command_kiosk(int count, char **words);
int command_ledger_checkpoint(int count, char **words);
int command_ledger_export(int count, char **words);
int command_ledger_verify(int count, char **words);
int command_staff_list(int count, char **words);
int command_staff_reset(int count, char **words);
int command_today(int count, char **words);

/* Finds the command that the words name and runs it, with the options that stood before it. */
int command_main(int count, char **words);
