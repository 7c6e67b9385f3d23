# rows.gp - the body of figures that have a row for each way, and in it two bars with numbers
# behind them: load "plots/figures/rows.gp". `bars` has panel (1, 2), series, share, low and high
# (of the longest bar), text and hover; `texts` row (0: heads), panel, place and text; `heads`
# panel and text; `rest` line and text: what has no row. The bars begin at 0 and are not
# logarithmic.
small = text(0.85)
unset border; unset tics; unset grid
set lmargin at screen 0; set rmargin at screen 1
set tmargin at screen 0.87; set bmargin at screen 0.05
lines = 0; stats part("rest") using (lines = $0 + 1, 0) nooutput
set xrange [0:1]; set yrange [(series > 6 ? series : 6) + 0.9 + 0.6 * lines:-1.2]
left(panel) = panel == 1 ? 0.18 : 0.6
bar(share) = left(column("panel")) + 0.095 * share
x(panel, place) = left(panel) + 0.147 + 0.08 * place
at = "(column(\"series\"))"
plot for [i = 1:series] part("bars") using (0):(of(i, "series")):(bar(0)): \
       (bar(column("share"))):(@at - 0.3):(@at + 0.3) with boxxyerror fc rgb colour[i] fs solid \
       noborder title member(i), \
     for [i = 1:series] for [w = 0:1] part("bars") \
       using (bar(column("share") + 0 * column("low"))):(of(i, "series")):(bar(column("low"))): \
       (bar(column("high"))) with xerrorbars pt -1 lw w ? 1.5 : 4 lc rgb w ? ink : 0xffffff \
       title member(i), \
     for [i = 1:series] part("bars") using (bar(known(column("high"), 0)) + 0.006): \
       (of(i, "series")):"text" with labels left font small noenhanced textcolor rgb ink \
       title member(i), \
     for [i = 1:series] part("bars") using (bar(column("share"))):(of(i, "series")):"hover" \
       with labels @hover title member(i), \
     for [i = 1:series] part("series") every ::i - 1::i - 1 using (0.02):(i) with points \
       pt point[i] ps 0.9 lw 1.5 lc rgb colour[i] title member(i), \
     for [i = 1:series] part("series") every ::i - 1::i - 1 using (0.033):(i):"label" \
       with labels left font small noenhanced textcolor rgb ink title member(i), \
     part("heads") using (left(column("panel"))):(-0.75):"text" with labels left font text(0.9) \
       noenhanced textcolor rgb ink, \
     part("texts") using (x(column("panel"), column("place"))):"row":"text" with labels right \
       font small noenhanced textcolor rgb ink, \
     part("rest") using (0.015):(series + 0.5 + 0.6 * column("line")):"text" with labels left \
       font small noenhanced textcolor rgb ink
