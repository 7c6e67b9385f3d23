# Which is fast and small at once?
# Largest n. Down and left is better; what is above or right of the line is beaten in both. Square: the oracle, which knows n. Logarithmic axes.
# Read: Each point is a strategy: how long an element takes, and how many bytes it needs at the peak.
# Read: No strategy can be below the payload line; those on the front are the ones to choose from.
# Needs: ten times the error of a peak (8 MB of data on two CPUs), and 24 points at most
# Suite: size strategies input
# Place: 3
set rmargin at screen 0.95
array point[64]
stats table index 0 using (point[$0 + 1] = $5, 0) nooutput
stats table index 2 using (left = $1, right = $2, bottom = $3, top = $4, payload = $5, 0) nooutput
set logscale xy; set format "%g"
set xrange [left:right]; set yrange [bottom:top]
set xtics (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000); set ytics (1, 2, 4, 6, 8, 12, 16, 24, 32, 64, 128, 256, 512)
set xlabel "ns per element: CPU time of append and gather"; set ylabel "bytes per element at the peak" offset -0.5
set arrow 1 from graph 0, first payload to graph 1, first payload nohead dt 2 lc rgb grey lw 1.5
set label 1 "the data" at graph 0.995, first payload right offset 0, -0.7 font text(0.8) textcolor rgb grey
plot table index 1 using 1:2 with steps lc rgb grey lw 1.5, \
     for [i = 1:series] table index 0 every ::i-1::i-1 using 3:4 with points pt point[i] ps 1.2 lw 2 lc rgb colour[i], \
     table index 0 using 3:4:($6 - $3):($7 - $4) with vectors nohead lc rgb 0xbbbbbb lw 0.7, \
     table index 0 using 6:7:1:2 with labels left noenhanced textcolor rgb variable, \
     table index 3 using (right * 0.97):3:(right * 0.03):(0):2 with vectors filled head lc rgb variable lw 2, \
     table index 3 using (right * 0.965):3:1:2 with labels right noenhanced textcolor rgb variable
