small = text(0.9)
array peer[64]
stats part("series") using (peer[$0 + 1] = column("peer"), 0) nooutput
stats part("points") using "bytes" nooutput name "bytes"
stats part("points") using "random" nooutput name "random"
stats part("about") using (few = int(column("few")), rounds = strcol("rounds"), 0) nooutput
disk = ""; stats part("disk") using (disk = strcol("text"), 0) nooutput
set logscale xy; set xrange [bytes_min / 1.4:bytes_max * 1.4]; set errorbars 0.4
set xtics ("8 KB" 8e3, "" 16e3, "64 KB" 64e3, "" 256e3, "1 MB" 1e6, "" 4e6, "16 MB" 16e6, \
  "" 64e6, "256 MB" 256e6, "1 GB" 1e9, "4 GB" 4e9) font small
set ytics font small; set xlabel "size of the file" font small offset 0, 0.5
set tmargin at screen 0.78; set bmargin at screen 0.17
ends_left = 0.405; ends_right = 0.62
# The rows of series i in the panel at the left, in order, or at the right, at random; a little
# apart, so that bars stand beside one another.
apart(i) = 1.03 ** (i - series / 2.0)
beside(i) = column("bytes") * apart(i)
last(i) = bytes_max * apart(i)
at(i, p) = column("random") == p && column("series") == i ? beside(i) : NaN
set label 93 rounds at screen 0.985, 0.9 right font text(few ? 1 : 0.85) \
  textcolor rgb (few ? ink : grey)
set label 94 disk at screen 0.015, 0.065 left noenhanced font text(0.75) textcolor rgb grey
set multiplot
do for [p = int(random_max):0:-1] {
  set lmargin at screen (p ? 0.7 : 0.065); set rmargin at screen (p ? 0.985 : 0.405)
  set label 80 p ? "at random" : "in order" at graph 0, 1.11 left textcolor rgb ink
  set label 81 p ? "time of one read" : "x the time of read() with a buffer" at graph 0, 1.04 left \
    font small textcolor rgb grey
  set yrange [*:*]
  stats part("points") using (column("random") == p ? column("low") : NaN) nooutput name "least"
  stats part("points") using (column("random") == p ? column("high") : NaN) nooutput name "most"
  set yrange [least_min / 1.2:most_max * 1.2]
  if (p) { set ytics ("1 ns" 1, "10 ns" 10, "100 ns" 100, "1 us" 1e3, "10 us" 1e4, "100 us" 1e5, \
    "1 ms" 1e6, "10 ms" 1e7) }
  else { set ytics (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100) }
  plot for [i = 1:series] part("points") using (at(i, p)):"y":"low":"high" with yerrorbars \
         lc rgb colour[i] lw 1 pt point[i] ps 0.8 title member(i), \
       for [i = 1:series] part("points") using (few || peer[i] == 1 ? NaN : at(i, p)):"y" \
         with lines lc rgb colour[i] lw 2 dt dash[i] title member(i), \
       for [i = 1:series] part("series") every ::i - 1::i - 1 using (p ? NaN : last(i)):"end": \
         (bytes_max * 1.4 - last(i)):(0) with vectors nohead lc rgb colour[i] lw 1 \
         title member(i), \
       for [i = 1:series] part("points") using (known(at(i, p), 1)):"y":"hover" with labels @hover \
         title member(i)
  unset label
}
load "plots/figures/ends.gp"
unset multiplot
