# How much memory does each need at its peak?
# Largest n. Solid: must be RAM. Light: the gathered copy. Hatched: pages of a file, reclaimable. Outline: reserved.
# Read: A bar that ends at 1 needs the data and nothing more; 2 means that for a moment everything is
# Read: there twice. Hatched memory the kernel can write back and take away; an outline is address
# Read: space that was never touched, and costs no RAM.
# Needs: ten times the error of a peak (8 MB of data on two CPUs), and 24 bars at most
# Suite: size strategies input
# Place: 2
set lmargin at screen bars_left; set rmargin at screen 0.97
set border 1; set grid noytics; unset ytics
stats table index 4 using 3 nooutput
set yrange [-0.6:series - 0.4]
set xrange [0:STATS_max * 1.45]; set xlabel "peak resident memory, multiples of the data"
set arrow 1 from first 1, graph 0 to first 1, graph 1 nohead dt 2 lc rgb grey lw 1.5 front
set label 1 "the data" at first 1, graph 1.02 center font text(0.8) textcolor rgb grey
bar = 0.33
plot for [i = 1:series] table index 1 every ::i-1::i-1 using 3:1:2:3:($1 - bar):($1 + bar) with boxxyerror \
       fc rgb colour[i] fs solid noborder, \
     for [i = 1:series] table index 2 every ::i-1::i-1 using 3:1:2:3:($1 - bar):($1 + bar) with boxxyerror \
       lc rgb colour[i] fs pattern 4 border rgb colour[i], \
     for [i = 1:series] table index 3 every ::i-1::i-1 using 3:1:2:3:($1 - bar):($1 + bar) with boxxyerror \
       fc rgb colour[i] fs transparent solid 0.45 noborder, \
     for [i = 1:series] table index 4 every ::i-1::i-1 using 2:1:(0):2:($1 - bar):($1 + bar) with boxxyerror \
       lc rgb colour[i] fs empty border rgb colour[i], \
     table index 4 using 3:1:4 with labels left offset 1, 0 noenhanced textcolor rgb ink, \
     table index 0 using (0):3:1 with labels right offset -1, 0 noenhanced textcolor rgb ink
