# Marks of several machines, one below the other, in the row of each strategy.
stats part("edges") using (rows = column("rows"), left = column("left"), right = column("right"), \
  0) nooutput
wide = 0; names = 0
stats part("rows") using (wide = strlen(strcol("label")) > wide ? strlen(strcol("label")) : wide, \
  0) nooutput
do for [i = 1:series] { names = strlen(label[i]) > names ? strlen(label[i]) : names }
rest = ""; stats part("rest") using (rest = "Without a time: ".strcol("text"), 0) nooutput
small = text(rows > 18 ? 0.8 : 0.9)
edge = 0.97 - 0.009 * (names < 24 ? names : 24)
set lmargin at screen 0.03 + 0.0086 * (wide < 40 ? wide : 40)
set rmargin at screen edge
set border 1; set grid noytics; unset ytics
set logscale x; set xrange [left / 1.1:right * 1.1]; set format x "%g"
set xtics (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
set xlabel "time, relative to the baseline of the same machine"
set yrange [rows - 0.4:-0.6]
set arrow 1 from first 1, graph 0 to first 1, graph 1 nohead dt 2 lc rgb grey \
  lw 1.5 front
step = series < 13 ? 0.05 : 0.65 / series
do for [i = 1:series] {
  set label i label[i] at screen edge + 0.015, 0.82 - i * step left noenhanced offset 0.8, 0 \
    font text(0.85) textcolor rgb ink point pt point[i] ps 1 lc rgb colour[i]
}
set label 80 rest at screen 0.985, 0.022 right noenhanced font text(0.8) textcolor rgb grey
plot part("stripes") using (1):"row":(left / 1.1):(right * 1.1):(column("row") - 0.5): \
       (column("row") + 0.5) with boxxyerror fc rgb 0xf5f5f5 fs solid noborder, \
     for [i = 1:series] part("dots") using (of(i, "ratio")):"y":"low":"high" with xerrorbars \
       pt point[i] ps (rows > 18 ? 0.6 : 0.9) lw 1.5 lc rgb colour[i] title member(i), \
     for [i = 1:series] part("dots") using (of(i, "ratio")):"y":"hover" with labels @hover \
       title member(i), \
     part("rows") using (left / 1.1):"row":"label" with labels right offset -1, 0 noenhanced \
       font small textcolor rgb ink
