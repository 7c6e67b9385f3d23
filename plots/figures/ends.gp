# ends.gp - the names of lines at the right of the panel that was just drawn, each tied to the end
# of its line by a leader: within `set multiplot`, load "plots/figures/ends.gp". `series` has end
# (the y of the line's end at the right edge; missing: no leader) and place (the y of the name;
# missing: no name).
# ends_left and ends_right are the screen's edges of the names, small their size.
array end[64]; array place[64]
stats part("series") using (end[$0 + 1] = column("end"), place[$0 + 1] = column("place")) nooutput
set yrange [GPVAL_Y_MIN:GPVAL_Y_MAX]; unset logscale x; set xrange [0:1]
unset xtics; unset ytics; unset border; unset grid; unset xlabel; unset ylabel
unset label; unset arrow; unset object
set lmargin at screen ends_left; set rmargin at screen ends_right
plot for [i = 1:series] "+" every ::0::0 using (0):(end[i]):(0.09):(place[i] - end[i]) \
       with vectors nohead lc rgb colour[i] lw 1 title member(i), \
     for [i = 1:series] "+" every ::0::0 using (0.13):(place[i]):(label[i]) \
       with labels left offset 0.5, 0 noenhanced font small textcolor rgb ink title member(i), \
     for [i = 1:series] "+" every ::0::0 using (0.1):(place[i]) \
       with points pt point[i] ps 0.9 lw 1.5 lc rgb colour[i] title member(i)
