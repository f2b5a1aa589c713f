#!/bin/sh
# The list of who comes today: what is taken of it, by whom, what is refused by line, and what is said.
. "$(dirname "$0")/tap.sh"
hire=$(realpath "$2")
practice || { echo "Bail out! The practice cannot be imported: $(cat "$place/err")"; exit 1; }
cd "$place" || exit 1

in_database() {
	LC_ALL=C grep -aq "$1" desk.db
}

printf 'Clinics of today\n\nName,NHS No.,Slot time,Session holder\nAnn,999 000 0018,9:10 am,Dr Shah\nBob,999 000 0026,09:20,\n' >today.csv
run today today.csv
check "numbers of nobody are named by line and left out" \
	grep -qx "  line 5: nobody here has the NHS number 999 000 0026; left out." out
check "… which the status says" [ "$status" = 5 ]
check "… and what was taken, and which columns were left" \
	[ "$(sed -n '1p;3p' out)" = "today.csv: 1 patient expected today.
  Columns left: Name." ]
export_to before
check "it is not part of the ledger" [ "$(grep -c Shah before)" = 0 ]

printf 'NHS;Time\n9990000018;09:20\n' >next.csv
run today --dry-run next.csv
check "a dry run says what it would do" \
	grep -qx "next.csv: 1 patient expected today; nothing was taken: this was a dry run." out
check "… and takes nothing" in_database "Dr Shah"
run today next.csv
check "the next list takes its place, and nothing of the one before stays in the file" [ "$(in_database "Dr Shah"; echo $?)" = 1 ]
check "where all are known the status is 0" [ "$status" = 0 ]

printf 'NHS,Time\n9.99E+09,09:10\n' >wrong.csv
refuses "a number cut by a spreadsheet" 1 "wrong.csv: line 2, NHS: was cut by a spreadsheet" today wrong.csv
printf 'NHS,Date\n9990000018,01/02/2003\n' >wrong.csv
refuses "a list of another day" 1 "wrong.csv: line 2: This is of 01-Feb-2003, and today is .*: save today's list" today wrong.csv
printf 'PK\003\004xl/workbook.xml' >wrong.xlsx
refuses "a spreadsheet" 1 "wrong.xlsx: It is a spreadsheet" today wrong.xlsx
: >empty.csv
refuses "an empty file" 1 "empty.csv: It is empty" today empty.csv
printf 'NHS,With\n"9990000018,x\n' >wrong.csv
refuses "a quotation mark that is never closed" 1 "wrong.csv: line 2: a quotation mark" today wrong.csv
printf 'NHS\n9990000026\n' >wrong.csv
refuses "a list of others" 1 "wrong.csv: Nobody here has any of these NHS numbers" today wrong.csv
refuses "a file that is not there" 1 "none.csv: There is no such file" today none.csv
refuses "two files" 2 "Name one file" today today.csv next.csv
refuses "a database that is not there" 1 "none.db" today --db none.db next.csv
check "no database is made" [ ! -e none.db ]

set_up
for who in 'Pat O:privacy officer' 'Priya S:receptionist' 'Nia B:nurse' 'Dr Shah:clinician'; do
	"$hire" "$place/desk.db" 'Ada L' 'a long enough phrase' "${who%:*}" "${who#*:}" 'a long enough phrase'
done
for who in 'Ada L' 'Priya S' 'Nia B' 'Dr Shah'; do
	run today --as "$who" --passphrase-file phrase next.csv
	check "$who may" [ "$status" = 0 ]
done
refuses "the privacy officer may not" 1 "A privacy officer may not take in who comes today" \
	today --as 'Pat O' --passphrase-file phrase next.csv
refuses "nobody may without a name" 1 "say who asks with --as" today next.csv
tests_done
