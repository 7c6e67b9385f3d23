stats part("edges") using (low = column("floor_low"), high = column("floor_high"), 0) nooutput
stats part("edges") using (left = column("left"), right = column("right"), 0) nooutput
set lmargin at screen bars_left; set rmargin at screen 0.80
set border 1; set grid noytics; unset ytics
set logscale x; set xrange [left / 1.1:right * 1.1]; set xlabel "new / base"
set xtics (0.1, 0.25, 0.5, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 4, 10)
set yrange [-0.7:series - 0.3]
set object 1 rectangle from first low, graph 0 to first high, graph 1 \
  fc rgb pale fs solid noborder behind
set arrow 1 from first 1, graph 0 to first 1, graph 1 nohead dt 2 lc rgb grey lw 1.5
small = text(series > 20 ? 0.7 : 1)
plot part("series") using "ratio":"row":"low":"high":"colour" \
       with xerrorbars pt 7 ps 0.9 lw 2 lc rgb variable, \
     part("series") using (right * 1.1):"row":"said":"colour" \
       with labels left offset 1, 0 noenhanced font small textcolor rgb variable, \
     part("series") using (left / 1.1):"row":"label" \
       with labels right offset -1, 0 noenhanced font small textcolor rgb ink
