#!/bin/sh
# The papers of the demo practice as pages: the words are read back out of the PDF, and the picture is looked at.
#
#	tests/print/test_pages.sh SHAREDESK_PRINT PAPERS
. tests/command/tap.sh
print=$1 papers=$2
# Beside what is looked for anyway; in the checks of our own calls nothing is let pass.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}suppressions=tests/print/strings
export ASAN_OPTIONS
patient=9990000018

# page PAPER LANGUAGE : into $place/PAPER-LANGUAGE.pdf and .txt
page() {
	"$papers" "$1" "$patient" "$2" >"$place/$1.sheet" && "$print" <"$place/$1.sheet" >"$place/$1-$2.pdf" &&
		pdftotext -layout "$place/$1-$2.pdf" "$place/$1-$2.txt"
}

# holds FILE WORDS… : the words stand there, however the lines were broken.
holds() {
	file=$1
	shift
	tr -s ' \n\f' '   ' <"$file" | grep -qF -- "$*"
}

lacks() {
	! holds "$@"
}

pages() {
	[ "$(pdfinfo "$1" | sed -n 's/^Pages: *//p')" = "$2" ]
}

# Something is drawn, and there is a margin round it. In percent of the page that is dark.
inked() {
	pdftoppm -r 40 -gray -f 1 -l 1 "$1" "$place/picture" || return 1
	convert "$place"/picture*.pgm -threshold 60% -format '%[fx:100*(1-mean)]' info: >"$place/ink"
	convert "$place"/picture*.pgm -threshold 60% -shave 20x15 -trim -format '%w %h' info: >"$place/size"
	convert "$place"/picture*.pgm -threshold 60% \( +clone -shave 20x15 -fill white -colorize 100 \) -gravity center \
		-composite -format '%[fx:mean]' info: >"$place/edge"
	rm -f "$place"/picture*
	awk '{ exit !($1 > 1.5 && $1 < 25) }' "$place/ink" && [ "$(cat "$place/edge")" = 1 ]
}

# No letter of it is smaller than 14 points.
large() {
	pdftotext -bbox-layout "$1" - | awk -F'"' '
		/<line / { height = $8 - $4; if (height < 14) { print "a line of " height " pt"; wrong = 1 } lines++ }
		END { exit wrong || lines == 0 }'
}

check "a receipt in English is made" page receipt en
check "it fits one page" pages "$place/receipt-en.pdf" 1
check "it is neither blank nor black, and keeps its margins" inked "$place/receipt-en.pdf"
check "nothing on it is small" large "$place/receipt-en.pdf"
check "it says whose it is" holds "$place/receipt-en.txt" "Mo Ashby, 12 June 2024"
check "it says what was chosen, and for whom" holds "$place/receipt-en.txt" \
	"Kibworth Physiotherapy (Physiotherapy, knee) can share what it records about you, but cannot see what others have shared."
check "it says how soon others stop" holds "$place/receipt-en.txt" "It counts here at once."
check "it says what stays shared" holds "$place/receipt-en.txt" "What was shared before you change your mind stays shared."
check "it says who looked without asking, and why" holds "$place/receipt-en.txt" "The reason: an emergency."
check "it never names the NHS number" lacks "$place/receipt-en.txt" "999 000 0018"
check "nor the telephone" lacks "$place/receipt-en.txt" 07700

check "a receipt in Polish is made" page receipt pl
check "Polish words are on it" holds "$place/receipt-pl.txt" "Decyzję można zmienić w każdej chwili."
check "the English is on a page of its own" holds "$place/receipt-pl.txt" "You can change your mind at any time."
check "two pages, one for each language" pages "$place/receipt-pl.pdf" 2

for language in gu pa so hu cs sk; do
	check "a receipt in $language has all its letters" page receipt "$language"
	check "$language: one page in it, one in English" pages "$place/receipt-$language.pdf" 2
	check "$language: nothing on it is small" large "$place/receipt-$language.pdf"
done
check "Gujarati fonts are in it" sh -c "pdffonts '$place/receipt-gu.pdf' | grep -qi gujarati"
check "Punjabi fonts are in it" sh -c "pdffonts '$place/receipt-pa.pdf' | grep -qiE 'gurmukhi|punjabi'"

for paper in looked form guide; do
	check "$paper is made" page "$paper" en
	check "$paper is neither blank nor black" inked "$place/$paper-en.pdf"
	check "$paper: nothing on it is small" large "$place/$paper-en.pdf"
done
check "the form fits one page" pages "$place/form-en.pdf" 1
check "the guide fits two" pages "$place/guide-en.pdf" 2
check "all that holds is made too" page all en
check "the form has the name on file, not the preferred one" holds "$place/form-en.txt" "Name: Maureen Ashby"
check "the form has the date of birth" holds "$place/form-en.txt" "Born: 11 February 1951"
check "the form says when a change counts" holds "$place/form-en.txt" "Here an opt-out counts at once;"

complains() {
	pattern=$1
	shift
	! printf "$@" | "$print" >"$place/out" 2>"$place/err" && [ ! -s "$place/out" ] &&
		[ "$(wc -l <"$place/err")" = 1 ] && grep -q "$pattern" "$place/err"
}
check "what is no sheet is refused in a sentence" complains "no sheet" "hello\n"
check "a kind that is none is refused" complains "no kind" "sheet\t1\ten\tA\npicture\tx\n"
check "bytes that are not UTF-8 are refused" complains "not UTF-8" "sheet\t1\ten\tA\nitem\t\377\n"
check "a letter that no font has is an error, not an empty box" complains "No font" \
	"sheet\t1\ten\tA\nparagraph\t\363\240\200\241\363\260\200\200\n"
tests_done
