# Reads a TRX report. Prints each failed test with its message and the first line of our own in its trace, each skipped
# test with its reason, and at last the totals.
function decode(text) {
  gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "'", text)
  gsub(/&#x[0-9A-F]+;/, " ", text); gsub(/&amp;/, "\\&", text)
  return text
}

function attribute(name,   from, text) {
  from = index($0, " " name "=\"")
  if (from == 0) return ""
  text = substr($0, from + length(name) + 3)
  return decode(substr(text, 1, index(text, "\"") - 1))
}

# The text of an element that may go over several lines, at most 25 of them.
function element(name,   open, close_, text, lines, end) {
  open = "<" name ">"; close_ = "</" name ">"
  $0 = substr($0, index($0, open) + length(open))
  for (;;) {
    end = index($0, close_)
    if (++lines <= 25) text = text "    " decode(end ? substr($0, 1, end - 1) : $0) "\n"
    if (end || (getline) <= 0) return text
  }
}

/<UnitTestResult / {
  test = attribute("testName"); outcome = attribute("outcome")
  if (outcome == "Passed") passed++
  else if (outcome == "NotExecuted") skipped++
  else { failed++; print "FAILED  " test }
  shown = 0
}
outcome == "NotExecuted" && /<StdOut>/ { reason = element("StdOut"); sub(/^ +/, "", reason); printf "skipped " test ": %s", reason; shown = 1 }
outcome == "NotExecuted" && /<Message>/ && !shown { reason = element("Message"); sub(/^ +/, "", reason); printf "skipped " test ": %s", reason; shown = 1 }
outcome != "NotExecuted" && outcome != "Passed" && /<Message>/ { printf "%s", element("Message"); traced = 0 }
outcome != "NotExecuted" && outcome != "Passed" && /:line [0-9]+/ && !traced { sub(/.*<StackTrace>/, ""); sub(/^ */, ""); print "    " decode($0); traced = 1 }
END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }
