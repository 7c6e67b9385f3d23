# Left the labels, then the dots, then columns of numbers, which stand at the right edge.
array kind[8]; array kind_colour[8]
stats part("series") using "row" nooutput name "rows"
stats part("edges") using (least = column("least"), most = column("most"), 0) nooutput
stats part("missing") using (left_out = strcol("text"), 0) nooutput
last = rows_max; left_edge = least / 1.4; edge = most * 1.3
size = last > 26 ? 0.58 : last > 20 ? 0.66 : last > 14 ? 0.75 : 0.85
small = text(size); head = text(size * 1.05)
set border 1; unset ytics; set grid noytics; set logscale x; set format x "%g"
set yrange [last + 0.7:-1.6]; set xrange [left_edge:edge]
set xtics (0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000)
set tics font small; unset ytics
set xlabel "ns per element" font head offset 0, 0.9
set lmargin at screen 0.2; set rmargin at screen 0.5
set tmargin at screen 0.875; set bmargin at screen 0.15
column_at(k) = 1.5 + 13.2 * k
set label 1 "○ what the system gives (* asks for huge pages)    ● huge pages for all" \
  at screen 0.985, 0.955 right noenhanced font text(0.75) textcolor rgb ink
set label 2 left_out at screen 0.515, 0.115 left noenhanced font text(0.62) textcolor rgb grey
stats part("kinds") using (kinds = $0 + 1, kind[kinds] = strcol("name"), \
  kind_colour[kinds] = column("colour"), 0) nooutput
do for [k = 1:kinds] {
  set label 20 + k "■ ".kind[k] at screen 0.015 + (k - 1) * 0.17, 0.065 left noenhanced \
    font text(0.7) textcolor rgb kind_colour[k]
}
array heads[4] = ["○ to knowing n", "○ less its source", "● to knowing n", "peak / data"]
do for [k = 1:4] {
  set label 9 + k heads[k] at graph 1, first -1.1 left offset column_at(k - 1), 0 font head \
    textcolor rgb grey
}
mark(huge) = column("huge") == huge ? column("ns") : NaN
cell = "with labels left noenhanced font small textcolor rgb ink"
plot part("heads") using (column("alone")):(column("row") + 0.5):(0): \
         (column("last") - column("row")) with vectors nohead lw 1 dt 2 lc rgb grey, \
     part("heads") using (left_edge):"row":"text" with labels left offset 0.4, 0 noenhanced \
       font head textcolor rgb grey, \
     part("points") using (mark(0)):"row":"low":"high":"colour" with xerrorbars pt 6 ps 0.9 lw 1.2 \
       lc rgb variable, \
     part("points") using (mark(1)):"row":"low":"high":"colour" with xerrorbars pt 7 ps 0.8 lw 1.2 \
       lc rgb variable, \
     part("series") using (left_edge):"row":"label":"colour" with labels right offset -1, 0 \
       noenhanced font small textcolor rgb variable, \
     part("series") using (edge):"row":"given" @cell offset column_at(0), 0, \
     part("series") using (edge):"row":"net" @cell offset column_at(1), 0, \
     part("series") using (edge):"row":"huge" @cell offset column_at(2), 0, \
     part("series") using (edge):"row":"peak" @cell offset column_at(3), 0
