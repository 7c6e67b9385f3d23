small = text(0.85)
stats part("bars") using "x" nooutput name "x"
array middle[8]
stats part("series") using (middle[$0 + 1] = column("x"), 0) nooutput
set xrange [x_min - 0.9:x_max + 0.9]
set multiplot
set tmargin at screen 0.79; set bmargin at screen 0.50
unset xtics; set ytics font small; set grid noxtics
set boxwidth 0.8
interval = 'vectors heads size screen 0.004, 90'
array titles[2] = ["memory, in multiples of the file", "time to open, read all and close, ms"]
array about[2] = ["filled: a shared page once (PSS); frame: in each (RSS)", \
                  "filled: by the clock; frame: CPU time, added up"]
in_panel(name) = column("panel") == panel ? column(name) : NaN
do for [panel = 1:2] {
  set lmargin at screen (panel == 1 ? 0.055 : 0.56)
  set rmargin at screen (panel == 1 ? 0.475 : 0.98)
  set yrange [0:*]; if (panel == 1) { set ytics 1 } else { set ytics auto }
  set label 80 titles[panel] at graph 0, 1.2 left font text(0.9) textcolor rgb ink
  set label 81 about[panel] at graph 0, 1.09 left font text(0.78) textcolor rgb grey
  plot for [i = 1:series] part("bars") using (of(i, "x")):(in_panel("back")) with boxes \
         fc rgb 0xffffff fs solid border lc rgb colour[i] title member(i), \
       for [i = 1:series] part("bars") using (of(i, "x")):(in_panel("front")):(0.5) with boxes \
         fc rgb colour[i] fs solid noborder title member(i), \
       for [i = 1:series] part("bars") using (of(i, "x") + 0.33):(in_panel("back_low")):(0): \
         (in_panel("back_high") - column("back_low")) with @interval lw 1.5 lc rgb ink \
         title member(i), \
       for [i = 1:series] for [w = 0:1] part("bars") using (of(i, "x")):(in_panel("front_low")): \
         (0):(in_panel("front_high") - column("front_low")) with @interval lw w ? 1.5 : 4 \
         lc rgb w ? ink : 0xffffff title member(i), \
       for [i = 1:series] part("bars") using (of(i, "x")):(in_panel("front")):"hover" \
         with labels @hover title member(i), \
       part("bars") using (panel == column("panel") ? column("x") : NaN):(0):"name" with labels \
         offset 0, -0.6 font text(0.78) textcolor rgb ink, \
       for [i = 1:series] part("series") every ::i - 1::i - 1 using (middle[i]):(0):"label" \
         with labels offset 0, -1.7 font small noenhanced textcolor rgb ink title member(i)
  unset label
}
unset tics; unset border; unset grid
set lmargin at screen 0.015; set rmargin at screen 0.985
set tmargin at screen 0.385; set bmargin at screen 0.055
set xrange [0:11]; set yrange [5.6:-1.6]
right(place) = 1.75 + place * 1.05 + (place > 3 ? 0.35 : 0) + (place > 6 ? 0.35 : 0)
set label 1 "additions lost by 2 processes" at right(1) - 0.75, -1 left font small textcolor rgb ink
set label 2 "by 4 processes" at right(4) - 0.75, -1 left font small textcolor rgb ink
set label 3 "reads torn, by 2" at right(7) - 0.75, -1 left font small textcolor rgb ink
plot part("names") using (0):"row":"text" with labels left font small noenhanced \
       textcolor rgb ink, \
     part("texts") using (right(column("place"))):"row":"text" with labels right font small \
       noenhanced textcolor rgb ink
unset multiplot
