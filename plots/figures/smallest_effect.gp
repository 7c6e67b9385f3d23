array percent[64]
stats part("series") using (percent[$0 + 1] = column("percent"), 0) nooutput
stats part("kinds") using (rows = $0 + 1, left = column("left"), right = column("right"), 0) \
  nooutput
edge = 0.05 * (right - left)
set lmargin at screen 0.12; set rmargin at screen 0.84
set tmargin at screen 0.78; set errorbars small
set border 1; set grid noytics; unset ytics; set xlabel "slower, percent"
set xrange [left - edge:right + edge]; set yrange [rows - 0.4:-0.6]
do for [i = 1:series] {
  set arrow i from first percent[i], graph 0 to first percent[i], graph 1 nohead dt 2 \
    lc rgb colour[i] lw 1.5
  set label i label[i] at screen 0.04 + (i - 1) * 0.22, 0.853 left noenhanced textcolor rgb ink \
    point pt point[i] ps 1.2 lw 1.5 lc rgb colour[i] offset 1.2, -0.2
}
set label 80 "can show" at screen 0.865, 0.795 left textcolor rgb grey
plot for [i = 1:series] part("points") using (of(i, "slower")):"row":"low":"high" \
       with xerrorbars pt point[i] ps 0.8 lw 1.5 lc rgb colour[i] title member(i), \
     for [i = 1:series] part("points") using (of(i, "slower")):"row":"hover" \
       with labels @hover title member(i), \
     part("kinds") using (left - edge):"row":"kind" with labels right offset -1, 0 noenhanced \
       textcolor rgb ink, \
     part("kinds") using (right + edge):"row":"said" with labels left offset 1, 0 noenhanced \
       textcolor rgb ink
