# Rings around diamonds around discs: all three are seen where they lie together.
array setting[3] = ["never", "madvise", "always"]
array name[3] = ["small pages alone", "huge where asked for", "huge pages everywhere"]
array mark[3] = [6, 12, 7]; array mark_size[3] = [1.9, 1.3, 0.8]
small = text(0.9)
names = 0.02 + (bars_left - 0.02) * 0.9
columns = 2; above = 0.815
array at[2] = [0.645, 0.985]
array head[2] = ["small / huge pages", "peak, small to huge"]
array row[128]; rows = 0 # the series of each row of points
stats part("points") using (rows = $0 + 1, row[rows] = column("series"), 0) nooutput
stats part("points") using "low" nooutput name "least"
stats part("points") using "high" nooutput name "most"
set tmargin at screen 0.79; set bmargin at screen 0.165
set errorbars 0; set border 1; unset ytics; set grid noytics; set logscale x; set format x "%g"
set yrange [series + 0.6:0.4]
do for [k = 1:3] {
  set label k name[k] at screen 0.04 + (k - 1) * 0.31, 0.858 left noenhanced textcolor rgb ink \
    point pt mark[k] ps mark_size[k] lc rgb ink lw 2 offset 1.2, -0.2
}
do for [i = 1:series] {
  set arrow 100 + i from graph 0, first i to graph 1, first i nohead lc rgb pale lw 0.6 back
}
is(i, k) = column("series") == i && strcol("pages") eq setting[k] ? 1 : NaN
points = "for [k = 1:3] for [i = 1:series] part('points') using "
style = "with xerrorbars pt mark[k] ps mark_size[k] lw 1.8 lc rgb colour[i] title member(i)"
set multiplot
set lmargin at screen names + 0.01; set rmargin at screen 0.47
set xrange [least_min / 1.2:most_max * 1.2]
set xtics (0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128); set xlabel "ns per element"
plot @points (is(i, k) * column("ns")):"series":"low":"high" @style, \
     for [r = 1:rows] part("points") every ::r - 1::r - 1 using "ns":"series":"hover" \
       with labels @hover title member(row[r])
do for [k = 1:3] { unset label k }
unset label 90; unset label 91; unset label 92
set lmargin at screen 0.67; set rmargin at screen 0.86
set autoscale x; set offsets graph 0.06, graph 0.06, 0, 0
set xtics (0.1, 1, 10, 100, "1k" 1000, "10k" 10000); set xlabel "page faults per MB"
plot @points (is(i, k) * column("faults")):"series":"faults_low":"faults_high" @style
unset offsets
load "plots/figures/columns.gp"
unset multiplot
