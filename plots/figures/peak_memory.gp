stats part("edge") using (edge = column("x"), measured = column("measured"), n = strcol("n"), 0) \
  nooutput
columns = 3
array at[3] = [0.735, 0.88, 0.985]
array head[3] = ["at n = ".n, "as n doubles", "reserved"]
size = series > 24 ? 0.75 : series > 14 ? 0.88 : 1
small = text(size)
names = 0.02 + (bars_left - 0.02) * size
above = 0.81
set lmargin at screen names + 0.01; set rmargin at screen 0.66
set tmargin at screen 0.785; set bmargin at screen 0.15
set border 1; set grid noytics; unset ytics
set xrange [0:edge]; set xtics 0, edge < 6 ? 0.5 : edge < 12 ? 1 : 5; set format x "%g x"
set xlabel "peak resident memory, multiples of the data"
set yrange [series + 0.6:0.4]
set arrow 1 from first 1, first measured + 0.5 to first 1, graph 1 nohead dt 2 lc rgb grey front
# The key in grey: each row has a colour of its own.
left = 0.015
signs = 0; array sign[8]; array word[8]
stats part("legend") using (signs = $0 + 1, sign[signs] = column("sign"), \
  word[signs] = strcol("text"), 0) nooutput
do for [k = 1:signs] {
  if (sign[k] == 5) {
    set arrow 10 + k from screen left, 0.86 to screen left + 0.02, 0.86 nohead lc rgb grey
  } else {
    set object k rectangle from screen left, 0.848 to screen left + 0.02, 0.873 fc rgb grey \
      fs solid 1 border lc rgb grey
    if (sign[k] == 2) { set object k fs transparent solid 0.45 noborder }
    if (sign[k] == 3) { set object k fs pattern 4 border lc rgb grey }
    if (sign[k] == 4) { set object k fs empty border lc rgb grey }
  }
  set label 10 + k word[k] at screen left + 0.026, 0.86 left noenhanced font text(0.85) \
    textcolor rgb ink
  left = left + 0.058 + 0.0082 * strlen(word[k])
}
# A box around a row goes from one column to the next; what holds for some rows only is not drawn in
# the others.
low(i) = i - 0.3; high(i) = i + 0.3
where(name, x) = column(name) == 1 ? x : NaN
row = 'for [i = 1:measured] part("bars") every ::i - 1::i - 1 using'
box = 'with boxxyerror title member(i)'
set multiplot
plot @row (where("varies", column("least"))):"series":"least":"most":(i - 0.46):(i + 0.46) \
       @box lc rgb colour[i] lw 1.2 fs empty border lc rgb colour[i], \
     @row "anonymous":"series":(0):"anonymous":(low(i)):(high(i)) \
       @box fc rgb colour[i] fs solid noborder, \
     @row "resident":"series":"anonymous":"resident":(low(i)):(high(i)) \
       @box lc rgb colour[i] fs pattern 4 border rgb colour[i], \
     @row "peak":"series":"append_peak":"peak":(low(i)):(high(i)) \
       @box fc rgb colour[i] fs transparent solid 0.45 noborder, \
     @row "peak":"series":(column("reserved") - column("peak")):(0) \
       with vectors nohead lc rgb colour[i] lw 1 title member(i), \
     @row (where("leaves", edge * 0.98)):"series":(edge * 0.02):(0) \
       with vectors filled head lc rgb colour[i] lw 1.5 title member(i), \
     for [k = 1:2] part("bars") using (where("cut", edge * (0.94 + 0.01 * k))): \
       (high(column("series"))):(edge * 0.01):(-0.6) with vectors nohead lc rgb 0xffffff lw 2, \
     @row (where("varies", column("peak"))):"series" \
       with points pt 7 ps 1.1 lc rgb 0xffffff title member(i), \
     @row (where("varies", column("peak"))):"series" \
       with points pt 7 ps 0.8 lc rgb ink title member(i), \
     @row (column("peak") < edge ? column("peak") / 2 : edge / 2):"series":"hover" \
       with labels @hover title member(i), \
     for [i = measured + 1:series] part("notes") every ::i - measured - 1::i - measured - 1 \
       using (0):"series":"text" with labels left offset 0.5, 0 noenhanced font small \
       textcolor rgb grey title member(i)
load "plots/figures/columns.gp"
unset multiplot
