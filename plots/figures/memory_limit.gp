# What happens when memory runs out?
# Each under a real limit, the tightest at the left: wall time until the array is there (darker: longer), or how it ended.
# Read: Left of the line there is less memory than data. Heap and anonymous pages have nowhere to go: the kernel
# Read: kills the program, without a word to it. What can go to a file goes on. Right of the line, whoever
# Read: needs the data twice, to copy or to gather, still dies. ulimit -v refuses address space, which is not memory.
# Needs: a limit (make bench SUITE=memory_limit)
# Suite: memory_limit
# Place: 4
set lmargin at screen bars_left + 0.01; set rmargin at screen 0.98
set tmargin at screen 0.76; set bmargin at screen 0.115
unset border; unset tics; unset grid
array column[32]; array place[32]
stats table index 1 using (place[$0 + 1] = $1, column[$0 + 1] = strcol(2), 0) nooutput
columns = int(STATS_records)
stats table index 3 using (mechanism = strcol(1), data = strcol(2), fit = $3, 0) nooutput
set xrange [-0.5:place[columns] + 0.5]; set yrange [-0.5:series - 0.5]
do for [c = 1:columns] {
  set label c column[c] at first place[c], screen 0.785 center noenhanced font text(0.85) textcolor rgb ink
}
set label 60 "memory limit" at screen bars_left, 0.785 right font text(0.85) textcolor rgb grey
set label 80 "Limit by: ".mechanism."." at screen 0.015, 0.062 left noenhanced font text(0.75) textcolor rgb grey
if (fit > 0 && fit < columns) {
  set arrow 1 from first fit - 0.5, screen 0.105 to first fit - 0.5, screen 0.81 nohead front lc rgb ink lw 2
  set label 81 "← limit < ".data." of data" at first fit - 0.55, screen 0.845 right font text(0.85) textcolor rgb ink
  set label 82 "data fit →" at first fit - 0.45, screen 0.845 left font text(0.85) textcolor rgb ink
}
plot table index 2 using 1:2:($1 - 0.485):($1 + 0.485):($2 - 0.46):($2 + 0.46):3 with boxxyerror fc rgb variable fs solid noborder, \
     table index 2 using 1:2:5:4 with labels center font text(0.85) noenhanced textcolor rgb variable, \
     table index 0 using (-0.5):3:1 with labels right offset -1, 0 noenhanced textcolor rgb ink
