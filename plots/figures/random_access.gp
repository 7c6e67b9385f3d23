# What does an index into chunks cost?
# A million random reads, against the bytes of data: CPU time of one, and the same as a multiple of the vector's.
# Read: In a cache an index into blocks is arithmetic and one more load, which take as long as the read itself. In memory
# Read: a read takes longer than all of that, and only where reads overlap (numpy's x[i]) a
# Read: longer index leaves room for fewer of them. A list walks link by link, the farther the more data. Vertical lines: what a cache holds.
# Needs: two sizes, and a vector beside one other
# Suite: random_access
# Place: 9
array dash[64]; array at[64]; array cache[8]; array cache_name[8]
stats table index 0 using (dash[$0 + 1] = $3, at[$0 + 1] = $4, 0) nooutput
stats table index series + 1 using (cache[$0 + 1] = $1, cache_name[$0 + 1] = strcol(2), 0) nooutput
caches = exists("STATS_records") ? int(STATS_records) : 0
stats table index 1 using 1 nooutput
small = text(0.8)
set logscale x 2; set xrange [STATS_min / 1.4:STATS_max * 1.4]
set xtics ("16 KiB" 16384, "" 65536, "256 KiB" 262144, "" 1048576, "4 MiB" 4194304, "" 16777216, "64 MiB" 67108864, "" 268435456, "1 GiB" 1073741824)
set xtics font small; set ytics font small
do for [c = 1:caches] {
  set arrow c from first cache[c], graph 0 to first cache[c], graph 1 nohead dt 2 lc rgb grey lw 1 back
}
set label 70 "each read waits for the one before" at screen 0.06, 0.845 left textcolor rgb ink
set label 71 "reads overlap" at screen 0.475, 0.845 left textcolor rgb ink
set multiplot
do for [p = 1:4] {
  right = p % 2 == 0; ratio = p > 2
  set lmargin at screen (right ? 0.475 : 0.06); set rmargin at screen (right ? 0.825 : 0.41)
  set tmargin at screen (ratio ? 0.435 : 0.785); set bmargin at screen (ratio ? 0.135 : 0.53)
  set label 80 (ratio ? "times the vector" : "ns per read") at graph 0, 1.07 left font small textcolor rgb grey
  do for [c = 1:caches] {
    set label 80 + c cache_name[c] at first cache[c], graph 0.94 left offset 0.4, 0 font small textcolor rgb grey
  }
  if (ratio) { unset logscale y; set yrange [0.5:4.4]; set ytics 1 }
  else { set logscale y; set yrange [0.3:6000]; set format y "%g" }
  plot for [i = 1:series] table index i using 1:(column((right ? 2 : 4) + ratio)) with linespoints \
         lc rgb colour[i] lw 2 dt dash[i] pt 7 ps 0.4, \
       table index (p == 4 ? 0 : series + 3) using (STATS_max * 1.4):4:1:2 with labels left offset 0.7, 0 font small noenhanced textcolor rgb variable
  unset label
}
unset multiplot
