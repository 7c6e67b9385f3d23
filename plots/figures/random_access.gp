array dash[64]; array cache[8]; array name[8]
stats part("series") using (dash[$0 + 1] = column("dash"), 0) nooutput
caches = 0
stats part("caches") using (caches = $0 + 1, cache[caches] = column("bytes"), \
  name[caches] = strcol("name"), 0) nooutput
stats part("points") using "data_bytes" nooutput name "data"
small = text(0.8); last = data_max * 1.4
set logscale x 2; set xrange [data_min / 1.4:last]
set xtics ("16 KiB" 16384, "" 65536, "256 KiB" 262144, "" 1048576, "4 MiB" 4194304, \
           "" 16777216, "64 MiB" 67108864, "" 268435456, "1 GiB" 1073741824)
set xtics font small; set ytics font small
do for [c = 1:caches] {
  set arrow c from first cache[c], graph 0 to first cache[c], graph 1 nohead dt 2 lw 1 \
    lc rgb grey back
}
set label 70 "each read waits for the one before" at screen 0.06, 0.845 left textcolor rgb ink
set label 71 "reads overlap" at screen 0.475, 0.845 left textcolor rgb ink
# The rows of series i at the left, where reads wait, or at the right.
at(i, right) = column("chained") == right ? NaN : of(i, "data_bytes")
set multiplot
do for [p = 1:4] {
  right = p % 2 == 0; ratio = p > 2
  set lmargin at screen (right ? 0.475 : 0.06); set rmargin at screen (right ? 0.825 : 0.41)
  set tmargin at screen (ratio ? 0.435 : 0.785); set bmargin at screen (ratio ? 0.135 : 0.53)
  set label 80 (ratio ? "times the vector" : "ns per read") at graph 0, 1.07 left font small \
    textcolor rgb grey
  do for [c = 1:caches] {
    set label 80 + c "".(ratio ? "" : name[c]) at first cache[c], graph 0.94 left offset 0.4, 0 \
      font small textcolor rgb grey
  }
  if (ratio) { unset logscale y; set yrange [0.5:4.4]; set ytics 1 }
  else { set logscale y; set yrange [0.3:6000]; set format y "%g" }
  plot for [i = 1:series] part("points") using (at(i, right)):(column(ratio ? "times" : "ns")) \
         with linespoints lc rgb colour[i] lw 2 dt dash[i] pt 7 ps 0.4, \
       part("series") using (p == 4 ? last : NaN):"place":"label":"colour" with labels left \
         offset 0.7, 0 font small noenhanced textcolor rgb variable
  unset label
}
unset multiplot
