# columns.gp - names and texts beside the panel of rows that was just drawn: within `set multiplot`,
# load "plots/figures/columns.gp". A name stands in front of each row, right of it columns of text:
# `texts` has series, place (1 to columns) and text, at least one for each series. Of the screen:
# names is the right edge of the names, at[place] that of a column, above the y of head[place], what
# stands above it. small is the size of all.
unset border; unset tics; unset grid; unset xlabel; unset logscale; unset label; unset arrow
unset object
do for [k = 1:columns] {
  set label k head[k] at screen at[k], above right noenhanced font small textcolor rgb grey
}
set lmargin at screen 0; set rmargin at screen 1; set xrange [0:1]
plot for [i = 1:series] part("series") every ::i - 1::i - 1 using (names):"series":"label" \
       with labels right noenhanced font small textcolor rgb ink title member(i), \
     for [i = 1:series] part("texts") using \
       (column("series") == i ? at[int(column("place"))] : NaN):"series":"text" \
       with labels right noenhanced font small textcolor rgb ink title member(i)
