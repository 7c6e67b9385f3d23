# setting.jq - what a person says in COUNT and TYPE, or one line that says what is wrong with it.

# "10M" -> 10000000
def count:
  (capture("^(?<digits>[0-9]+([.][0-9]+)?(e[0-9]+)?)(?<unit>[kMGT]?)$")
   // ("COUNT: \"\(.)\" is not a number such as 1e6 or 10M\n" | halt_error(2)))
  | (.digits | tonumber) * {"": 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12}[.unit] | floor;

# Bytes an element of this type has.
def width:
  {byte: 1, int32: 4, float32: 4, int64: 8, float64: 8, record64: 64}[.]
  // ("TYPE: \"\(.)\" is not one of int32 int64 float32 float64 record64 byte\n" | halt_error(2));

# "64MiB" -> 67108864
def size:
  (capture("^(?<digits>[1-9][0-9]{0,10})(?<unit>B|kB|MB|GB|KiB|MiB|GiB|)$")
   // ("LIMITS: \"\(.)\" is not a size such as 64MiB\n" | halt_error(2)))
  | (.digits | tonumber)
    * {"": 1, B: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 1024, MiB: 1048576, GiB: 1073741824}[.unit];

# The memory limit in a command line of a cell, in bytes; null without one.
def limit_bytes:
  split(" ") | index("experiments/limit") as $i
  | if $i == null or .[$i + 1] == "none" then null else .[$i + 1] | size end;
