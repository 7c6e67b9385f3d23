# rows.gp - the body of figures that have a row for each way, and in it two bars with numbers
# behind them: load "plots/figures/rows.gp". `bars` has panel (1, 2), series, share of the longest
# bar, text and colour; `texts` row (0: heads), panel, place and text; `heads` panel and text.
small = text(0.75)
unset border; unset tics; unset grid
set lmargin at screen 0; set rmargin at screen 1
set tmargin at screen 0.86; set bmargin at screen 0.06
set xrange [0:1]; set yrange [series + 0.6:-1.2]
left(panel) = panel == 1 ? 0.15 : 0.575
x(panel, place) = left(panel) + 0.137 + 0.067 * place
plot part("bars") using (0):"series":(left(column("panel"))): \
         (left(column("panel")) + 0.075 * column("share")):(column("series") - 0.3): \
         (column("series") + 0.3):"colour" with boxxyerror fc rgb variable fs solid noborder, \
     part("bars") using (left(column("panel")) + 0.075 * column("share") + 0.005):"series":"text" \
       with labels left font small noenhanced textcolor rgb ink, \
     part("series") using (0.015):($0 + 1):"label" with labels left font small noenhanced \
       textcolor rgb ink, \
     part("heads") using (left(column("panel"))):(-0.75):"text" with labels left font text(0.9) \
       noenhanced textcolor rgb ink, \
     part("texts") using (x(column("panel"), column("place"))):"row":"text" with labels right \
       font small noenhanced textcolor rgb ink
