array dash[64]
stats part("series") using (dash[$0 + 1] = column("dash"), 0) nooutput
stats part("points") using "bytes" nooutput name "bytes"
small = text(0.75)
set logscale xy; set xrange [bytes_min / 1.4:bytes_max * 1.4]; set yrange [*:*]
set xtics ("64 KB" 64e3, "" 256e3, "1 MB" 1e6, "" 4e6, "16 MB" 16e6, "" 64e6, "256 MB" 256e6, \
           "1 GB" 1e9, "4 GB" 4e9) font small
set ytics font small
set multiplot
set tmargin at screen 0.82; set bmargin at screen 0.49
do for [random = 0:1] {
  set lmargin at screen (random ? 0.56 : 0.06); set rmargin at screen (random ? 0.97 : 0.47)
  set format y (random ? "%.0s%c" : "%g")
  set label 80 (random ? "at random, ns per read" : "in order, ns per element") at graph 0, 1.07 \
    left font small textcolor rgb ink
  plot for [i = 1:series] part("points") \
    using (column("random") == random ? of(i, "bytes") : NaN):"ns" with linespoints \
    lc rgb colour[i] lw 2 dt dash[i] pt 7 ps 0.4
  unset label
}
unset logscale; unset tics; unset border; unset grid
set lmargin at screen 0.015; set rmargin at screen 0.985
set tmargin at screen 0.42; set bmargin at screen 0.065
set xrange [0:11]; set yrange [series + 0.5:-1.5]
right(place) = 2.9 + (place - 1) * 0.85 + (place > 6 ? 0.9 : 0)
set label 1 "in order, the largest file" at 2.1, -1 left font small textcolor rgb ink
set label 2 "at random" at right(7) - 0.45, -1 left font small textcolor rgb ink
plot part("series") using (0.04):($0 + 1):"colour" with points pt 5 ps 0.8 lc rgb variable, \
     part("series") using (0.15):($0 + 1):"label" with labels left font small noenhanced \
       textcolor rgb ink, \
     part("texts") using (right(column("place"))):"row":"text" with labels right font small \
       noenhanced textcolor rgb ink
unset multiplot
