# Where does the time of the whole run go?
# Wall time at the largest n; the parts add up to the process time that hyperfine saw. Other: verify, start, exit.
# Read: Compare append plus gather for building the array, scan and random for using it. File
# Read: strategies pay sync for data that survives a crash, and release for giving the pages back.
# Needs: 24 bars at most
# Suite: size strategies input
# Place: 4
set lmargin at screen bars_left; set rmargin at screen 0.97; set tmargin at screen 0.80
set border 1; set grid noytics; unset ytics
stats table index 0 using (edge = $5) nooutput
set yrange [-0.6:series - 0.4]
set xrange [0:edge * 1.5]; set xlabel "ms, wall time"
names = "append gather sync reopen peek scan random release other"
array part[9] = [0x0072B2, 0x56B4E9, 0xD55E00, 0xF0E442, 0x000000, 0x009E73, 0xE69F00, 0xCC79A7, 0xD0D0D0]
small = text(0.8)
set key at screen 0.985, 0.872 right top horizontal Left reverse maxrows 1 samplen 0.6 width -1 font small noenhanced
bar = 0.33
plot for [i = 1:9] table index i using 3:1:2:3:($1 - bar):($1 + bar) with boxxyerror \
       fc rgb part[i] fs solid noborder title word(names, i), \
     table index 10 using 2:1:3 with labels left offset 1, 0 noenhanced textcolor rgb ink notitle, \
     table index 11 using (edge * 0.97):1:2 with labels center noenhanced font text(1.4) textcolor rgb 0xffffff notitle, \
     table index 0 using (0):3:1 with labels right offset -1, 0 noenhanced textcolor rgb ink notitle
