# The verdict as the opening of a document.
include "stats"; include "verdict";

"On \(machine_line) (\(data_line)):\n", (verdict | "- \(.)")
