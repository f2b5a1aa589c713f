/* sharedesk: the front desk of an NHS practice asks, remembers and shows who may see a patient's record. */
#include "command/command.h"

int main(int count, char **words)
{
	return command_main(count, words);
}
