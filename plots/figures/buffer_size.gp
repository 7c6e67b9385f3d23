smaller = text(0.85)
stats part("points") using "buffer" nooutput name "buffer"
stats part("points") using "low" nooutput name "least"
stats part("points") using "high" nooutput name "most"
set logscale x 2; set logscale y; set xrange [buffer_min / 1.4:buffer_max * 1.001]
set yrange [least_min / 1.3:most_max * 1.2]
set xtics ("" buffer_min) font smaller
array place[16]; array tick[16]; ticks = 0
stats part("sizes") using (ticks = ticks + 1, place[ticks] = column("buffer"), \
  tick[ticks] = strcol("size")."\n".strcol("calls"), 0) nooutput
set for [t = 1:ticks] xtics add (tick[t] place[t])
set ytics add (0.5, 1, 2, 5, 10, 20, 50, 100, 200)
set xlabel "size of the buffer, and calls with it" offset 0, -0.7
set label 1 "ns per element" at graph 0, 1.04 left textcolor rgb grey; set format y "%g"
ends_left = 0.76; ends_right = 0.99; small = text(1)
set lmargin at screen 0.06; set rmargin at screen ends_left; set tmargin at screen 0.82
set bmargin at screen 0.21
set multiplot
plot for [i = 1:series] part("points") using (of(i, "buffer")):"low":"high" with filledcurves \
       fc rgb colour[i] fs transparent solid 0.15 noborder title member(i), \
     for [i = 1:series] part("points") using (of(i, "buffer")):"ns" with linespoints \
       lc rgb colour[i] lw 2 dt dash[i] pt point[i] ps 0.9 title member(i), \
     for [i = 1:series] part("points") using (of(i, "buffer")):"ns":"hover" with labels @hover \
       title member(i)
load "plots/figures/ends.gp"
unset multiplot
