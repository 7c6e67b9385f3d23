array name[16]; array tint[16]
stats part("legend") using (name[$0 + 1] = strcol("part"), tint[$0 + 1] = column("colour")) nooutput
parts = int(STATS_records)
stats part("edge") using (edge = column("ns") / 1e6, measured = column("measured"), 0) nooutput
stats part("texts") using "place" nooutput
columns = int(STATS_max)
array at[2] = [columns > 1 ? 0.81 : 0.985, 0.985]
array head[2] = ["ms, in all", "ns, a read at random"]
size = series > 24 ? 0.75 : series > 14 ? 0.88 : 1
small = text(size)
names = 0.02 + (bars_left - 0.02) * size
above = 0.815
set lmargin at screen names + 0.01; set rmargin at screen columns > 1 ? 0.66 : 0.82
set tmargin at screen 0.79; set bmargin at screen 0.15
set border 1; set grid noytics; unset ytics
set xrange [0:edge * 1.02]; set xlabel "ms by the clock"
set yrange [series + 0.6:0.4]
# The key, in the order of the parts.
left = 0.015
do for [k = 1:parts] {
  set object k rectangle from screen left, 0.846 to screen left + 0.02, 0.871 fc rgb tint[k] \
    fs solid border rgb grey lw 0.5
  set label k name[k] at screen left + 0.026, 0.858 left noenhanced font text(0.85) \
    textcolor rgb ink
  left = left + 0.058 + 0.0082 * strlen(name[k])
}
row = 'for [i = 1:measured] part("totals") every ::i - 1::i - 1 using'
set multiplot
plot for [i = 1:measured] part("parts") using (of(i, "to_ms")):"series":"from_ms":"to_ms": \
       (i - 0.36):(i + 0.36):"colour" with boxxyerror fc rgb variable fs solid \
       border lc rgb grey lw 0.5 \
       title member(i), \
     @row (column("cut") == 1 ? NaN : column("ms")):"series":"low":"high" \
       with xerrorbars pt 0 lw 1.5 lc rgb ink title member(i), \
     for [k = 1:2] part("totals") using (column("cut") == 1 ? edge * (0.94 + 0.01 * k) : NaN): \
       (column("series") + 0.36):(edge * 0.01):(-0.72) with vectors nohead lc rgb 0xffffff lw 2, \
     for [i = 1:measured] part("parts") using ((of(i, "from_ms") + column("to_ms")) / 2): \
       "series":"hover" with labels @hover title member(i), \
     for [i = measured + 1:series] part("notes") every ::i - measured - 1::i - measured - 1 \
       using (0):"series":"text" with labels left offset 0.5, 0 noenhanced font small \
       textcolor rgb grey title member(i)
load "plots/figures/columns.gp"
unset multiplot
