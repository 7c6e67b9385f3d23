small = text(0.75)
stats part("bars") using "x" nooutput name "x"
set xrange [x_min - 0.9:x_max + 0.9]
set multiplot
set tmargin at screen 0.80; set bmargin at screen 0.46
unset xtics; set ytics font small; set grid noxtics
set style fill solid 1 noborder; set boxwidth 0.8
array titles[2] = ["memory, in multiples of the file", "time to open, read all and close, ms"]
array solid[2] = ["solid: a shared page once (PSS); pale: in each process (RSS)", \
                  "solid: by the clock; pale: CPU time, added up"]
do for [panel = 1:2] {
  back = panel == 1 ? "rss" : "cpu"
  front = panel == 1 ? "pss" : "wall"
  set lmargin at screen (panel == 1 ? 0.055 : 0.55)
  set rmargin at screen (panel == 1 ? 0.48 : 0.975)
  set yrange [0:*]; if (panel == 1) { set ytics 1 } else { set ytics auto }
  set label 80 titles[panel] at graph 0, 1.15 left font small textcolor rgb ink
  set label 81 solid[panel] at graph 0, 1.06 left font text(0.62) textcolor rgb grey
  plot for [i = 1:series] part("bars") using "x":(of(i, back)) with boxes \
         lc rgb (int(colour[i]) + 0xB0000000), \
       for [i = 1:series] part("bars") using "x":(of(i, front)):(0.5) with boxes lc rgb colour[i], \
       part("bars") using "x":(0):"name" with labels offset 0, -0.6 font text(0.62) \
         textcolor rgb grey, \
       part("series") using (($0) * 4.7 + 1.2):(0):"label":"colour" with labels offset 0, -1.6 \
         font small noenhanced textcolor rgb variable
  unset label 80; unset label 81
}
unset tics; unset border; unset grid
set lmargin at screen 0.015; set rmargin at screen 0.985
set tmargin at screen 0.345; set bmargin at screen 0.065
set xrange [0:11]; set yrange [5.6:-1.6]
right(place) = 1.75 + place * 1.05 + (place > 3 ? 0.35 : 0) + (place > 6 ? 0.35 : 0)
set label 1 "additions lost by 2 processes" at right(1) - 0.55, -1 left font small textcolor rgb ink
set label 2 "by 4 processes" at right(4) - 0.55, -1 left font small textcolor rgb ink
set label 3 "reads torn, by 2" at right(7) - 0.55, -1 left font small textcolor rgb ink
plot part("names") using (0):"row":"text" with labels left font small noenhanced \
       textcolor rgb ink, \
     part("texts") using (right(column("place"))):"row":"text" with labels right font small \
       noenhanced textcolor rgb ink
unset multiplot
