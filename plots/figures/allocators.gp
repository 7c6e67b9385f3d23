# How much of growth is the allocator's doing?
# Left: CPU time of append and gather, ns per element. Right: peak memory, multiples of the data. Darker is worse.
# Read: Read along a row: the same program, only the allocator differs. Where realloc can move pages
# Read: (glibc, musl) growth by small steps costs little; where it copies, the same code is many times slower.
# Place: 9
# Suite: allocators
set lmargin at screen bars_left; set rmargin at screen 0.98; set tmargin at screen 0.74; set bmargin at screen 0.09
unset border; unset tics; unset grid; unset colorbox
stats table index 1 using 1 nooutput
columns = STATS_max + 1
gap = 0.4
set xrange [-0.5:2 * columns + gap - 0.5]; set yrange [-0.55:series - 0.45]
set palette defined (0 "#f7fbff", 0.5 "#6baed6", 1 "#08306b"); set cbrange [0:1]
set label 1 "{/:Bold ns per element}" at (columns - 1) / 2., screen 0.845 center textcolor rgb ink
set label 2 "{/:Bold peak memory / data}" at columns + gap + (columns - 1) / 2., screen 0.845 center textcolor rgb ink
ink_on(share) = share > 0.55 ? 0xffffff : 0x222222
plot for [part = 0:1] table index 2 + part using ($1 + part * (columns + gap)):2:($1 + part * (columns + gap) - 0.48):($1 + part * (columns + gap) + 0.48):($2 - 0.46):($2 + 0.46):3 \
       with boxxyerror fill solid noborder palette, \
     for [part = 0:1] table index 2 + part using ($1 + part * (columns + gap)):2:4:(ink_on($3)) with labels center font text(0.85) noenhanced textcolor rgb variable, \
     for [part = 0:1] table index 1 using ($1 + part * (columns + gap) - 0.3):(series - 0.45):2 with labels left rotate by 30 font text(0.8) noenhanced textcolor rgb ink, \
     table index 0 using (-0.5):3:1 with labels right offset -1, 0 noenhanced textcolor rgb ink
