array p[16]; array longest[16]; array own[16]
stats part("series") using (p[$0 + 1] = strcol("p9999"), longest[$0 + 1] = strcol("longest"), \
  own[$0 + 1] = strcol("own"), 0) nooutput
stats part("about") using (n = column("n"), clock = column("clock_ns"), \
  ranks = strcol("ranks"), 0) nooutput
set lmargin at screen 0.085; set rmargin at screen 0.60
set logscale xy
low = clock > 12 ? 10 : clock / 2.0
set xrange [low:3e8]; set yrange [0.25 / n:1.3]
set xlabel "an append takes longer than"
set xtics ("10 ns" 10, "100 ns" 100, "1 us" 1e3, "10 us" 1e4, "100 us" 1e5, "1 ms" 1e6, \
  "10 ms" 1e7, "100 ms" 1e8)
set ylabel "share of appends" offset 1; set format y "10^{%T}"
set object 1 rect from low, graph 0 to clock, graph 1 fc rgb pale fs solid noborder behind
set label 1 sprintf("the clock: %.0f ns", clock) at sqrt(low * clock), graph 0.03 left \
  rotate by 90 font text(0.75) textcolor rgb grey
set arrow 1 from clock, 1e-4 to 3e8, 1e-4 nohead dt 2 lc rgb grey lw 1
set label 2 "p99.99" at 2.7e8, 1e-4 right offset 0, 0.6 font text(0.8) textcolor rgb grey
set arrow 2 from clock, 1.0 / n to 3e8, 1.0 / n nohead dt 2 lc rgb grey lw 1
set label 3 "one append in n" at clock * 1.3, 1.0 / n left offset 0, 0.6 font text(0.8) \
  textcolor rgb grey

# The list: what p99.99 says, and what the longest append was.
list = 0.77; line = 0.5 / (series + 1.5); if (line > 0.053) { line = 0.053 }
set label 10 "p99.99" at screen 0.805, list + line right font text(0.8) textcolor rgb grey
set label 11 "longest seen" at screen 0.905, list + line right font text(0.8) textcolor rgb grey
set label 12 "own" at screen 0.99, list + line right font text(0.8) textcolor rgb grey
do for [i = 1:series] {
  at = list - (i - 1) * line
  set label 20 + i label[i] at screen 0.615, at left noenhanced font text(0.85) \
    textcolor rgb colour[i]
  set label 40 + i p[i] at screen 0.805, at right noenhanced font text(0.85) textcolor rgb ink
  set label 60 + i longest[i] at screen 0.905, at right noenhanced font text(0.85) textcolor rgb ink
  set label 100 + i own[i] at screen 0.99, at right noenhanced font text(0.8) textcolor rgb ink
}
set label 13 ranks at screen 0.615, list - (series + 0.4) * line left noenhanced font text(0.85) \
  textcolor rgb grey
set label 14 "Dotted: the program that knows n, with the time" at screen 0.615, 0.215 left \
  font text(0.75) textcolor rgb grey
set label 15 "in which another program had the CPU." at screen 0.615, 0.18 left font text(0.75) \
  textcolor rgb grey
by(clock, x) = strcol("clock") eq clock ? x : NaN
plot for [i = 1:series] part("lines") using (by("ran", of(i, "ns"))):"share" with steps \
       lc rgb colour[i] lw 2, \
     part("lines") using (by("appends", column("ns"))):"share" with steps \
       lc rgb ink lw 1.5 dt 3, \
     part("series") using "longest_ns":(1.0 / n):"colour" with points pt 7 ps 1 lc rgb variable
