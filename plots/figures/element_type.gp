# What does the type of an element cost?
# As many elements of each type. Left: peak resident memory. Right: CPU time of append and gather; bands are 95 % intervals.
# Read: A step of the grid is a doubling. At the left lines end with their multiple of the data, whatever the type:
# Read: half the width is half the memory, and int32 and float32 are one width. At the right a line that is less
# Read: steep pays more for the append itself than for memory. A file is not counted as synced.
# Needs: two types; for the memory also ten times the error of a peak (8 MB of data on two CPUs)
# Suite: element_type
# Place: 7
array dash[64]; array name[16]
stats table index 0 using (dash[$0 + 1] = $3, 0) nooutput
stats table index series + 1 using (name[$0 + 1] = strcol(2).sprintf("\n%g B", $3), 0) nooutput
types = int(STATS_records)
set logscale y 2; set format y "%g"; set ytics 2
set xrange [-0.25:types - 0.75]; small = text(0.8); set xtics ("" 0) font small
set for [t = 1:types] xtics add (name[t] t - 1)
set bmargin at screen 0.16; set tmargin at screen 0.82
set multiplot
set lmargin at screen 0.06; set rmargin at screen 0.415
set label 1 "peak memory, bytes per element" at graph 0, 1.04 left textcolor rgb ink
set yrange [0.8:*]
stats table index series + 2 using 1 nooutput name "peak"
if (!exists("peak_records") || peak_records == 0) {
  set label 2 "not known:\nso little data is less than\nten times the error of a peak" at graph 0.5, 0.5 center font small textcolor rgb grey
  set yrange [0.8:256]
}
plot for [i = 1:series] table index i using 1:5 with linespoints lc rgb colour[i] lw 2 pt 7 ps 0.5, \
     table index series + 2 using (types - 1):1:2 with labels left offset 0.7, 0 font small textcolor rgb ink
unset label 2; unset label 90; unset label 91; unset label 92
set lmargin at screen 0.54; set rmargin at screen 0.8
set label 1 "CPU time, ns per element"
set yrange [*:*]
plot for [i = 1:series] table index i using 1:3:4 with filledcurves \
       fc rgb colour[i] fs transparent solid 0.2 noborder, \
     for [i = 1:series] table index i using 1:2 with linespoints lc rgb colour[i] lw 2 dt dash[i] pt 7 ps 0.5, \
     table index 0 using (types - 1):4:1:2 with labels left offset 1, 0 noenhanced textcolor rgb variable
unset multiplot
