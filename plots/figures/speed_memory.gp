set rmargin at screen 0.95
stats part("plane") using (left = column("left"), right = column("right"), \
  bottom = column("bottom"), top = column("top"), payload = column("payload"), 0) nooutput
set logscale xy; set format "%g"
set xrange [left:right]; set yrange [bottom:top]
set xtics (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000)
set ytics (1, 2, 4, 6, 8, 12, 16, 24, 32, 64, 128, 256, 512)
set xlabel "ns per element: CPU time of append and gather"
set ylabel "bytes per element at the peak" offset -0.5
set arrow 1 from graph 0, first payload to graph 1, first payload nohead dt 2 lc rgb grey lw 1.5
set label 1 "the data" at graph 0.995, first payload right offset 0, -0.7 font text(0.8) \
  textcolor rgb grey
plot part("front") using "ns":"bytes" with steps lc rgb grey lw 1.5, \
     part("series") using "ns":"bytes":"sign":"colour" with points pt variable ps 1.2 lw 2 \
       lc rgb variable, \
     part("series") using "ns":"bytes":(column("label_ns") - column("ns")): \
       (column("label_bytes") - column("bytes")) with vectors nohead lc rgb 0xbbbbbb lw 0.7, \
     part("series") using "label_ns":"label_bytes":"label":"colour" with labels left noenhanced \
       textcolor rgb variable, \
     part("stopped") using (right * 0.97):"bytes":(right * 0.03):(0):"colour" with vectors \
       filled head lc rgb variable lw 2, \
     part("stopped") using (right * 0.965):"bytes":"text":"colour" with labels right noenhanced \
       textcolor rgb variable
