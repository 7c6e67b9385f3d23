small = text(0.9); smaller = text(0.8)
array cache[8]; array name[8]; caches = 0
stats part("caches") using (caches = $0 + 1, cache[caches] = column("bytes"), \
  name[caches] = strcol("name"), 0) nooutput
array leaver[16] = [1]; array panel[16]; leavers = 0
stats part("leaves") using (leavers = $0 + 1, leaver[leavers] = column("series"), \
  panel[leavers] = 2 - column("chained"), top = column("top"), 0) nooutput
stats part("points") using "data_bytes" nooutput name "data"
stats part("points") using (known(column("high"), 0)) nooutput name "most"
if (leavers == 0) { top = most_max * 1.1 }
set logscale x 2; set xrange [data_min / 1.4:data_max * 1.4]
set yrange [0:top]; set ytics step(top) font small
set tmargin at screen 0.775; set bmargin at screen 0.21
ends_left = 0.765; ends_right = 0.99
do for [c = 1:caches] {
  set arrow c from first cache[c], graph 0 to first cache[c], graph 0.85 nohead dt 2 lw 1 \
    lc rgb grey back
}
# The rows of series i in the panel at the left, where each read waits, or at the right.
in(p) = column("chained") == (p == 1)
at(i, p) = in(p) ? of(i, "data_bytes") : NaN
set multiplot
do for [p = 1:2] {
  set lmargin at screen (p == 1 ? 0.065 : 0.44); set rmargin at screen (p == 1 ? 0.39 : 0.765)
  set label 80 p == 1 ? "each read waits for the one before" : "reads overlap" \
    at graph 0, 1.1 left textcolor rgb ink
  set label 81 "x the time in the vector" at graph 0, 1.035 left font small textcolor rgb grey
  set xlabel "data, and the time of a read in the vector" font smaller textcolor rgb grey \
    offset 0, -0.9
  do for [c = 1:caches] {
    set label 70 + c name[c] at first cache[c], graph 0.03 left offset 0.3, 0 font small \
      textcolor rgb grey
  }
  array mine[16] = [1]; leave = 0 # the rows of leaves in this panel; a loop over none reads 1, too
  do for [k = 1:leavers] { if (panel[k] == p) { leave = leave + 1; mine[leave] = k } }
  set xtics ("" data_min) font smaller
  array place[16]; array tick[16]; ticks = 0
  stats part("sizes") using (in(p) ? (ticks = ticks + 1, place[ticks] = column("data_bytes"), \
    tick[ticks] = strcol("size")."\n".strcol("ns"), 0) : 0) nooutput
  set for [t = 1:ticks] xtics add (tick[t] place[t])
  plot for [i = 1:series] part("points") using (at(i, p)):"low":"high" with filledcurves \
         fc rgb colour[i] fs transparent solid 0.15 noborder title member(i), \
       for [i = 1:series] part("points") using (at(i, p)):"times" with linespoints \
         lc rgb colour[i] lw 2 dt dash[i] pt point[i] ps 0.8 title member(i), \
       for [i = 1:series] part("points") using (at(i, p)):"times":"hover" with labels @hover \
         title member(i), \
       for [j = 1:leave] part("leaves") every ::mine[j] - 1::mine[j] - 1 using \
         "data_bytes":(top * 0.9):(0):(top * 0.1) with vectors filled head \
         lc rgb colour[leaver[mine[j]]] lw 2 title member(leaver[mine[j]]), \
       for [j = 1:leave] part("leaves") every ::mine[j] - 1::mine[j] - 1 using \
         "data_bytes":(top * 0.96):"text" with labels left offset 0.7, 0 noenhanced \
         font small textcolor rgb ink title member(leaver[mine[j]])
  unset label
}
load "plots/figures/ends.gp"
unset multiplot
