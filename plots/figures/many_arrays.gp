set lmargin at screen bars_left; set rmargin at screen 0.975
set tmargin at screen 0.735; set bmargin at screen 0.09
unset border; unset tics; unset grid; unset colorbox
stats part("columns") using "place" nooutput
top = series - 0.45
set xrange [-0.5:STATS_max + 0.5]; set yrange [-0.55:top]
set palette defined (0 "#f7fbff", 0.5 "#6baed6", 1 "#08306b"); set cbrange [0:1]
array name[3]; array middle[3]
stats part("parts") using (parts = $0 + 1, name[parts] = strcol("name"), \
  middle[parts] = column("middle"), 0) nooutput
do for [p = 1:parts] {
  set label p "{/:Bold ".name[p]."}" at first middle[p], screen 0.848 center textcolor rgb ink
}
x = "column(\"place\")"; y = "column(\"row\")"
ink_on(share) = share > 0.55 ? 0xffffff : ink
small = text(0.75)
plot part("cells") using "place":"row":(@x - 0.48):(@x + 0.48):(@y - 0.46):(@y + 0.46):"share" \
       with boxxyerror fill solid noborder palette, \
     part("cells") using "place":"row":"text":(ink_on(column("share"))) with labels center \
       font small noenhanced textcolor rgb variable, \
     part("columns") using (@x - 0.3):(top):"name" with labels left rotate by 35 \
       font small noenhanced textcolor rgb ink, \
     part("series") using (-0.5):"row":"label" with labels right offset -1, 0 \
       noenhanced textcolor rgb ink
