# What does one append cost, as the array grows?
# CPU time of append and gather, per element. Lower is better; bands are 95 % intervals.
# Read: A flat line costs the same however large the array is: amortised O(1). A line that rises
# Read: by one decade a decade is quadratic in all; an arrow marks where a run was stopped as too slow.
# Needs: two sizes of n or more, and 12 lines at most
# Suite: size input
# Place: 1
set logscale xy
set autoscale xfix; set offsets graph 0.02, graph 0.004, 0, 0
set xlabel "elements n"; set format x "10^{%T}"
set ylabel "ns per element" offset 1; set format y "%g"
array dash[64]
stats table index 0 using (dash[$0 + 1] = $5, 0) nooutput
plot for [i = 1:series] table index i using 1:3:4 with filledcurves \
       fc rgb colour[i] fs transparent solid 0.2 noborder, \
     for [i = 1:series] table index i using 1:2 with linespoints \
       lc rgb colour[i] lw 2 dt dash[i] pt 7 ps 0.5, \
     table index 0 using 3:4:1:2 with labels left offset 1, 0 noenhanced textcolor rgb variable, \
     table index series + 1 using 1:2:(0):($2 * 3):3 with vectors filled head lc rgb variable lw 2, \
     table index series + 1 using 1:($2 * 3):4:3 with labels left offset 1, 0 noenhanced textcolor rgb variable
