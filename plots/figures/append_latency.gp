small = text(0.95)
array p9999[64]; array longest[64]; array own[64]
stats part("series") using (p9999[$0 + 1] = strcol("p9999"), \
  longest[$0 + 1] = strcol("longest"), own[$0 + 1] = strcol("own"), 0) nooutput
stats part("about") using (clock = column("clock_ns"), 0) nooutput
stats part("points") using "longest" nooutput name "longest"
low = clock > 12 ? 10 : clock / 2.0
set lmargin at screen 0.245; set rmargin at screen 0.675
set tmargin at screen 0.835; set bmargin at screen 0.175
set logscale x; set xrange [low:longest_max * 2]; set yrange [series + 0.6:0.4]
set xlabel "time of one append" offset 0, 0.3
set xtics ("10 ns" 10, "100 ns" 100, "1 us" 1e3, "10 us" 1e4, "100 us" 1e5, "1 ms" 1e6, \
  "10 ms" 1e7, "100 ms" 1e8, "1 s" 1e9) font small
unset ytics; set border 1; set errorbars 0.6
set object 1 rect from low, graph 0 to clock, graph 1 fc rgb pale fs solid noborder behind
set label 1 sprintf("the clock: %.0f ns", clock) at sqrt(low * clock), graph 0.03 left \
  rotate by 90 font text(0.8) textcolor rgb grey
set label 10 "p99.99" at screen 0.75, 0.86 right font small textcolor rgb grey
set label 11 "longest seen" at screen 0.87, 0.86 right font small textcolor rgb grey
set label 12 "its own pause" at screen 0.99, 0.86 right font small textcolor rgb grey
set multiplot
plot for [i = 1:series] part("points") every ::i - 1::i - 1 using \
       "p9999":(i):(column("usual") - column("p9999")):(0) with vectors nohead \
       lc rgb colour[i] + (0x90 << 24) lw 2.5 title member(i), \
     for [i = 1:series] part("points") every ::i - 1::i - 1 using "p9999":(i):"least":"most" \
       with xerrorbars lc rgb colour[i] lw 1.5 pt point[i] ps 0.7 title member(i), \
     for [i = 1:series] part("points") every ::i - 1::i - 1 using \
       "usual":(i):"shortest":"longest" with xerrorbars lc rgb colour[i] lw 1.5 pt point[i] \
       ps 1.6 title member(i), \
     for [i = 1:series] part("points") every ::i - 1::i - 1 using "p9999":(i):"p9999_hover" \
       with labels @hover title member(i), \
     for [i = 1:series] part("points") every ::i - 1::i - 1 using "usual":(i):"hover" \
       with labels @hover title member(i)
# Names and numbers, on the same rows.
unset label; unset object; unset logscale; unset border; unset tics; unset grid; unset xlabel
set lmargin at screen 0; set rmargin at screen 1; set xrange [0:1]
plot for [i = 1:series] "+" every ::0::0 using (0.022):(i) with points pt point[i] ps 1.1 \
       lc rgb colour[i] title member(i), \
     for [i = 1:series] "+" every ::0::0 using (0.037):(i):(label[i]) with labels left \
       noenhanced font small textcolor rgb ink title member(i), \
     for [i = 1:series] "+" every ::0::0 using (0.75):(i):(p9999[i]) with labels right \
       font small textcolor rgb ink title member(i), \
     for [i = 1:series] "+" every ::0::0 using (0.87):(i):(longest[i]) with labels right \
       font small textcolor rgb ink title member(i), \
     for [i = 1:series] "+" every ::0::0 using (0.99):(i):(own[i]) with labels right \
       font small textcolor rgb ink title member(i)
unset multiplot
