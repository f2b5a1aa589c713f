#!/bin/sh
# What a practice has ready on its first day, written into a folder: the national lists of an invented county (first_hour.sh),
# a list of patients with every oddity that reports have, and who comes today. Usage: first_day.sh FOLDER PATIENTS
#
# patients.csv is UTF-16, has lines above its headings, names with apostrophes, commas in quotes, and dates in five forms.
set -eu
"$(dirname "$0")/first_hour.sh" "$1" "$2"
cd "$1"

awk -F , -v OFS=, '
BEGIN {
	split("Ash Bar Cal Dal Ed Fen Gran Hal Ing Kel Lang Mar Nor Os Pen Ral Shel Thorn Up Wal Whit Wood Hart Win Brad Mil", first, " ")
	split("ford ton ley by ham wick well field worth den bury combe dale gate hurst more brook stead thorpe wold ridge land bourne croft shaw mond", last, " ")
	split("Anna Ben Clara David Edith Frank Grace Harry Irene James Kate Leo Mary Noah Olive Paul", given, " ")
}
NR == 1 { print "Registered patients\nMidsomer Surgery, all lists\n" }
NR == 2 { $8 = "Usual GP,Address"; print }
NR > 2 {
	$2 = first[NR % 26 + 1] last[int(NR / 26) % 26 + 1]
	$3 = given[int(NR / 676) + 1]
	split($4, born, "/")
	born[3] = 1935 + born[3] % 100 % 70
	$4 = born[1] "/" born[2] "/" born[3]
	split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", months, " ")
	month = months[born[2] + 0]
	form = NR % 5
	if (form == 1) $4 = born[1] "-" month "-" born[3]
	if (form == 2) $4 = born[1] " " month " " born[3]
	if (form == 3) $4 = born[3] "-" born[2] "-" born[1]
	if (form == 4) $4 = born[3] born[2] born[1]
	if (NR % 7 == 0) $2 = "O\047" $2
	if (NR % 11 == 0) $2 = "D\342\200\231" $2
	$8 = "\"Quill, Dr A\",\"" NR ", The \"\"Old\"\" Mill, Causton\""
	print
}' patients.csv | sed 's/$/\r/' >list.csv
# The second and the fourth of the list come today, and somebody whom the desk does not know.
number() { sed -n "$1p" list.csv | cut -d , -f 1; }
printf 'Clinic list\n\nNHS No.;Appointment time;Session holder\n%s;09:10;Nurse Okoye\n%s;09:40;Dr Quill\n9990009996;10:20;Dr Quill\n' \
	"$(number 6)" "$(number 8)" >today.csv
{ printf '\377\376' && iconv -f UTF-8 -t UTF-16LE list.csv; } >patients.csv
rm list.csv wrong.csv
