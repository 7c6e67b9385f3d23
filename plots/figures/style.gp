# style.gp - the look of every figure, once. A figure is drawn with
#
#   gnuplot -c plots/figures/style.gp TABLES OUTPUT FORMAT CAPTION QUESTION HOW NAME.gp
#
# Its tables are TABLES.PART.tsv; the first line of each names the columns. `series` has a line for
# each thing that has a mark and a name: label, colour (a number), point and dash (gnuplot's types),
# and what the figure itself needs. Names are ink, marks have the colour: pale text cannot be read.
caption = ARG4; format = ARG3 # in a file that is loaded there is no ARG3
set datafile separator "\t"; set datafile columnheaders; set datafile missing ""
set encoding utf8
tables = ARG1
part(name) = tables.".".name.".tsv"
# The column `name` of the rows of series i; others are not drawn.
of(i, name) = column("series") == i ? column(name) : NaN

# The text size in points; an SVG's unit is the pixel, a PNG has two for it. A PDF and a slide, an
# SVG that is put into a page of 1280 x 720, are for the last row.
points = 13
if (ARG3 eq "png") points = 21
if (ARG3 eq "pdf") points = 17
if (ARG3 eq "slide") points = 17
text(scale) = sprintf(",%.3g", points * scale)
if (ARG3 eq "svg") set terminal svg size 900, 560 dynamic name "figure" background "#ffffff" \
  font "DejaVu Sans,Verdana,sans-serif".text(1) enhanced
if (ARG3 eq "slide") set terminal svg size 1280, 616 fixed name "figure" \
  font "DejaVu Sans,Verdana,sans-serif".text(1) enhanced
if (ARG3 eq "png") set terminal pngcairo size 1800, 1120 font "DejaVu Sans".text(1) \
  linewidth 2 pointscale 2 background "#ffffff" enhanced
if (ARG3 eq "pdf") set terminal pdfcairo size 11in, 6.85in font "DejaVu Sans".text(1) \
  linewidth 2 pointscale 1 background "#ffffff" enhanced
set output ARG2

grey = 0x595959; ink = 0x222222; pale = 0xe4e4e4
array colour[64]; array label[64]; array point[64]; array dash[64]
known(value, else) = value == value ? value : else
stats part("series") \
  using (colour[$0 + 1] = known(column("colour"), ink), label[$0 + 1] = strcol("label"), \
    point[$0 + 1] = known(column("point"), 7), dash[$0 + 1] = known(column("dash"), 1), 0) nooutput
series = int(STATS_records)
# Room at the left for labels of bars.
longest = 0
do for [i = 1:series] { if (strlen(label[i]) > longest) { longest = strlen(label[i]) } }
bars_left = 0.035 + 0.0098 * (longest < 28 ? longest : 28)

# Two grey axes with ticks outward, a thin grid behind, the question on top, the machine below.
set border 3 back lc rgb grey lw 0.8
set tics out nomirror scale 0.6 textcolor rgb ink
set grid back lt 1 lc rgb pale lw 0.6
unset mxtics; unset mytics; unset key
set lmargin at screen 0.09; set rmargin at screen 0.80
set tmargin at screen 0.85; set bmargin at screen 0.175
# A long one in two lines: the machine, then what was measured.
cut = strstrt(caption, " | ")
if (cut && strlen(caption) > 160) { caption = caption[1:cut - 1]."\n".caption[cut + 3:*] }
set label 90 caption at screen 0.015, (strstrt(caption, "\n") ? 0.039 : 0.022) left noenhanced \
  font text(0.75) textcolor rgb grey

# The step of a linear axis from 0 to top with three to five numbers.
power(x) = 10.0 ** floor(log10(x))
step(top) = power(top) * (top < 2 * power(top) ? 0.5 : top < 5 * power(top) ? 1 : 2)

# What belongs to series i has the title member(i): a page can switch it off. Text that appears
# where the mouse is: using x:y:text with labels @hover.
set macros
member(i) = sprintf("s%d", i)
hover = 'hypertext point pt 7 ps 2 lc rgb "#ff000000"'
missing = 'fs pattern 4 border lc rgb 0xb0b0b0' # not measured: hatched, never a shade of the scale

set label 91 "{/:Bold ".ARG5."}" at screen 0.015, 0.955 left font text(1.3) textcolor rgb ink
set label 92 ARG6 at screen 0.015, 0.9 left noenhanced font text(0.85) textcolor rgb grey
if (ARG3 eq "slide") unset label
load ARG7
