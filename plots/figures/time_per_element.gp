set logscale xy
set autoscale xfix; set offsets graph 0.02, graph 0.004, 0, 0
set xlabel "elements n"; set format x "10^{%T}"
set ylabel "ns per element" offset 1; set format y "%g"
array dash[64]
stats part("series") using (dash[column("series")] = column("dash")) nooutput
plot for [i = 1:series] part("points") using (of(i, "n")):"low":"high" with filledcurves \
       fc rgb colour[i] fs transparent solid 0.2 noborder, \
     for [i = 1:series] part("points") using (of(i, "n")):"ns" with linespoints \
       lc rgb colour[i] lw 2 dt dash[i] pt 7 ps 0.5, \
     part("series") using "n":"place":"label":"colour" \
       with labels left offset 1, 0 noenhanced textcolor rgb variable, \
     part("stopped") using "n":"ns":(0):(column("ns") * 3):"colour" \
       with vectors filled head lc rgb variable lw 2, \
     part("stopped") using "n":(column("ns") * 3):"note":"colour" \
       with labels left offset 1, 0 noenhanced textcolor rgb variable
