# How much of growth is page faults?
# CPU time, faults and peak memory of append and gather; three settings of huge pages for the same program.
# Read: A row is a strategy. Where ring, diamond and disc lie together, larger pages change nothing for it: it asks
# Read: for too little at a time, or its pages are a file's. madvise is what most systems have: 2 MiB pages where a
# Read: program asks. always means here that malloc and all mappings of the program ask.
# Needs: ten times the error of a peak (8 MB of data on two CPUs), and 20 strategies at most
# Place: 10
# Suite: page_size
array name[3] = ["4 KiB pages alone (never)", "2 MiB where asked for (madvise)", "2 MiB everywhere (always)"]
array tint[3] = [0xD55E00, 0x0072B2, 0x009E73]
array mark[3] = [6, 12, 7]; array size[3] = [1.8, 1.25, 0.7]
stats table index 0 using (least = $5, most = $6, 0) nooutput
set border 1; unset ytics; set grid noytics; set logscale x; set format x "%g"
set yrange [-0.6:series - 0.4]
set tmargin at screen 0.80
do for [k = 1:3] {
  set label k name[k] at screen 0.05 + (k - 1) * 0.32, 0.842 left noenhanced textcolor rgb tint[k] \
    point pt mark[k] ps size[k] lc rgb tint[k] lw 2 offset 1.2, 0
}
set label 9 "always to never" at screen 0.525, 0.806 left font text(0.75) textcolor rgb grey
do for [i = 1:series] { set arrow 100 + i from graph 0, first i - 1 to graph 1, first i - 1 nohead lc rgb pale lw 0.6 back }
set multiplot
set lmargin at screen bars_left; set rmargin at screen 0.52
set xrange [least / 1.15:most * 1.15]
set xtics (0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128); set xlabel "ns per element"
plot for [k = 1:3] table index k using 2:1 with points pt mark[k] ps size[k] lw 2 lc rgb tint[k], \
     table index 0 using (most * 1.15):3:4 with labels left offset 0.5, 0 noenhanced font text(0.85) textcolor rgb ink, \
     table index 0 using (least / 1.15):3:1 with labels right offset -1, 0 noenhanced textcolor rgb ink
do for [k = 1:3] { unset label k }
unset label 9; unset label 90; unset label 91; unset label 92
set lmargin at screen 0.64; set rmargin at screen 0.82
set autoscale x; set xtics (1, 10, 100, "1k" 1000, "10k" 10000); set xlabel "page faults per MB"
set offsets graph 0.06, graph 0.06, 0, 0
plot for [k = 1:3] table index k using 3:1 with points pt mark[k] ps size[k] lw 2 lc rgb tint[k]
unset logscale x; set lmargin at screen 0.86; set rmargin at screen 0.975
set xrange [0.9:*]; set xtics 0.5; set xlabel "peak / data"
plot for [k = 1:3] table index k using 4:1 with points pt mark[k] ps size[k] lw 2 lc rgb tint[k]
unset multiplot
