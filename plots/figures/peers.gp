# Left the names, then the marks, then columns of numbers at the right.
rows = 0; columns = 0; array stopped[64]; array row[64]; array head[4]
stats part("series") using (rows = $0 + 1, stopped[rows] = strcol("stopped"), \
  row[rows] = column("row"), 0) nooutput
stats part("columns") using (columns = $0 + 1, head[columns] = strcol("head"), 0) nooutput
stats part("edges") using (least = column("least"), most = column("most"), \
  two = column("two"), 0) nooutput
signs = 0; array sign[8]
stats part("legend") using (signs = $0 + 1, sign[signs] = strcol("text"), 0) nooutput
last = row[rows]; left_edge = least / 1.15; edge = most * 1.25
small = text(last > 24 ? 0.76 : 0.85)
set lmargin at screen 0.03 + 0.0082 * (longest < 32 ? longest : 32)
set rmargin at screen 0.975 - 0.082 * columns
set tmargin at screen 0.83; set bmargin at screen 0.185
set border 1; unset ytics; set grid noytics; set logscale x; set format x "%g"
set xrange [left_edge:edge]; set yrange [last + 0.7:-0.9]
set xtics (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) font small offset 0, 0.5
set label 1 "time / time of the program that knows n, on the same pages; 95 % intervals" \
  at graph 0.5, screen 0.121 center font text(0.85) textcolor rgb ink
at(k) = graph_right + 0.082 * k - 0.005
graph_right = 0.975 - 0.082 * columns
do for [k = 1:columns] {
  set label 9 + k head[k] at screen at(k), first -0.4 right noenhanced font text(0.85) \
    textcolor rgb ink
}
kinds = 0; array kind[8]; array kind_colour[8]; array kind_point[8]
stats part("kinds") using (kinds = $0 + 1, kind[kinds] = strcol("name"), \
  kind_colour[kinds] = column("colour"), kind_point[kinds] = column("point"), 0) nooutput
do for [k = 1:kinds] {
  set label 20 + k kind[k] at screen 0.025 + (k - 1) * 0.165, 0.075 left noenhanced offset 0.8, 0 \
    font text(0.78) textcolor rgb ink point pt kind_point[k] ps 0.9 lc rgb kind_colour[k]
}
# What the marks mean, one behind the other.
right = 0.015
do for [k = 1:signs] {
  set label 30 + k sign[k] at screen right, 0.861 left noenhanced font text(0.85) textcolor rgb ink
  right = right + 0.007 * strlen(sign[k]) + 0.017
}
# Side by side only where there are two.
aside = two > 0 ? 0.16 : 0
do for [i = 1:rows] {
  if (strlen(stopped[i]) > 0) {
    set arrow 10 + i from graph 0.93, first row[i] to graph 1, first row[i] filled lw 2 \
      lc rgb colour[i]
    set label 40 + i stopped[i] at graph 0.92, first row[i] right noenhanced font small \
      textcolor rgb ink
  }
}
set arrow 1 from first 1, graph 0 to first 1, graph 1 nohead back dt 2 lc rgb ink lw 1.2
plot part("heads") using (column("x")):(column("row") + 0.5):(0): \
         (column("last") - column("row")) with vectors nohead lw 1.2 dt 3 lc rgb grey, \
     part("heads") using (left_edge):"row":"text" with labels right offset -0.8, 0 noenhanced \
       font small textcolor rgb grey, \
     part("heads") using (column("x")):"row":"alone" with labels left offset -0.5, 0 noenhanced \
       font small textcolor rgb grey, \
     for [i = 1:series] part("series") every ::i - 1::i - 1 using "given":(column("row") - aside): \
       "given_low":"given_high" with xerrorbars pt point[i] - 1 ps 0.75 lw 1.3 lc rgb colour[i] \
       title member(i), \
     for [i = 1:series] part("series") every ::i - 1::i - 1 using "net":"row":"net_low":"net_high" \
       with xerrorbars pt 1 ps 0.7 lw 1.3 lc rgb grey title member(i), \
     for [i = 1:series] part("series") every ::i - 1::i - 1 using "huge":(column("row") + aside): \
       "huge_low":"huge_high" with xerrorbars pt point[i] ps 0.7 lw 1.3 lc rgb colour[i] \
       title member(i), \
     for [i = 1:series] part("series") every ::i - 1::i - 1 using (left_edge):"row":"label" \
       with labels right offset -0.8, 0 noenhanced font small textcolor rgb ink title member(i), \
     for [i = 1:series] part("series") every ::i - 1::i - 1 using (known(column("given"), 1)): \
       "row":"hover" with labels @hover title member(i), \
     for [k = 1:columns] part("texts") using (column("place") == k ? edge : NaN):"row":"text" \
       with labels right offset screen at(k) - graph_right, 0 noenhanced font small \
       textcolor rgb ink
