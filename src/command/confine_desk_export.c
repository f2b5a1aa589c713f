/* Run by the build: prints the desk's filter as C. */
#include <inttypes.h>
#include <linux/filter.h>
#include <stdio.h>
#include <stdlib.h>

#include "command/confine_filter.h"

int main(void)
{
	struct sock_filter step;
	scmp_filter_ctx filter = confine_filter_desk();
	FILE *made = tmpfile();
	if (!filter || !made || seccomp_export_bpf(filter, fileno(made)) != 0)
		return EXIT_FAILURE;
	seccomp_release(filter);
	rewind(made);
	puts("#include \"command/confine_filter.h\"\n\nstruct sock_fprog confine_desk_program(void)\n{");
	puts("\tstatic struct sock_filter steps[] = {");
	while (fread(&step, sizeof step, 1, made) == 1)
		printf("\t\t{0x%" PRIx16 ", %" PRIu8 ", %" PRIu8 ", 0x%" PRIx32 "},\n", step.code, step.jt, step.jf,
		       step.k);
	puts("\t};\n\treturn (struct sock_fprog){sizeof steps / sizeof *steps, steps};\n}");
	return ferror(made) || fclose(made) != 0 || fflush(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
