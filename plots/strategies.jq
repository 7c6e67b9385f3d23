# The table of strategies for a document, from what the programs say of themselves (jq --slurp).
"| program | what it does |", "|---|---|",
(sort_by(.family == "control", .family)[] | "| `\(.strategy)` | \(.about) |")
