# How do other people's arrays compare?
# Largest n. Left: CPU time of append and gather. Right: peak memory; hatched: pages of a file. Both axes are logarithmic.
# Read: A line of the grid to the right is ten times slower, or twice as large. By blocks numpy is near C; one
# Read: element at a time through Python objects is not, and a list of them needs many times the data.
# Place: 8
# Suite: peers
array hatched[64]; array kind[8]; array kind_colour[8]
stats table index 0 using (hatched[$0 + 1] = $8, 0) nooutput
stats table index 1 using (kind[$0 + 1] = strcol(1), kind_colour[$0 + 1] = $2, 0) nooutput
kinds = int(STATS_records)
stats table index 0 using 4 nooutput name "ns"
stats table index 0 using 6 nooutput name "peak"
set border 1; unset ytics; set grid noytics; set logscale x; set format x "%g"
set yrange [-0.6:series - 0.4]
# Many rows: smaller letters, and more room for them.
size = series > 26 ? 0.62 : series > 20 ? 0.7 : series > 16 ? 0.8 : 1
rows = text(size); numbers = text(0.92 * size)
bottom = series > 16 ? 0.135 : 0.175
bar = 0.36
do for [k = 1:kinds] {
  set label k "■ ".kind[k] at screen 0.225 + (k - 1) * 0.19, 0.858 left noenhanced font text(0.9) textcolor rgb kind_colour[k]
}
set bmargin at screen bottom; set tmargin at screen 0.84
set multiplot
set lmargin at screen 0.225; set rmargin at screen 0.66
set xrange [0.5:ns_max * (series > 16 ? 25 : 60)]; set xlabel "ns per element" offset 0, 0.4
plot for [i = 1:series] table index 0 every ::i-1::i-1 using 4:3:(0.5):4:($3 - bar):($3 + bar) with boxxyerror \
       fc rgb colour[i] fs solid noborder, \
     table index 0 using 4:3:5 with labels left offset 0.7, 0 noenhanced font numbers textcolor rgb ink, \
     table index 0 using (0.5):3:1 with labels right offset -1, 0 noenhanced font rows textcolor rgb ink
do for [k = 1:kinds] { unset label k }
unset label 90; unset label 91; unset label 92
set lmargin at screen 0.71; set rmargin at screen 0.97
set xrange [0.8:peak_max * 2.2]; set xtics (1, 2, 4, 8, 16, 32); set xlabel "peak memory, multiples of the data"
plot for [i = 1:series] table index 0 every ::i-1::i-1 using 6:3:(0.8):6:($3 - bar):($3 + bar) with boxxyerror \
       fc rgb colour[i] fs pattern (hatched[i] > 0 ? 4 : 3) noborder, \
     table index 0 using 6:3:7 with labels left offset 0.7, 0 noenhanced font numbers textcolor rgb ink
unset multiplot
