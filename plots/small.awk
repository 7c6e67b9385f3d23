# small.awk - of an SVG from gnuplot, a tag a line: neighbours that are drawn alike become one
# group, a text and its group one element; empty groups and marks that nothing draws are left out.
/^<[a-z]+ [^>]*>?$/ {
  while (match($0, /rgb\([ 0-9,]+\)/)) {
    split(substr($0, RSTART + 4, RLENGTH - 5), c, ",")
    $0 = substr($0, 1, RSTART - 1) sprintf("#%02x%02x%02x", c[1], c[2], c[3]) \
      substr($0, RSTART + RLENGTH)
  }
}
/^<g / {
  if (out[n] == "</g>" && shut[n] == $0 && !/<title>/) n--
  else out[++n] = $0
  open[++depth] = $0
  next
}
/^<\/g>$/ {
  tag = open[depth--]
  if (out[n] == tag) n--
  else if (out[n - 1] == tag && tag ~ /^<g transform/ && out[n] ~ /^<text/) {
    out[n - 1] = "<text" substr(tag, 3, length(tag) - 3) substr(out[n], 6)
    n--
  } else {
    out[++n] = $0
    shut[n] = tag
  }
  next
}
!/^(<text><\/text>)?$/ { out[++n] = $0 }

# Marks stand before what draws them, and may draw one that stands before them.
END {
  for (i = n; i > 0; i--) {
    rest = out[i]
    if (rest ~ /^<[a-z]+ [^>]*>$/ && match(rest, / id='gp(Dot|Pt[0-9]+)/) &&
      !(substr(rest, RSTART + 5, RLENGTH - 5) in used)) rest = out[i] = ""
    while (match(rest, /#gp[A-Za-z0-9]+/)) {
      used[substr(rest, RSTART + 1, RLENGTH - 1)]
      rest = substr(rest, RSTART + RLENGTH)
    }
  }
  for (i = 1; i <= n; i++)
    if (out[i] != "") print out[i]
}
