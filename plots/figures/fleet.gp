# Dots of several machines, one below the other, in the row of each strategy.
stats part("edges") using (rows = column("rows"), left = column("left"), right = column("right"), \
  0) nooutput
longest = 0
stats part("rows") using (longest = strlen(strcol("label")) > longest ? strlen(strcol("label")) \
  : longest, 0) nooutput
small = text(rows > 20 ? 0.7 : 1)
set lmargin at screen 0.03 + (rows > 20 ? 0.0069 : 0.0098) * (longest < 40 ? longest : 40)
set rmargin at screen 0.80
set border 1; set grid noytics; unset ytics
set logscale x; set xrange [left / 1.1:right * 1.1]; set format x "%g"
set xtics (0.02, 0.05, 0.1, 0.2, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)
set xlabel "time, relative to the baseline of the same machine"
set yrange [rows - 0.4:-0.6]
set arrow 1 from first 1, graph 0 to first 1, graph 1 nohead dt 2 lc rgb grey \
  lw 1.5 front
step = series < 13 ? 0.05 : 0.65 / series
do for [i = 1:series] {
  set label i "● ".label[i] at screen 0.815, 0.82 - i * step left noenhanced textcolor rgb colour[i]
}
plot part("stripes") using (1):"row":(left / 1.1):(right * 1.1):(column("row") - 0.5): \
       (column("row") + 0.5) with boxxyerror fc rgb 0xf5f5f5 fs solid noborder, \
     part("dots") using "ratio":"y":"low":"high":"colour" \
       with xerrorbars pt 7 ps (rows > 20 ? 0.5 : 0.8) lw 2 lc rgb variable, \
     part("rows") using (left / 1.1):"row":"label" \
       with labels right offset -1, 0 noenhanced font small textcolor rgb ink
