set lmargin at screen bars_left; set rmargin at screen 0.97; set tmargin at screen 0.80
set border 1; set grid noytics; unset ytics
array name[16]; array tint[16]
stats part("legend") using (name[$0 + 1] = strcol("part"), tint[$0 + 1] = column("colour")) nooutput
parts = int(STATS_records)
is(k) = strcol("part") eq name[k] ? column("series") : NaN
stats part("edge") using (edge = column("ns") / 1e6) nooutput
ms(name) = column(name) / 1e6 < edge ? column(name) / 1e6 : edge
set xrange [0:edge * 1.5]; set xlabel "ms, wall time"
set yrange [0.4:series + 0.6]
small = text(0.8)
set key at screen 0.985, 0.872 right top horizontal Left reverse maxrows 1 samplen 0.6 width -1 \
  font small noenhanced
low(y) = y - 0.33; high(y) = y + 0.33
plot for [k = 1:parts] part("parts") \
       using (ms("to_ns")):(is(k)):(ms("from_ns")):(ms("to_ns")):(low(is(k))):(high(is(k))) \
       with boxxyerror fc rgb tint[k] fs solid noborder title name[k], \
     part("series") using (ms("ns")):"series":"text" with labels left offset 1, 0 noenhanced \
       textcolor rgb ink notitle, \
     part("series") using (edge * 0.97):"series":(column("ns") / 1e6 > edge ? "//" : "") \
       with labels center noenhanced font text(1.4) textcolor rgb 0xffffff notitle, \
     part("series") using (0):"series":"label" with labels right offset -1, 0 noenhanced \
       textcolor rgb ink notitle
