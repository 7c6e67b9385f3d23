array dash[64]
stats part("series") using (dash[$0 + 1] = column("dash"), 0) nooutput
stats part("points") using "buffer" nooutput name "buffer"
small = text(0.8)
do for [i = 1:series] {
  set label i "".(dash[i] == 1 ? "■ " : "- - ").label[i] at screen 0.06 + (i - 1) * 0.155, 0.84 \
    left font small noenhanced textcolor rgb colour[i]
}
set logscale xy; set xrange [buffer_min / 1.4:buffer_max * 1.4]; set yrange [*:*]
set xtics ("4 KiB" 4096, "" 16384, "64 KiB" 65536, "" 262144, "1 MiB" 1048576, "" 4194304, \
           "16 MiB" 16777216, "" 67108864) font small
set ytics font small; set format y "%g"
array title[2] = ["wall time, ns per element", "system calls"]
array y[2] = ["ns", "calls"]
set multiplot
set tmargin at screen 0.75; set bmargin at screen 0.15
do for [p = 1:2] {
  set lmargin at screen (p == 1 ? 0.06 : 0.57); set rmargin at screen (p == 1 ? 0.47 : 0.97)
  set label 80 title[p] at graph 0, 1.05 left font small textcolor rgb ink
  plot for [i = 1:(p == 1 ? series : 0)] part("points") using (of(i, "buffer")):"low":"high" \
         with filledcurves fc rgb colour[i] fs transparent solid 0.2 noborder, \
       for [i = 1:series] part("points") using (of(i, "buffer")):(column(y[p])) with linespoints \
         lc rgb colour[i] lw 2 dt dash[i] pt 7 ps (dash[i] == 1 ? 0.5 : 0)
  unset label
}
unset multiplot
