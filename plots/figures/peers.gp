# Left the labels, then the dots, then columns of numbers, which stand at the right edge.
stats part("series") using "row" nooutput name "rows"
stats part("points") using "low" nooutput name "least"
stats part("points") using "high" nooutput name "most"
stats part("heads") using "alone" nooutput name "source"
stats part("missing") using (left_out = strcol("text"), 0) nooutput
floor_ns = (source_records > 0 && source_min < least_min) ? source_min : least_min
last = rows_max
size = last > 26 ? 0.58 : last > 20 ? 0.66 : last > 14 ? 0.75 : 0.85
small = text(size); head = text(size * 1.05)
set border 1; unset ytics; set grid noytics; set logscale x; set format x "%g"
set yrange [last + 0.7:-1.6]; set xrange [floor_ns / 1.4:most_max * 1.3]
set xtics (0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000); set tics font small
set xlabel "ns per element" font head offset 0, 0.9
set lmargin at screen 0.2; set rmargin at screen 0.5
set tmargin at screen 0.875; set bmargin at screen 0.125
edge = most_max * 1.3
column_at(k) = 1.5 + 13.2 * k
set label 1 "○ what the system gives    ● huge pages for all    | the source alone" \
  at screen 0.985, 0.955 right noenhanced font text(0.75) textcolor rgb ink
set label 2 left_out at screen 0.985, 0.065 right noenhanced font text(0.7) textcolor rgb grey
set label 10 "to knowing n" at graph 1, first -1.1 left offset column_at(0), 0 font head textcolor rgb grey
set label 11 "less its source" at graph 1, first -1.1 left offset column_at(1), 0 font head textcolor rgb grey
set label 12 "huge pages for all" at graph 1, first -1.1 left offset column_at(2), 0 font head textcolor rgb grey
set label 13 "peak" at graph 1, first -1.1 left offset column_at(3), 0 font head textcolor rgb grey
mark(huge) = column("huge") == huge ? column("ns") : NaN
cell = "with labels left noenhanced font small textcolor rgb ink"
plot part("heads") using (column("alone")):(column("row") + 0.5):(0): \
         (column("last") - column("row")) with vectors nohead lw 1 dt 2 lc rgb grey, \
     part("heads") using (floor_ns / 1.4):"row":"text" with labels left offset 0.4, 0 noenhanced \
       font head textcolor rgb grey, \
     part("points") using (mark(0)):"row":"low":"high":"colour" with xerrorbars pt 6 ps 0.9 lw 1.2 \
       lc rgb variable, \
     part("points") using (mark(1)):"row":"low":"high":"colour" with xerrorbars pt 7 ps 0.8 lw 1.2 \
       lc rgb variable, \
     part("series") using (floor_ns / 1.4):"row":"label":"colour" with labels right offset -1, 0 \
       noenhanced font small textcolor rgb variable, \
     part("series") using (edge):"row":"given" @cell offset column_at(0), 0, \
     part("series") using (edge):"row":"net" @cell offset column_at(1), 0, \
     part("series") using (edge):"row":"huge" @cell offset column_at(2), 0, \
     part("series") using (edge):"row":"peak" @cell offset column_at(3), 0
