# claims_table.jq - the claims (plots/claims, slurped) as a table for a document.
"| people say | here | measured | show it |", "|---|---|---|---|",
(.[] | "| \(.claim) | **\(.verdict)** | \(.evidence) | `\(.command)` |")
