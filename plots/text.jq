# text.jq - numbers for people.

# At most three digits and no more zeros than needed: 61, 6.1, 0.61
def short:
  if . == null then "?"
  elif . == 0 then "0"
  elif fabs >= 99.5 then round | tostring
  elif fabs >= 9.95 then . * 10 | round / 10 | tostring
  else . * 100 | round / 100 | tostring end;

# 61000 -> "61k", 1e7 -> "10M"
def si:
  if . == null then "?"
  elif . >= 999.5e6 then "\(. / 1e9 | short)G"
  elif . >= 999.5e3 then "\(. / 1e6 | short)M"
  elif . >= 999.5 then "\(. / 1e3 | short)k"
  else short end;

# Bytes, decimal: 40000000 -> "40 MB"
def bytes:
  if . == null then "?"
  elif . >= 999.5e6 then "\(. / 1e9 | short) GB"
  elif . >= 999.5e3 then "\(. / 1e6 | short) MB"
  elif . >= 999.5 then "\(. / 1e3 | short) kB"
  else "\(short) B" end;

# A power of two of bytes, binary: 65536 -> "64 KiB"
def binary:
  if . >= 1073741824 then "\(. / 1073741824 | short) GiB"
  elif . >= 1048576 then "\(. / 1048576 | short) MiB"
  elif . >= 1024 then "\(. / 1024 | short) KiB"
  else "\(short) B" end;

# Nanoseconds: 23400000 -> "23.4 ms"
def duration:
  if . == null then "?"
  elif . >= 999.5e6 then "\(. / 1e9 | short) s"
  elif . >= 999.5e3 then "\(. / 1e6 | short) ms"
  elif . >= 999.5 then "\(. / 1e3 | short) us"
  else "\(short) ns" end;

# With a fixed number of decimals: 1.5 -> "1.50"
def fixed($decimals):
  (. * pow(10; $decimals) | round | tostring) as $digits
  | if $decimals == 0 then $digits
    else ("0" * ([$decimals + 1 - ($digits | length), 0] | max) // "") + $digits
         | "\(.[:-$decimals]).\(.[-$decimals:])" end;

# Three digits, zeros kept, so that columns line up: 2 -> "2.00", 23.4 -> "23.4", 1234 -> "1234"
def ratio:
  if . == null then "?" elif . >= 99.95 then fixed(0) elif . >= 9.995 then fixed(1) else fixed(2) end;

# An interval of a ratio, behind it.
def within: if . == null then " (too few rounds)" else " [\(.[0] | ratio), \(.[1] | ratio)]" end;

# Names -> "a, b and c", or with more than $most "a, b and 4 more".
def listing($most):
  if length > $most then "\(.[:$most - 1] | join(", ")) and \(length - $most + 1) more"
  elif length > 1 then "\(.[:-1] | join(", ")) and \(.[-1])" else .[0] // "none" end;

# A share of the scale of a heat map: 0 at the best of all, 1 at $worst times that, and beyond.
def shade($best; $worst): [[(. / $best | log10) / ($worst | log10), 1] | min, 0] | max;

# To a width of n, for tables.
def spaces($n): if $n > 0 then " " * $n else "" end;
def left($n): tostring | . + spaces($n - length);
def right($n): tostring | spaces($n - length) + .;

# Rows of texts -> a line each, in columns; those in $right stand to the right.
def aligned($right):
  [range(0; .[0] | length) as $c | map(.[$c] | length) | max] as $widths
  | .[] | [to_entries[] | .key as $c | .value
           | if $right | index($c) then right($widths[$c]) else left($widths[$c]) end]
  | join("  ") | sub(" +$"; "");
