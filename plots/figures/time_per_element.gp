small = text(1)
ends_left = 0.74; ends_right = 0.99
stats part("points") using "n" nooutput name "n"
stats part("points") using "low" nooutput name "least"
stats part("points") using "high" nooutput name "most"
array stop[64] = [1]; stops = 0 # a loop over none reads the first, too
stats part("stopped") using (stops = $0 + 1, stop[stops] = column("series"), 0) nooutput
set logscale xy
set xrange [n_min / 1.3:n_max]; set yrange [least_min / 1.5:most_max * 4]
set xlabel "elements n"; set format x "10^{%T}"
set label 1 "ns per element" at graph 0, 1.04 left textcolor rgb grey; set format y "%g"
set tmargin at screen 0.82; set lmargin at screen 0.085; set rmargin at screen ends_left
set multiplot
plot for [i = 1:series] part("points") using (of(i, "n")):"low":"high" with filledcurves \
       fc rgb colour[i] fs transparent solid 0.2 noborder title member(i), \
     for [i = 1:series] part("points") using (of(i, "n")):"ns" with linespoints \
       lc rgb colour[i] lw 2 dt dash[i] pt point[i] ps 0.8 title member(i), \
     for [i = 1:series] part("points") using (of(i, "n")):"ns":"hover" with labels @hover \
       title member(i), \
     for [k = 1:stops] part("stopped") every ::k - 1::k - 1 using "n":"ns":(0):(column("ns") * 2) \
       with vectors filled head lc rgb colour[stop[k]] lw 2 title member(stop[k]), \
     for [k = 1:stops] part("stopped") every ::k - 1::k - 1 using "n":"ns": \
       (strcol("label")."\n".strcol("note")) with labels left offset 1, 0 noenhanced \
       font text(0.9) textcolor rgb ink title member(stop[k])
load "plots/figures/ends.gp"
unset multiplot
