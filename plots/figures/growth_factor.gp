stats part("cost") using (plain = column("plain"), copy = column("copy"), 0) nooutput
known = NaN
stats part("cost") using (known = column("known"), 0) nooutput
# The rows of points of each panel, and the series of each row.
array first[4] = [1, 1, 1, 1]; array last[4] = [0, 0, 0, 0]; array row[128]
stats part("points") using (k = column("panel"), first[k] = last[k] > 0 ? first[k] : $0 + 1, \
  last[k] = $0 + 1, row[last[k]] = column("series"), 0) nooutput
stats part("points") using (column("panel") == 1 ? column("least") : NaN): \
  (column("panel") == 1 ? column("most") : NaN) nooutput name "time"
small = text(0.85)
# The axis is g - 1, logarithmic: there the factors lie apart. The two ways are drawn to either
# side.
g(p, i) = column("panel") == p && column("series") == i ? \
  (column("factor") - 1) * (i == 1 ? 0.95 : 1.05) : NaN
cost(g) = plain + copy / log(g)
set logscale x; set xrange [0.04:4]
set xtics ("1.05" 0.05, "1.125" 0.125, "1.25" 0.25, "1.5" 0.5, "" 0.618, "2" 1, "" 1.5, \
           "3" 2, "4" 3) font small offset 0, 0.4
set ytics font small; set errorbars small
theory = "with lines lc rgb 0x8c8c8c lw 1.2"
dots = 'for [i = 1:2] part("points") using (g(p, i)):"mean":"least":"most" with yerrorbars \
  pt point[i] ps 0.9 lw 1.4 lc rgb colour[i] title member(i)'
hovers = 'for [r = first[p]:last[p]] part("points") every ::r - 1::r - 1 using \
  (g(p, row[r])):"mean":"hover" with labels @hover title member(row[r])'
do for [i = 1:2] {
  set label 20 + i label[i] at screen 0.07 + (i - 1) * 0.25, 0.853 left textcolor rgb ink \
    font text(0.9) point pt point[i] ps 1.2 lc rgb colour[i] offset 1, -0.2
}
# The name of a panel, and those of lines at their right ends.
title = 'at graph 0, 1.07 left textcolor rgb ink font text(0.95)'
line = 'left textcolor rgb ink font small'

set multiplot
set lmargin at screen 0.05; set rmargin at screen 0.375
set tmargin at screen 0.77; set bmargin at screen 0.5
set label 1 "{/:Bold Time, ns per element}" @title
set logscale y; set ytics (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)
set yrange [(known < time_min_x ? known : time_min_x) / 2:time_max_y * 1.2]
set label 2 sprintf("fit: %.2g + %.2g / ln g", plain, copy) at graph 1.02, first cost(5) * 1.1 @line
set label 3 (known == known ? "n is known" : "") at graph 1.02, \
  first known == known ? known : 1 @line
p = 1
plot cost(1 + x) @theory, known with lines lc rgb 0x000000 dt 2 lw 1.2, \
     for [i = 1:2] part("points") using (g(p, i)):"low":(0):(column("high") - column("low")) \
       with vectors nohead lw 5 lc rgb colour[i] title member(i), @dots, @hovers

do for [k in "21 22 90 91 92"] { unset label int(k) }
set lmargin at screen 0.575; set rmargin at screen 0.86
set label 1 "{/:Bold Bytes copied, x the data}" @title
set yrange [0.2:40]; set ytics (0.2, 0.5, 1, 2, 5, 10, 20)
set label 2 "worst: g / (g-1)" at graph 1.02, first 1.5 @line
set label 3 "mean: 1 / ln g" at graph 1.02, first 0.65 @line
set label 4 "best: 1 / (g-1)" at graph 1.02, first 0.25 @line
set label 5 "realloc: the program copies nothing" at graph 0.02, graph 0.09 @line
p = 2
plot 1 / x @theory, 1 / log(1 + x) @theory dt 2, (1 + x) / x @theory, @dots, @hovers

unset label 5; unset logscale y
set lmargin at screen 0.05; set rmargin at screen 0.375
set tmargin at screen 0.4; set bmargin at screen 0.13
set xlabel "growth factor g" font small offset 0, 0.5
set label 1 "{/:Bold Address space reserved, x the data}" @title
set yrange [0.5:6]; set ytics 1
set label 2 "copied, worst: 1 + g" at graph 1.02, first 5.9 @line
set label 3 "realloc, worst: g" at graph 1.02, first 4.9 @line
set label 4 "copied, best: 1 + 1/g" at graph 1.02, first 1.45 @line
set label 5 "realloc, best: 1" at graph 1.02, first 0.8 @line
p = 3
plot 2 + x @theory, 1 + x @theory, 1 + 1 / (1 + x) @theory, 1 @theory, @dots, @hovers

set lmargin at screen 0.575; set rmargin at screen 0.86
unset label 5
set label 1 "{/:Bold Resident at the peak, x the data}" @title
set yrange [0.75:2.25]; set ytics 0.5
set label 2 "copied, worst: 2" at graph 1.02, first 2 @line
set label 3 "copied, best: 2 / g" at graph 1.02, first 1.15 @line
set label 4 "realloc: 1" at graph 1.02, first 0.98 @line
p = 4
if (last[4] == 0) { set label 6 "too little data to tell" at graph 0.03, graph 0.08 @line }
plot 2 @theory, x < 1 ? 2 / (1 + x) : NaN @theory, 1 @theory, @dots, @hovers
unset multiplot
