# What became faster or slower?
# Time relative to the oracle, new / base; bars are 95 % intervals. Left is better. Grey: within the noise floor.
stats table index 1 using (low = $1, high = $2, 0) nooutput
stats table index 2 using (left = $1, right = $2, 0) nooutput
set lmargin at screen bars_left; set rmargin at screen 0.80
set border 1; set grid noytics; unset ytics
set logscale x; set xrange [left / 1.1:right * 1.1]; set xlabel "new / base"
set xtics (0.1, 0.25, 0.5, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 4, 10)
set yrange [-0.7:series - 0.3]
set object 1 rectangle from first low, graph 0 to first high, graph 1 fc rgb pale fs solid noborder behind
set arrow 1 from first 1, graph 0 to first 1, graph 1 nohead dt 2 lc rgb grey lw 1.5
small = text(series > 20 ? 0.7 : 1)
plot for [i = 1:series] table index 0 every ::i-1::i-1 using 4:3:5:6 with xerrorbars \
       pt 7 ps 0.9 lw 2 lc rgb colour[i], \
     table index 0 using (right * 1.1):3:7:2 with labels left offset 1, 0 noenhanced font small textcolor rgb variable, \
     table index 0 using (left / 1.1):3:1 with labels right offset -1, 0 noenhanced font small textcolor rgb ink
