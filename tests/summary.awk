# Counts the tests in meson's testlog.txt files: each test function of a program that says TAP, else the program.
# Prints every skipped test with its words, every program that failed, the seconds of each suite and of what took longest,
# and last "N passed, N failed, N skipped".

BEGIN { LONG = 15 } # seconds

function finish(	bad) {
	if (name == "")
		return
	bad = result != "exit status 0" && result != "exit status 77"
	if (planned + seen == 0) {
		if (result == "exit status 77") {
			skipped++
			print "skipped: " name
		} else if (bad)
			failed_here++
		else
			passed++
	} else {
		# What was planned and never reported ended with the program that should have run it.
		if (planned > seen)
			failed_here += planned - seen
		if (bad && failed_here == 0)
			failed_here = 1
	}
	if (failed_here > 0)
		print "failed: " name " (" result ")"
	failed += failed_here
	name = ""
}

/^=+ [0-9]+\/[0-9]+ =+$/ { finish(); planned = seen = failed_here = in_output = 0; words = ""; name = "?"; next }
name == "" { next }
/^=+$/ { finish(); next }
!in_output && /^test: / { sub(/^test: */, ""); name = $0; next }
!in_output && /^duration: / {
	suite = name
	sub(/^[^:]*:/, "", suite)
	sub(/ .*/, "", suite)
	if (!(suite in seconds))
		suites[++suites_seen] = suite
	seconds[suite] += $2
	if ($2 + 0 >= LONG)
		took = took sprintf("  %6.1f s  %s\n", $2, name)
	next
}
!in_output && /^result: / { sub(/^result: */, ""); result = $0; next }
/^-+ stdout -+$/ { in_output = 1; next }
/^-+ stderr -+$/ { in_output = 2; next }
in_output != 1 { next }
/^1\.\.0 # *SKIP/ { seen++; skipped++; sub(/^1\.\.0 # *SKIP */, ""); print "skipped: " name ": " $0; next }
/^1\.\.[0-9]+/ { sub(/^1\.\./, ""); planned += $0 + 0; next }
/^(not )?ok [0-9]+.* # *SKIP/ || /^(not )?ok [0-9]+ *# *SKIP/ {
	seen++
	skipped++
	line = $0
	sub(/^(not )?ok [0-9]+ *-? */, "", line)
	sub(/# *SKIP */, "", line)
	print "skipped: " name ": " line (words == "" ? "" : " (" words ")")
	words = ""
	next
}
/^ok [0-9]+/ { seen++; passed++; words = ""; next }
/^not ok [0-9]+/ { seen++; failed_here++; print "failed: " name ": " $0; words = ""; next }
/^# *$/ || /^TAP version/ { next }
/^(not )?ok -/ { next }
!/^# (not )?ok/ { words = $0; sub(/^# */, "", words) }
END {
	finish()
	print "Seconds, added up over processes that run side by side:"
	for (i = 1; i <= suites_seen; i++)
		printf "  %6.1f s  %s\n", seconds[suites[i]], suites[i]
	if (took != "")
		printf "of which\n%s", took
	printf "%d passed, %d failed", passed, failed
	if (skipped > 0)
		printf ", %d skipped", skipped
	printf "\n"
}
