small = text(0.9)
array time[64]; array copied[64]
stats part("series") using (time[$0 + 1] = strcol("time"), copied[$0 + 1] = strcol("copied"), 0) \
  nooutput
stats part("points") using "n" nooutput name "n"
stats part("about") using (last = column("last"), least = column("least"), most = column("most"), \
  0) nooutput
array slow[8] = [1]; slows = 0 # a loop over none reads the first, too
stats part("extrapolation") using (slows = $0 + 1, slow[slows] = column("series"), 0) nooutput
set logscale xy
set xrange [n_min:last]; set xlabel "elements n"; set format x "10^{%T}"
set yrange [least:most]
set ytics ("1 us" 1e3, "1 ms" 1e6, "1 s" 1e9, "1 minute" 6e10, "1 hour" 3.6e12, "1 day" 8.64e13)
set label 3 "time of all appends" at graph 0, 1.04 left textcolor rgb grey font small
ends_left = 0.5; ends_right = 0.99
set lmargin at screen 0.095; set rmargin at screen ends_left; set tmargin at screen 0.82
set label 1 "power: time" at screen 0.87, 0.845 right textcolor rgb grey font small
set label 2 "copied bytes" at screen 0.995, 0.845 right textcolor rgb grey font small
# Sizes that are not fitted have no mark.
fitted(i) = column("fitted") > 0 ? of(i, "n") : NaN
right_of(n) = n * (last / n_min) ** 0.04
set multiplot
plot for [i = 1:series] part("points") using (of(i, "n")):"low":"high" with filledcurves \
       fc rgb colour[i] fs transparent solid 0.2 noborder title member(i), \
     for [i = 1:series] part("points") using (of(i, "n")):"ns" with lines lc rgb colour[i] lw 1.5 \
       dt dash[i] title member(i), \
     for [i = 1:series] part("points") using (fitted(i)):"ns" with points pt point[i] ps 0.6 \
       lc rgb colour[i] title member(i), \
     for [i = 1:series] part("points") using (of(i, "n")):"ns":"hover" with labels @hover \
       title member(i), \
     for [k = 1:slows] part("extrapolation") every ::k - 1::k - 1 using "n":"ns": \
       (column("end_n") - column("n")):(column("end_ns") - column("ns")) with vectors filled head \
       dt 2 lw 1.5 lc rgb colour[slow[k]] title member(slow[k]), \
     for [k = 1:slows] part("extrapolation") every ::k - 1::k - 1 using \
       (right_of(column("end_n"))):"place":"note" with labels left offset 1, 0 \
       noenhanced font small textcolor rgb ink \
       title member(slow[k]), \
     for [k = 1:slows] part("extrapolation") every ::k - 1::k - 1 using \
       (right_of(column("end_n"))):"place" with points pt point[slow[k]] ps 0.8 \
       lc rgb colour[slow[k]] title member(slow[k])
load "plots/figures/ends.gp"
# The two powers behind the names: a panel as wide as the screen.
set lmargin at screen 0; set rmargin at screen 1
plot for [i = 1:series] "+" every ::0::0 using (0.87):(place[i]):(time[i]) \
       with labels right noenhanced font small textcolor rgb ink title member(i), \
     for [i = 1:series] "+" every ::0::0 using (0.995):(place[i]):(copied[i]) \
       with labels right noenhanced font small textcolor rgb ink title member(i)
unset multiplot
