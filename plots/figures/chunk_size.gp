small = text(0.9)
stats part("points") using "chunk" nooutput name "chunk"
set logscale x 2; set xrange [chunk_min / 1.4:chunk_max * 1.4]
set xtics ("64 B" 64, "256 B" 256, "" 1024, "4 KiB" 4096, "" 16384, "64 KiB" 65536, "" 262144, \
           "1 MiB" 1048576, "" 4194304, "16 MiB" 16777216) font small
set ytics font small; set yrange [0:*]
array title[4] = ["append", "append and gather", "read in order", "read at random"]
at(i, p) = column("panel") == p ? of(i, "chunk") : NaN
set multiplot
do for [p = 1:4] {
  set lmargin at screen (p % 2 ? 0.065 : 0.56); set rmargin at screen (p % 2 ? 0.475 : 0.97)
  set tmargin at screen (p < 3 ? 0.75 : 0.4); set bmargin at screen (p < 3 ? 0.51 : 0.16)
  set label 80 title[p].", ns per ".(p == 4 ? "read" : "element") at graph 0, 1.1 left \
    textcolor rgb ink
  if (p > 2) { set xlabel "bytes of a chunk" font small offset 0, 0.4 }
  stats part("points") using (column("panel") == p ? column("high") : NaN) nooutput name "most"
  set ytics step(most_max)
  if (p == 4) { set ytics autofreq; set logscale y; set yrange [*:*]; set format y "10^{%T}" }
  plot for [i = 1:series] part("points") using (at(i, p)):"low":"high" with filledcurves \
         fc rgb colour[i] fs transparent solid 0.2 noborder title member(i), \
       for [i = 1:series] part("points") using (at(i, p)):"ns" with linespoints \
         lc rgb colour[i] lw 2 dt dash[i] pt point[i] ps 0.8 title member(i), \
       for [i = 1:series] part("points") using (at(i, p)):"ns":"hover" with labels @hover \
         title member(i)
  unset label
}
# The names in a row, each behind its mark.
unset logscale; unset tics; unset border; unset grid; unset xlabel
set lmargin at screen 0.065; set rmargin at screen 0.97
set tmargin at screen 0.86; set bmargin at screen 0.82; set xrange [0:series]; set yrange [-1:1]
plot for [i = 1:series] "+" every ::0::0 using (i - 0.95):(0):(0.1):(0) with vectors nohead \
       lc rgb colour[i] lw 2 dt dash[i] title member(i), \
     for [i = 1:series] "+" every ::0::0 using (i - 0.9):(0) with points pt point[i] ps 1 \
       lc rgb colour[i] title member(i), \
     for [i = 1:series] "+" every ::0::0 using (i - 0.82):(0):(label[i]) with labels left \
       noenhanced textcolor rgb ink title member(i)
unset multiplot
