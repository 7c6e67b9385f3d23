stats part("axes") using (left = column("left"), right = column("right"), \
  bottom = column("bottom"), top = column("top"), size = column("size"), 0) nooutput
# A slide's type is larger, and the places of names are the same.
small = text(size * (format eq "pdf" ? 0.72 : 1))
stats part("points") using (measured = $0 + 1, 0) nooutput
set rmargin at screen 0.97
set logscale xy; set format x "%g"; set format y "%g x"
set xrange [left:right]; set yrange [bottom:top]
set xtics (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000)
set ytics (1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128)
set xlabel "ns per element: CPU time of append and gather"
set ylabel "peak memory, multiples of the data" offset 0.5
set arrow 1 from graph 0, first 1 to graph 1, first 1 nohead dt 2 lc rgb grey lw 1.5
each = 'for [i = 1:series] part("series") every ::i - 1::i - 1 using'
done = 'for [i = 1:measured] part("points") every ::i - 1::i - 1 using'
stopped = 'for [i = measured + 1:series] part("stopped") \
  every ::i - measured - 1::i - measured - 1 using'
set style textbox opaque noborder fillcolor rgb 0xffffff margins 0.3, 0.2
plot part("corner") using "x":"y":"text" with labels left font small textcolor rgb grey, \
     part("front") using "ns":"peak" with steps lc rgb 0xb0b0b0 lw 1.5, \
     @each "ns":"peak":(column("to_x") - column("ns")):(column("to_y") - column("peak")) \
       with vectors nohead lc rgb colour[i] lw 0.8 title member(i), \
     @each "x":"y":"text" with labels left boxed noenhanced font small textcolor rgb ink \
       title member(i), \
     @done "ns":"peak":"low":"high" with xerrorbars pt point[i] ps 1.1 lw 1.8 lc rgb colour[i] \
       title member(i), \
     @done "ns":"peak":"hover" with labels @hover title member(i), \
     @stopped (right / 1.04):"peak":(right - right / 1.04):(0) with vectors filled head \
       lc rgb colour[i] lw 2 title member(i), \
     @stopped (right):"peak":"hover" with labels @hover title member(i)
