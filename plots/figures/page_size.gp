array pages[3] = ["never", "madvise", "always"]
array name[3] = ["4 KiB pages alone (never)", "2 MiB where asked for (madvise)", \
  "2 MiB everywhere (always)"]
array tint[3] = [0xD55E00, 0x0072B2, 0x009E73]
array mark[3] = [6, 12, 7]; array size[3] = [1.8, 1.25, 0.7]
row(k) = strcol("pages") eq pages[k] ? column("series") : NaN
stats part("settings") using "ns" nooutput
least = STATS_min / 1.15; most = STATS_max * 1.15
set border 1; unset ytics; set grid noytics; set logscale x; set format x "%g"
set yrange [0.4:series + 0.6]
set tmargin at screen 0.80
do for [k = 1:3] {
  set label k name[k] at screen 0.05 + (k - 1) * 0.32, 0.842 left noenhanced textcolor rgb tint[k] \
    point pt mark[k] ps size[k] lc rgb tint[k] lw 2 offset 1.2, 0
}
set label 9 "never / always" at screen 0.49, 0.806 left font text(0.75) textcolor rgb grey
do for [i = 1:series] {
  set arrow 100 + i from graph 0, first i to graph 1, first i nohead lc rgb pale lw 0.6 back
}
set multiplot
set lmargin at screen bars_left; set rmargin at screen 0.485
set xrange [least:most]
set xtics (0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128); set xlabel "ns per element"
plot for [k = 1:3] part("settings") using "ns":(row(k)) with points \
       pt mark[k] ps size[k] lw 2 lc rgb tint[k], \
     part("series") using (most):"series":"said" with labels left offset 0.5, 0 noenhanced \
       font text(0.75) textcolor rgb ink, \
     part("series") using (least):"series":"label" with labels right offset -1, 0 noenhanced \
       textcolor rgb ink
do for [k = 1:3] { unset label k }
unset label 9; unset label 90; unset label 91; unset label 92
set lmargin at screen 0.655; set rmargin at screen 0.82
set autoscale x; set xtics (1, 10, 100, "1k" 1000, "10k" 10000); set xlabel "page faults per MB"
set offsets graph 0.06, graph 0.06, 0, 0
plot for [k = 1:3] part("settings") using "faults_per_mb":(row(k)) with points \
       pt mark[k] ps size[k] lw 2 lc rgb tint[k]
unset logscale x; set lmargin at screen 0.86; set rmargin at screen 0.975
set xrange [0.9:*]; set xtics 0.5; set xlabel "peak / data"
plot for [k = 1:3] part("settings") using "peak":(row(k)) with points \
       pt mark[k] ps size[k] lw 2 lc rgb tint[k]
unset multiplot
