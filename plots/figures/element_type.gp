array dash[64]; array name[16]
stats part("series") using (dash[$0 + 1] = column("dash"), 0) nooutput
stats part("types") using (types = $0 + 1, \
  name[types] = strcol("type").sprintf("\n%g B", column("width")), 0) nooutput
set logscale y 2; set format y "%g"; set ytics 2
set xrange [-0.25:types - 0.75]; small = text(0.8); set xtics ("" 0) font small
set for [t = 1:types] xtics add (name[t] t - 1)
set bmargin at screen 0.16; set tmargin at screen 0.82
set multiplot
set lmargin at screen 0.06; set rmargin at screen 0.415
set label 1 "peak memory, bytes per element" at graph 0, 1.04 left textcolor rgb ink
set yrange [0.8:*]
known = 0
stats part("multiples") using (known = 1, 0) nooutput
if (!known) {
  set label 2 "not known:\nso little data is less than\nten times the error of a peak" \
    at graph 0.5, 0.5 center font small textcolor rgb grey
  set yrange [0.8:256]
}
plot for [i = 1:series] part("points") using (of(i, "place")):"peak" with linespoints \
       lc rgb colour[i] lw 2 pt 7 ps 0.5, \
     part("multiples") using (types - 1):"place":"text" with labels left offset 0.7, 0 font small \
       textcolor rgb ink
unset label 2; unset label 90; unset label 91; unset label 92
set lmargin at screen 0.54; set rmargin at screen 0.8
set label 1 "CPU time, ns per element"
set yrange [*:*]
plot for [i = 1:series] part("points") using (of(i, "place")):"low":"high" with filledcurves \
       fc rgb colour[i] fs transparent solid 0.2 noborder, \
     for [i = 1:series] part("points") using (of(i, "place")):"ns" with linespoints \
       lc rgb colour[i] lw 2 dt dash[i] pt 7 ps 0.5, \
     part("series") using (types - 1):"name":"label":"colour" with labels left offset 1, 0 \
       noenhanced textcolor rgb variable
unset multiplot
