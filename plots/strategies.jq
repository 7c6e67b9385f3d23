# The table of strategies for a document, from what the programs say of themselves (jq --slurp).
"| program | what it does |", "|---|---|",
# Without peers: which are built depends on the machine.
(map(select(.family | IN("peer", "numpy") | not)) | sort_by(.family == "control", .family)[] | "| `\(.strategy)` | \(.about) |")
