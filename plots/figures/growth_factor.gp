stats part("cost") using (plain = column("plain"), copy = column("copy"), 0) nooutput
known = NaN
stats part("cost") using (known = column("known"), 0) nooutput
small = text(0.8)
# The axis is g - 1, logarithmic: there the factors lie apart. Two ways are drawn a little to either
# side.
aside(i) = i == 1 ? 0.975 : 1.025
at(i) = (of(i, "factor") - 1) * aside(i)
cost(g) = plain + copy / log(g)
set logscale x; set xrange [0.04:3.6]
set xtics ("1.05" 0.05, "1.125" 0.125, "1.25" 0.25, "1.5" 0.5, "" 0.618, "2" 1, "2.5" 1.5, \
           "3" 2, "4" 3) font small
set ytics font small
panel(title) = "{/:Bold ".title."}"
theory = "with lines lc rgb 0x999999 lw 1.2"
bars = "with yerrorbars pt 7 ps 0.6 lw 1.4"
hollow = "with yerrorbars pt 6 ps 0.75 lw 0.8"
set label 1 at graph 0, 1.075 left textcolor rgb ink font text(0.95)

set multiplot
set lmargin at screen 0.055; set rmargin at screen 0.485
set tmargin at screen 0.815; set bmargin at screen 0.525
set label 1 panel("Time, ns per element")
set logscale y; set yrange [1:70]; set ytics (1, 2, 5, 10, 20, 50)
set label 2 label[1] at 0.3, cost(1.3) * 1.2 left textcolor rgb colour[1] font small
set label 3 label[2] at 3.4, 1.5 right textcolor rgb colour[2] font small
set label 4 sprintf("fitted: %.2g + %.2g / ln g", plain, copy) at graph 0.98, 0.9 right \
  textcolor rgb grey font small
set label 5 (known == known ? "n is known" : "") at 0.042, 1.45 left \
  textcolor rgb 0x000000 font small
plot cost(1 + x) @theory, known with lines lc rgb 0x000000 dt 2 lw 1.2, \
     for [i = 1:2] part("points") using (at(i)):"ns":"ns_least":"ns_most" @bars lc rgb colour[i]

do for [i in "2 3 4 5 90 91 92"] { unset label int(i) }
set lmargin at screen 0.555; set rmargin at screen 0.985
set label 1 panel("Copied bytes, multiples of the data")
set yrange [0.2:40]; set ytics (0.2, 0.5, 1, 2, 5, 10, 20)
set label 2 "at worst g / (g - 1)\nexpected 1 / ln g (dashed)\nat best 1 / (g - 1)" \
  at graph 0.98, 0.9 right textcolor rgb grey font small
set label 3 label[2].": the program copies nothing" at 0.043, 0.29 left \
  textcolor rgb colour[2] font small
plot 1 / x @theory, 1 / log(1 + x) @theory dt 2, (1 + x) / x @theory, \
     part("points") using (at(1)):"copied_mean":"copied_least":"copied_most" @bars lc rgb colour[1]

unset label 3; unset logscale y
set lmargin at screen 0.055; set rmargin at screen 0.485
set tmargin at screen 0.42; set bmargin at screen 0.13
set xlabel "growth factor g" font small offset 0, 0.5
set label 1 panel("Unused share of the block, %")
set yrange [0:80]; set ytics 20
set label 2 "at worst 1 - 1 / g\nexpected 1 - (1 - 1 / g) / ln g (dashed)\nat best 0" \
  at graph 0.02, 0.9 left textcolor rgb grey font small
percent(name) = 100 * column(name)
plot 100 * x / (1 + x) @theory, 100 * (1 - x / (1 + x) / log(1 + x)) @theory dt 2, \
     for [i = 1:2] part("points") using (at(i)):(percent("unused_mean")): \
       (percent("unused_least")):(percent("unused_most")) @bars lc rgb colour[i]

set lmargin at screen 0.555; set rmargin at screen 0.985
set label 1 panel("Peak, multiples of the data")
set yrange [0.5:5.3]; set ytics 1
set label 2 "● reserved, at worst 1 + g (copied) and g\n".\
  "○ resident, at worst 2 (copied) and 1 (dashed)" at graph 0.02, 0.9 left \
  textcolor rgb grey font small
plot 2 + x @theory, 1 + x @theory, 2 @theory dt 2, 1 @theory dt 2, \
     for [i = 1:2] part("points") using (at(i)):"reserved_mean":"reserved_least":"reserved_most" \
       @bars lc rgb colour[i], \
     for [i = 1:2] part("points") using (at(i) * aside(i)):"resident_mean": \
       "resident_least":"resident_most" @hollow lc rgb colour[i]
unset multiplot
