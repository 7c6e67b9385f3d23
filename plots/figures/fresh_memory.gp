stats part("points") using "low" nooutput name "least"
stats part("points") using "high" nooutput name "most"
# The rows of points of each panel, and the series of each row.
array first[2] = [1, 1]; array last[2] = [0, 0]; array row[128]
stats part("points") using (k = column("panel"), first[k] = last[k] > 0 ? first[k] : $0 + 1, \
  last[k] = $0 + 1, row[last[k]] = column("series"), 0) nooutput
array name[2] = ["", ""]
stats part("panels") using (name[column("panel")] = strcol("name"), 0) nooutput
stats part("legend") using (warm = strcol("warm"), idle = strcol("idle"), 0) nooutput
# Hollow: small pages; filled: huge pages. Round: used just before; square: idle.
mark(p, idle) = idle ? (p == 1 ? 4 : 5) : (p == 1 ? 6 : 7)
small = text(0.9)
names = bars_left * 0.9
columns = 2; above = 0.78
array at[2] = [0.59, 0.985]
array head[2] = ["idle / used", "idle / used"]
wide = 0.46 - names
set errorbars 0; set border 1; unset ytics; set grid noytics; set logscale x; set format x "%g"
set yrange [series + 0.6:0.4]; set xrange [least_min / 1.3:most_max * 1.3]
set xtics (0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128); set xlabel "ns per element"
set tmargin at screen 0.755; set bmargin at screen 0.175
set label 1 "○ ● ".warm at screen 0.03, 0.85 left noenhanced textcolor rgb ink
set label 2 "□ ■ ".idle at screen 0.4, 0.85 left noenhanced textcolor rgb ink
do for [i = 1:series] {
  set arrow 100 + i from graph 0, first i to graph 1, first i nohead lc rgb pale lw 0.6 back
}
is(p, i, k) = column("panel") == p && column("series") == i && column("idle") == k
set multiplot
do for [p = 1:2] {
  set label 10 "{/:Bold ".name[p]."}" at graph 0, 1.045 left textcolor rgb ink
  set lmargin at screen p == 1 ? names + 0.01 : 0.62
  set rmargin at screen (p == 1 ? names + 0.01 : 0.62) + 0.2
  plot for [k = 0:1] for [i = 1:series] part("points") using (is(p, i, k) ? column("ns") : NaN): \
         "series":"low":"high" with xerrorbars pt mark(p, k) ps 1.4 lw 2 lc rgb colour[i] \
         title member(i), \
       for [r = first[p]:last[p]] part("points") every ::r - 1::r - 1 using "ns":"series":"hover" \
         with labels @hover title member(row[r])
  unset label 1; unset label 2; unset label 90; unset label 91; unset label 92
}
load "plots/figures/columns.gp"
unset multiplot
