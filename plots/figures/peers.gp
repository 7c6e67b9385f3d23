array kind[8]; array kind_colour[8]
stats part("kinds") using (kinds = $0 + 1, kind[kinds] = strcol("name"), \
  kind_colour[kinds] = column("colour"), 0) nooutput
stats part("series") using "ns" nooutput name "slowest"
stats part("series") using "peak" nooutput name "largest"
set border 1; unset ytics; set grid noytics; set logscale x; set format x "%g"
set yrange [-0.6:series - 0.4]
# Many rows: smaller letters, and more room for them.
many = series > 16
size = series > 26 ? 0.62 : series > 20 ? 0.7 : many ? 0.8 : 1
rows = text(size); numbers = text(0.92 * size)
do for [k = 1:kinds] {
  set label k "■ ".kind[k] at screen 0.225 + (k - 1) * 0.19, 0.858 left noenhanced font text(0.9) \
    textcolor rgb kind_colour[k]
}
set bmargin at screen (many ? 0.135 : 0.175); set tmargin at screen 0.84
y(side) = column("row") + side * 0.36
bar = "with boxxyerror lc rgb variable"
number = "with labels left offset 0.7, 0 noenhanced font numbers textcolor rgb ink"
set multiplot
set lmargin at screen 0.225; set rmargin at screen 0.66
set xrange [0.5:slowest_max * (many ? 25 : 60)]; set xlabel "ns per element" offset 0, 0.4
plot part("series") using "ns":"row":(0.5):"ns":(y(-1)):(y(1)):"colour" @bar fs solid noborder, \
     part("series") using "ns":"row":"time" @number, \
     part("series") using (0.5):"row":"label" with labels right offset -1, 0 noenhanced font rows \
       textcolor rgb ink
do for [k = 1:kinds] { unset label k }
unset label 90; unset label 91; unset label 92
set lmargin at screen 0.71; set rmargin at screen 0.97
set xrange [0.8:largest_max * 2.2]; set xtics (1, 2, 4, 8, 16, 32)
set xlabel "peak memory, multiples of the data"
# Of memory: of the file's pages, or not.
peak(in_file) = column("in_file") == in_file ? column("peak") : NaN
plot part("series") using (peak(0)):"row":(0.8):"peak":(y(-1)):(y(1)):"colour" @bar \
       fs pattern 3 noborder, \
     part("series") using (peak(1)):"row":(0.8):"peak":(y(-1)):(y(1)):"colour" @bar \
       fs pattern 4 noborder, \
     part("series") using "peak":"row":"times" @number
unset multiplot
