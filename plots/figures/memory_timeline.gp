array peak[16]; array at_most[16]; array apart[16]; array kept[16]
stats part("series") using (peak[$0 + 1] = strcol("peak"), at_most[$0 + 1] = strcol("at_most"), \
  apart[$0 + 1] = strcol("apart"), kept[$0 + 1] = strcol("kept"), top = column("top"), 0) nooutput
columns = series <= 4 ? 2 : series <= 9 ? 3 : 4
rows = ceil(series / (columns + 0.0))
# Greys and one accent: colours are for strategies.
solid = 0x757575; file = grey; spike = 0x08306b
left = 0.06; right = 0.99; high = 0.82; low = 0.13
wide = (right - left) / columns; tall = (high - low) / rows
size = columns > 3 ? 0.75 : 0.9

# Text from its k-th letter on, with a backslash before signs that would say how to set it.
plain(text, k) = k > strlen(text) ? "" : \
  (strstrt("_^@&~{}", text[k:k]) ? "\\" : "").text[k:k].plain(text, k + 1)

# One key for all.
array sign[6] = ["■", "▨", "┃", "—", "╌", "···"]
array tint[6] = [solid, file, spike, ink, ink, ink]
array name[6] = ["in RAM", "pages of a file", "for a moment", "asked for", "only reserved", \
  "the data"]
do for [k = 1:6] {
  place = left + (k - 1) * 0.16
  set label k sign[k] at screen place, 0.855 left font text(0.9) textcolor rgb tint[k]
  set label 20 + k name[k] at screen place + 0.03, 0.855 left font text(0.9) textcolor rgb ink
}
set multiplot
set samples 2
set xrange [0:1.2]; set yrange [0:top]
small = "font '".text(size * 0.95)."'"
set grid noxtics ytics; set ytics 1 @small
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lc rgb grey lw 0.6 dt 3 back
do for [i = 1:series] {
  c = (i - 1) % columns; r = (i - 1) / columns
  set lmargin at screen left + c * wide; set rmargin at screen left + (c + 1) * wide - 0.02
  set tmargin at screen high - r * tall - 0.04
  set bmargin at screen high - (r + 1) * tall + 0.012
  if (i > 1) {
    unset label 90; unset label 91; unset label 92
    do for [k = 1:6] { unset label k; unset label 20 + k }
  }
  set label 10 "{/:Bold ".plain(label[i], 1)."}" at graph 0, graph 1.09 left font text(size) \
    textcolor rgb ink
  set label 11 peak[i] at graph 1, graph 1.09 right font text(size) textcolor rgb ink
  set label 12 at_most[i] at graph 0.03, graph 0.86 left font text(size * 0.9) textcolor rgb ink
  set label 13 apart[i] at graph 0.06, graph 0.7 left font text(size) textcolor rgb ink
  set label 14 kept[i] at graph 0.03, graph 0.54 left font text(size) textcolor rgb ink
  if (i > series - columns) {
    set xtics ("0" 0, "n/2" 0.5, "n" 1, "\ngather, release" 1.02) @small
  } else { set xtics ("" 0, "" 0.5, "" 1) }
  if (c == 0) { set format y "%g x" } else { set format y "" }
  plot part("lines") using (of(i, "x")):(0):"solid" with filledcurves \
         fc rgb solid fs solid noborder title member(i), \
       part("lines") using (of(i, "x")):"solid":"rss" with filledcurves \
         fc rgb file fs pattern 4 noborder title member(i), \
       [0:1] x with lines dt 3 lc rgb ink lw 1.2, \
       part("lines") using (of(i, "x")):"reserved" with lines dt 2 lc rgb ink lw 1 \
         title member(i), \
       part("lines") using (of(i, "x")):"live" with lines lc rgb ink lw 1 title member(i), \
       part("spikes") using (of(i, "x")):"bottom":(0):(column("top") - column("bottom")) \
         with vectors nohead lc rgb spike lw 3 title member(i), \
       part("series") every ::i - 1::i - 1 using (column("leaves") == 1 ? 0.03 : NaN): \
         (top * 0.6):(0):(top * 0.4) with vectors filled head lc rgb ink lw 1.5 dt 2 \
         title member(i), \
       part("series") every ::i - 1::i - 1 using (at_most[i] eq "" ? NaN : column("x")):"most" \
         with points pt 7 ps 0.6 lc rgb spike title member(i), \
       part("series") every ::i - 1::i - 1 using "x":"most":"hover" with labels @hover \
         title member(i)
}
unset multiplot
