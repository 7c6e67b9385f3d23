array percent[64]
stats part("series") using (percent[$0 + 1] = column("percent"), 0) nooutput
stats part("kinds") using (rows = $0 + 1, left = column("left"), right = column("right"), 0) \
  nooutput
edge = 0.05 * (right - left)
set lmargin at screen 0.13; set rmargin at screen 0.86
set border 1; set grid noytics; unset ytics; set xlabel "slower, percent"
set xrange [left - edge:right + edge]; set yrange [rows - 0.4:-0.6]
do for [i = 1:series] {
  set arrow i from first percent[i], graph 0 to first percent[i], graph 1 nohead dt 2 lc rgb grey
}
plot for [i = 1:series] part("points") using (of(i, "slower")):"row":"low":"high" \
       with xerrorbars pt 7 ps 0.6 lw 1.5 lc rgb colour[i], \
     part("kinds") using (left - edge):"row":"kind" with labels right offset -1, 0 noenhanced \
       textcolor rgb ink, \
     part("kinds") using (right + edge):"row":"said" with labels left offset 1, 0 noenhanced \
       textcolor rgb ink
