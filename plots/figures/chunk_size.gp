# How large should a chunk be?
# CPU time against the bytes in a chunk, the same data in all; dashed: a vector, which has no chunks.
# Read: Above: small chunks pay for an allocation each; then the lines stay flat. Gather is a copy, whatever the chunk.
# Read: Below: in order a list costs a division an element to know the chunk, at any size. At random it is walked
# Read: link by link, so that larger chunks are faster in proportion; a directory needs one load more than a vector.
# Needs: two sizes of chunks, and a vector beside them
# Suite: chunk_size
# Place: 8
array dash[64]
stats table index 0 using (dash[$0 + 1] = $3, 0) nooutput
small = text(0.8)
do for [i = 1:series] {
  set label i "".(dash[i] == 1 ? "■ " : "- - ").label[i] at screen 0.075 + (i - 1) * 0.21, 0.845 left noenhanced textcolor rgb colour[i]
}
stats table index 1 using 1 nooutput name "chunk"
set logscale x 2; set xrange [chunk_min / 1.4:chunk_max * 1.4]
set xtics ("64 B" 64, "" 256, "1 KiB" 1024, "" 4096, "16 KiB" 16384, "" 65536, "256 KiB" 262144, "" 1048576, "4 MiB" 4194304, "" 16777216)
set xtics font small; set ytics font small; set yrange [0:*]
array title[4] = ["append", "append and gather", "read in order", "read at random"]
set multiplot
do for [p = 1:4] {
  set lmargin at screen (p % 2 ? 0.06 : 0.56); set rmargin at screen (p % 2 ? 0.47 : 0.97)
  set tmargin at screen (p < 3 ? 0.765 : 0.41); set bmargin at screen (p < 3 ? 0.505 : 0.15)
  set label 80 title[p].", ns per ".(p == 4 ? "read" : "element") at graph 0, 1.07 left font small textcolor rgb ink
  if (p == 4) { set logscale y; set yrange [*:*]; set format y "10^{%T}" }
  plot for [i = 1:series] table index i using 1:6:7 with filledcurves \
         fc rgb colour[i] fs transparent solid (p == 2 ? 0.2 : 0) noborder, \
       for [i = 1:series] table index i using 1:p + 1 with linespoints \
         lc rgb colour[i] lw 2 dt dash[i] pt 7 ps (dash[i] == 1 ? 0.5 : 0)
  unset label
}
unset multiplot
