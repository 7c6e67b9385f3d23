array dash[64]
stats part("series") using (dash[$0 + 1] = column("dash"), 0) nooutput
stats part("points") using "chunk" nooutput name "chunk"
small = text(0.8)
do for [i = 1:series] {
  set label i "".(dash[i] == 1 ? "■ " : "- - ").label[i] at screen 0.075 + (i - 1) * 0.21, 0.845 \
    left noenhanced textcolor rgb colour[i]
}
set logscale x 2; set xrange [chunk_min / 1.4:chunk_max * 1.4]
set xtics ("64 B" 64, "" 256, "1 KiB" 1024, "" 4096, "16 KiB" 16384, "" 65536, "256 KiB" 262144, \
           "" 1048576, "4 MiB" 4194304, "" 16777216) font small
set ytics font small; set yrange [0:*]
array title[4] = ["append", "append and gather", "read in order", "read at random"]
array y[4] = ["append_ns", "ns", "scan_ns", "random_ns"]
set multiplot
do for [p = 1:4] {
  set lmargin at screen (p % 2 ? 0.06 : 0.56); set rmargin at screen (p % 2 ? 0.47 : 0.97)
  set tmargin at screen (p < 3 ? 0.765 : 0.41); set bmargin at screen (p < 3 ? 0.505 : 0.15)
  set label 80 title[p].", ns per ".(p == 4 ? "read" : "element") at graph 0, 1.07 left font small \
    textcolor rgb ink
  if (p == 4) { set logscale y; set yrange [*:*]; set format y "10^{%T}" }
  plot for [i = 1:(p == 2 ? series : 0)] part("points") using (of(i, "chunk")):"low":"high" \
         with filledcurves fc rgb colour[i] fs transparent solid 0.2 noborder, \
       for [i = 1:series] part("points") using (of(i, "chunk")):(column(y[p])) with linespoints \
         lc rgb colour[i] lw 2 dt dash[i] pt 7 ps (dash[i] == 1 ? 0.5 : 0)
  unset label
}
unset multiplot
