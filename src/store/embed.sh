#!/bin/sh
# Prints C source with the tables of the caches and the migrations, named as arguments in that order, as bytes of the
# program. A string literal would not do: pedantic C allows only 4095 characters of it.
set -eu

bytes() {
	od -An -v -tu1 "$1" | sed 's/\([0-9][0-9]*\)/\1,/g'
	printf '0};\n\n'
}

printf '#include "store/schema.h"\n\nstatic const unsigned char caches[] = {\n'
bytes "$1"
shift
number=0
for file; do
	number=$((number + 1))
	case ${file##*/} in
	"$(printf '%04d' "$number")"-*.sql) ;;
	*) echo "embed.sh: $file is not migration $number" >&2; exit 1 ;;
	esac
	printf 'static const unsigned char migration_%s[] = {\n' "$number"
	bytes "$file"
done
printf 'const char *const schema_caches = (const char *)caches;\n'
printf 'const char *const schema_migrations[] = {'
for i in $(seq "$number"); do
	printf '(const char *)migration_%s, ' "$i"
done
printf '};\nconst int schema_migration_count = %s;\n' "$number"
