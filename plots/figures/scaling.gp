set lmargin at screen 0.1; set rmargin at screen 0.6; set tmargin at screen 0.815
array end_n[64]; array end_ns[64]; array place[64]; array time[64]; array copied[64]
stats part("series") using (i = column("series"), end_n[i] = column("end_n"), \
  end_ns[i] = column("end_ns"), place[i] = column("place"), time[i] = strcol("time"), \
  copied[i] = strcol("copied"), 0) nooutput
stats part("series") using "end_n" nooutput name "last_n"
stats part("series") using "end_ns" nooutput name "last_ns"
stats part("points") using "n" nooutput name "all_n"
stats part("points") using "ns" nooutput name "all_ns"
first_n = all_n_min; last = last_n_max; small = text(0.85)
set logscale xy
set xrange [first_n:last]; set xlabel "elements n"; set format x "10^{%T}"
set ytics ("1 µs" 1e3, "1 ms" 1e6, "1 s" 1e9, "1 minute" 6e10, "1 hour" 3.6e12, "1 day" 8.64e13, \
           "1 year" 3.156e16)
# From a line's end to a small table: its name, and the two powers.
set label 1 "p, time" at screen 0.805, 0.845 left textcolor rgb grey font small
set label 2 "p, copied bytes" at screen 0.995, 0.845 right textcolor rgb grey font small
style = "noenhanced font small textcolor rgb colour[i]"
do for [i = 1:series] {
  set arrow i from first end_n[i], first end_ns[i] to screen 0.617, first place[i] \
    nohead lc rgb colour[i] lw 0.7
  set label 100 + i label[i] at screen 0.622, first place[i] left @style
  set label 200 + i time[i] at screen 0.805, first place[i] left @style
  set label 300 + i copied[i] at screen 0.995, first place[i] right @style
}
# Measured lines end where they are too slow; what ten times as many would take stands in the empty
# corner, a line each: on logarithmic axes a distance is a factor.
fitted(a, b) = column("fitted") > 0 ? a : b
row = (last_ns_max / all_ns_min) ** 0.055
set yrange [all_ns_min / row ** 4:last_ns_max * row]
note_n = first_n * (last / first_n) ** 0.98
plot for [i = 1:series] part("points") using (of(i, "n")):"ns" with lines lc rgb colour[i] lw 1.5, \
     for [i = 1:series] part("points") using (of(i, "n")):(fitted(column("ns"), NaN)) \
       with points pt 7 ps 0.5 lc rgb colour[i], \
     for [i = 1:series] part("points") using (of(i, "n")):(fitted(NaN, column("ns"))) \
       with points pt 6 ps 0.5 lc rgb colour[i], \
     part("extrapolation") using "n":"ns":(column("end_n") - column("n")): \
       (column("end_ns") - column("ns")):"colour" with vectors nohead dt 2 lw 1.5 lc rgb variable, \
     part("extrapolation") using (note_n):(all_ns_min / row ** (3 - $0)):"note":"colour" \
       with labels right noenhanced font small textcolor rgb variable
