stats part("points") using "low" nooutput name "least"
stats part("points") using "high" nooutput name "most"
array name[2] = ["", ""]
stats part("panels") using (name[column("panel")] = strcol("name"), 0) nooutput
stats part("legend") using (warm = strcol("warm"), idle = strcol("idle"), 0) nooutput
tint(is_idle) = is_idle ? 0xD55E00 : 0x0072B2
set border 1; unset ytics; set grid noytics; set logscale x; set format x "%g"
set yrange [series + 0.6:0.4]; set xrange [least_min / 1.3:most_max * 1.3]
set xtics (0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128); set xlabel "ns per element"
set tmargin at screen 0.76; set bmargin at screen 0.175
set label 1 warm at screen 0.04, 0.85 left noenhanced textcolor rgb tint(0) \
  point pt 7 ps 1.3 lc rgb tint(0) offset 1.2, 0
set label 2 idle at screen 0.4, 0.85 left noenhanced textcolor rgb tint(1) \
  point pt 6 ps 1.3 lw 2 lc rgb tint(1) offset 1.2, 0
do for [i = 1:series] {
  set arrow 100 + i from graph 0, first i to graph 1, first i nohead lc rgb pale lw 0.6 back
}
of_panel(p, is_idle) = column("panel") == p && column("idle") == is_idle ? column("ns") : NaN
text_of(p) = column("panel") == p ? column("series") : NaN
set multiplot
do for [p = 1:2] {
  set label 10 "{/:Bold ".name[p]."}" at graph 0, 1.075 left textcolor rgb ink
  set label 11 "idle to warm" at graph 1.03, 1.03 left font text(0.75) textcolor rgb grey
  set lmargin at screen bars_left + (p - 1) * (0.985 - bars_left) / 2
  set rmargin at screen bars_left + (p - 1) * (0.985 - bars_left) / 2 \
    + (0.985 - bars_left) / 2 - 0.175
  plot for [i = 0:1] part("points") using (of_panel(p, i)):"series":"low":"high" with xerrorbars \
         pt (i ? 6 : 7) ps 1.3 lw 2 lc rgb tint(i), \
       part("texts") using (most_max * 1.3):(text_of(p)):"said" with labels left offset 0.8, 0 \
         noenhanced font text(0.8) textcolor rgb ink, \
       part("series") using (p == 1 ? least_min / 1.3 : NaN):"series":"label" with labels right \
         offset -1, 0 noenhanced textcolor rgb ink
  unset label 1; unset label 2; unset label 90; unset label 91; unset label 92
}
unset multiplot
