set lmargin at screen bars_left + 0.01; set rmargin at screen 0.98
set tmargin at screen 0.76; set bmargin at screen 0.115
unset border; unset tics; unset grid
array at[32]; array limited[32]
stats part("columns") using (at[$0 + 1] = column("place"), \
  limited[$0 + 1] = strcol("limited"), 0) nooutput
columns = int(STATS_records)
stats part("about") using (mechanism = strcol("mechanism"), data = strcol("data"), \
  too_small = column("too_small"), 0) nooutput
set xrange [0.5:at[columns] + 0.5]; set yrange [0.5:series + 0.5]
do for [c = 1:columns] {
  set label c limited[c] at first at[c], screen 0.785 center noenhanced font text(0.85) \
    textcolor rgb ink
}
set label 60 "memory limit" at screen bars_left, 0.785 right font text(0.85) textcolor rgb grey
set label 80 "Limit by: ".mechanism."." at screen 0.015, 0.062 left noenhanced font text(0.75) \
  textcolor rgb grey
if (too_small > 0 && too_small < columns) {
  edge = too_small + 0.5
  set arrow 1 from first edge, screen 0.105 to first edge, screen 0.81 nohead front lc rgb ink lw 2
  set label 81 "← limit < ".data." of data" at first edge - 0.05, screen 0.845 right \
    font text(0.85) textcolor rgb ink
  set label 82 "data fit →" at first edge + 0.05, screen 0.845 left \
    font text(0.85) textcolor rgb ink
}
x(side) = column("place") + side * 0.485; y(side) = column("series") + side * 0.46
plot part("cells") using "place":"series":(x(-1)):(x(1)):(y(-1)):(y(1)):"colour" with boxxyerror \
       fc rgb variable fs solid noborder, \
     part("cells") using "place":"series":"text":"text_colour" with labels center font text(0.85) \
       noenhanced textcolor rgb variable, \
     part("series") using (0.5):"series":"label" with labels right offset -1, 0 noenhanced \
       textcolor rgb ink
