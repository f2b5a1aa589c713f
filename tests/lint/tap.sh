# Sourced by the lints: each rule is one test; what breaks it is printed, one place a line.
#
#	. "$(dirname "$0")/tap.sh"
#	rule "words of the rule" "$(a command that prints what breaks it)"
#	rules_done

rules=0 broken=0

rule() {
	rules=$((rules + 1))
	if [ -z "$2" ]; then
		echo "ok $rules - $1"
		return
	fi
	broken=$((broken + 1))
	echo "not ok $rules - $1"
	echo "$2" | sed 's/^/# /'
}

rules_done() {
	echo "1..$rules"
	[ "$broken" = 0 ]
}
