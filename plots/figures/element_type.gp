small = text(0.9); smaller = text(0.8)
stats part("points") using "width" nooutput name "width"
array place[16]; array name[16]; widths = 0
stats part("widths") using (widths = $0 + 1, place[widths] = column("width"), \
  name[widths] = strcol("text"), 0) nooutput
set logscale xy 2; set format y "%g"; set ytics 2 font small; set errorbars 0.4
set xrange [width_min / 1.4:width_max * 1.3]
set xtics ("" width_min) font smaller
# Each second width has its types a line lower: neighbours do not touch.
do for [t = 1:widths] {
  types = word(name[t], 1).(t % 2 ? "" : "\n")
  do for [k = 2:words(name[t])] { types = types."\n".word(name[t], k) }
  set xtics add (types place[t])
}
set xlabel "bytes of an element" offset 0, -2.2
set bmargin at screen 0.24; set tmargin at screen 0.81
ends_left = 0.75; ends_right = 0.99
# The points of series i, a little apart, so that bars stand beside one another.
at(i) = of(i, "width") * 1.02 ** (i - series / 2.0)
set multiplot
set lmargin at screen 0.06; set rmargin at screen 0.35
set label 1 "peak memory, bytes per element" at graph 0, 1.05 left textcolor rgb ink
set yrange [width_min * 0.8:width_max * 3]
known = 0
stats part("multiples") using (known = 1, 0) nooutput
if (known) {
  plot for [times = 1:2] times * x with lines lc rgb grey lw 1 dt 3, \
       for [i = 1:series] part("points") using (at(i)):"peak":"peak_low":"peak_high" \
         with yerrorbars lc rgb colour[i] lw 1 pt point[i] ps 0.8 title member(i), \
       for [i = 1:series] part("points") using (column("joined") == 1 ? at(i) : NaN):"peak" \
         with lines lc rgb colour[i] lw 2 dt dash[i] title member(i), \
       for [i = 1:series] part("points") using (known(at(i), 1e-3)):"peak":"peak_hover" \
         with labels @hover title member(i), \
       part("multiples") using (width_max * 1.3):"place":"text" with labels left offset 0.7, 0 \
         font smaller textcolor rgb ink
} else {
  set label 2 "not known:\nso little data is less than\nten times the error of a peak" \
    at graph 0.5, 0.5 center font small textcolor rgb grey
  plot for [times = 1:2] times * x with lines lc rgb grey lw 1 dt 3
}
unset label
set lmargin at screen 0.485; set rmargin at screen ends_left
set label 1 "CPU time, ns per element" at graph 0, 1.05 left textcolor rgb ink
set yrange [*:*]
plot for [i = 1:series] part("points") using (at(i)):"ns":"low":"high" with yerrorbars \
       lc rgb colour[i] lw 1 pt point[i] ps 0.8 title member(i), \
     for [i = 1:series] part("points") using (column("joined") == 1 ? at(i) : NaN):"ns" with lines \
       lc rgb colour[i] lw 2 dt dash[i] title member(i), \
     for [i = 1:series] part("points") using (at(i)):"ns":"hover" with labels @hover title member(i)
load "plots/figures/ends.gp"
unset multiplot
