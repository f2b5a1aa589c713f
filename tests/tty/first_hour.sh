#!/bin/sh
# Writes the lists of an invented county into a folder: practices.csv and trusts.csv in the form of the national lists,
# patients.csv as a record system saves it, with lines above the headings, and wrong.csv, with one line that is not
# right. Usage: first_hour.sh FOLDER PATIENTS
set -eu
cd "$1"

# 27 columns, as the national lists have them; status and commissioner only where there is one.
row='function row(code, name, town, postcode, status, commissioner, setting) {
	printf "%s,%s,Y60,QXX,1 HIGH STREET,,,%s,,%s,20010401,,%s,,%s,P,20010401,,0116 2000000,,,,0,,Y02,%s,\n",
		code, name, town, postcode, status, commissioner, setting
}'
awk "$row"' BEGIN {
	row("Y99001", "MIDSOMER SURGERY", "MIDSOMER", "ZE8 0LG", "A", "99X", 4)
	for (i = 2; i <= 131; i++)
		row(sprintf("Y99%03d", i), "SURGERY " i, i % 2 ? "CAUSTON" : "BADGERS DRIFT", "ZE2 5AA", "A", "99X", 4)
	row("Y98001", "SURGERY ELSEWHERE", "FAR", "ZF1 1AA", "A", "98X", 4)
}' >practices.csv
awk "$row"' BEGIN {
	row("RZA", "MIDSOMER HOSPITALS NHS TRUST", "CAUSTON", "ZE1 5WW", "", "", "")
	row("RZB", "FAR HOSPITALS NHS TRUST", "FAR", "ZF1 5WW", "", "", "")
}' >trusts.csv

# Numbers with a right check digit, from 999 100 000 on.
awk -v count="$2" 'BEGIN {
	print "Patient report"
	print "NHS Number,Surname,Forename,Date of Birth,Sex,Postcode,Mobile,Usual GP"
	for (stem = 999100000; made < count; stem++) {
		for (sum = i = 0; i < 9; i++)
			sum += (10 - i) * substr(stem, i + 1, 1)
		check = (11 - sum % 11) % 11
		if (check == 10)
			continue
		made++
		printf "%d%d,Family%c%c,Given,%02d/%02d/19%02d,F,ZE1 %dAA,07700 900%03d,Dr Who\n", stem, check,
			97 + made % 26, 97 + int(made / 26) % 26, made % 28 + 1, made % 12 + 1, made % 99, made % 9,
			made % 1000
	}
}' >patients.csv
{ cat patients.csv; echo '999 100 0001,Wrong,Check,1/1/1950,F,ZE1 1AA,,'; } >wrong.csv
