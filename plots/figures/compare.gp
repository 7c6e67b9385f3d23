# A row for each, the slower on top: a triangle upward is slower, one downward faster, a ring tied.
stats part("edges") using (low = column("floor_low"), high = column("floor_high"), 0) nooutput
stats part("edges") using (left = column("left"), right = column("right"), 0) nooutput
small = text(series > 18 ? 0.8 : 0.9)
set lmargin at screen 0.03 + 0.0086 * (longest < 40 ? longest : 40)
set rmargin at screen 0.79; set bmargin at screen 0.2
set border 1; set grid noytics; unset ytics
set logscale x; set xrange [left / 1.1:right * 1.1]; set format x "%g"
set xlabel "time, new / base" offset 0, 0.5
set xtics (0.1, 0.25, 0.5, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 4, 10)
set yrange [series + 0.7:0.3]
set object 1 rectangle from first low, graph 0 to first high, graph 1 \
  fc rgb pale fs solid noborder behind
set label 1 "Grey: less than half of these could be told apart." at screen 0.985, 0.065 right \
  font text(0.8) textcolor rgb grey
set arrow 1 from first 1, graph 0 to first 1, graph 1 nohead dt 2 lc rgb grey lw 1.5
plot for [i = 1:series] part("series") every ::i - 1::i - 1 using "ratio":"row":"low":"high" \
       with xerrorbars pt point[i] ps 1.1 lw 2 lc rgb colour[i] title member(i), \
     for [i = 1:series] part("series") every ::i - 1::i - 1 using "ratio":"row":"hover" \
       with labels @hover title member(i), \
     for [i = 1:series] part("series") every ::i - 1::i - 1 using (right * 1.1):"row":"said" \
       with labels left offset 1, 0 noenhanced font small textcolor rgb ink title member(i), \
     for [i = 1:series] part("series") every ::i - 1::i - 1 using (left / 1.1):"row":"label" \
       with labels right offset -1, 0 noenhanced font small textcolor rgb ink title member(i)
