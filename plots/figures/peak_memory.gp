set lmargin at screen bars_left; set rmargin at screen 0.97
set border 1; set grid noytics; unset ytics
stats part("series") using "outline" nooutput
set yrange [0.4:series + 0.6]
set xrange [0:STATS_max * 1.45]; set xlabel "peak resident memory, multiples of the data"
set arrow 1 from first 1, graph 0 to first 1, graph 1 nohead dt 2 lc rgb grey lw 1.5 front
set label 1 "the data" at first 1, graph 1.02 center font text(0.8) textcolor rgb grey
# Boxes from one column to the next, around the row.
low(i) = i - 0.33; high(i) = i + 0.33
plot for [i = 1:series] part("series") \
       using (of(i, "anonymous")):"series":(0):"anonymous":(low(i)):(high(i)) \
       with boxxyerror fc rgb colour[i] fs solid noborder, \
     for [i = 1:series] part("series") \
       using (of(i, "resident")):"series":"anonymous":"resident":(low(i)):(high(i)) \
       with boxxyerror lc rgb colour[i] fs pattern 4 border rgb colour[i], \
     for [i = 1:series] part("series") \
       using (of(i, "peak")):"series":"append_peak":"peak":(low(i)):(high(i)) \
       with boxxyerror fc rgb colour[i] fs transparent solid 0.45 noborder, \
     for [i = 1:series] part("series") \
       using (of(i, "outline")):"series":(0):"outline":(low(i)):(high(i)) \
       with boxxyerror lc rgb colour[i] fs empty border rgb colour[i], \
     part("series") using "outline":"series":"text" with labels left offset 1, 0 noenhanced \
       textcolor rgb ink, \
     part("series") using (0):"series":"label" with labels right offset -1, 0 noenhanced \
       textcolor rgb ink
