# With which power of n does the time grow?
# CPU time of append and gather, in all. Filled points are fitted: time = c n^p, p ± 95 %. Dashed: extrapolated.
# Read: Where n grows tenfold, the time grows 10^p-fold: p = 1 is linear, amortised O(1) for each append; p = 2
# Read: is quadratic. An array that grows geometrically takes linear time; so does realloc for each element,
# Read: where the allocator moves pages. Small n are not fitted: there the fixed cost of a start weighs. With
# Read: elements of 64 B the power of copying shows at fewer of them.
# Needs: three sizes or more of 200 kB of data and more, and 12 lines at most
# Suite: scaling
# Place: 6
set lmargin at screen 0.1; set rmargin at screen 0.6; set tmargin at screen 0.815
array n_end[64]; array y_end[64]; array y_label[64]; array time_power[64]; array copied_power[64]
stats table index 0 using (n_end[$0 + 1] = $3, y_end[$0 + 1] = $4, y_label[$0 + 1] = $5, \
                           time_power[$0 + 1] = strcol(6), copied_power[$0 + 1] = strcol(7), 0) nooutput
stats table index 0 using 3 nooutput
set logscale xy
last = STATS_max
first_n = last
do for [i = 1:series] { stats table index i using 1 nooutput; if (STATS_min < first_n) { first_n = STATS_min } }
set xrange [first_n:last]; set xlabel "elements n"; set format x "10^{%T}"
set ytics ("1 µs" 1e3, "1 ms" 1e6, "1 s" 1e9, "1 minute" 6e10, "1 hour" 3.6e12, "1 day" 8.64e13, "1 year" 3.156e16)
# From the line's end to a small table: its name, and the two powers.
set label 1 "p, time" at screen 0.82, 0.845 left textcolor rgb grey font text(0.85)
set label 2 "p, copied bytes" at screen 0.995, 0.845 right textcolor rgb grey font text(0.85)
do for [i = 1:series] {
  set arrow i from first n_end[i], first y_end[i] to screen 0.617, first y_label[i] nohead lc rgb colour[i] lw 0.7
  set label 100 + i label[i] at screen 0.622, first y_label[i] left noenhanced textcolor rgb colour[i] font text(0.85)
  set label 200 + i time_power[i] at screen 0.82, first y_label[i] left noenhanced textcolor rgb colour[i] font text(0.85)
  set label 300 + i copied_power[i] at screen 0.995, first y_label[i] right noenhanced textcolor rgb colour[i] font text(0.85)
}
# Measured lines end where they are too slow; what the rest would take stands in the empty corner, a
# line each: on logarithmic axes a distance is a factor.
stats table index 0 using 4 nooutput name "end"
stats table index 1 using 2 nooutput name "start"
row = (end_max / start_min) ** 0.055
set yrange [*:end_max * row]
plot for [i = 1:series] table index i using 1:2 with lines lc rgb colour[i] lw 1.5, \
     for [i = 1:series] table index i using 1:($3 > 0 ? $2 : NaN) with points pt 7 ps 0.5 lc rgb colour[i], \
     for [i = 1:series] table index i using 1:($3 > 0 ? NaN : $2) with points pt 6 ps 0.5 lc rgb colour[i], \
     table index series + 1 using 1:2:($3 - $1):($4 - $2):5 with vectors nohead dt 2 lw 1.5 lc rgb variable, \
     table index series + 1 using (first_n * (last / first_n) ** 0.02):(end_max / row ** $0):6:5 with labels left noenhanced \
       font text(0.85) textcolor rgb variable
