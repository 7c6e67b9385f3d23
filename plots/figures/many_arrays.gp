# What if many arrays grow at once?
# The same elements in one array or in many: one array after the other, or one element each in turn. Darker is worse.
# Read: Read along a row: what is cheap alone may not be in company. In turn realloc finds no room behind a block and
# Read: moves it. A mapping of its own costs each array a page, page tables, and the way through them at each turn.
# Read: slow: over the budget; fails: so many reservations are more than the address space.
# Needs: two arrangements or more
# Place: 11
# Suite: many_arrays
set lmargin at screen bars_left; set rmargin at screen 0.975; set tmargin at screen 0.735; set bmargin at screen 0.09
unset border; unset tics; unset grid; unset colorbox
stats table index 2 using 1 nooutput
set xrange [-0.5:STATS_max + 0.5]; set yrange [-0.55:series - 0.45]
set palette defined (0 "#f7fbff", 0.5 "#6baed6", 1 "#08306b"); set cbrange [0:1]
top = series - 0.45
array middle[3]; array part[3]
stats table index 1 using (part[$0 + 1] = strcol(1), middle[$0 + 1] = $2, 0) nooutput
do for [p = 1:int(STATS_records)] {
  set label p "{/:Bold ".part[p]."}" at first middle[p], screen 0.848 center textcolor rgb ink
}
ink_on(share) = share > 0.55 ? 0xffffff : 0x222222
small = text(0.75)
plot table index 3 using 1:2:($1 - 0.48):($1 + 0.48):($2 - 0.46):($2 + 0.46):3 \
       with boxxyerror fill solid noborder palette, \
     table index 3 using 1:2:4:(ink_on($3)) with labels center font small noenhanced textcolor rgb variable, \
     table index 2 using ($1 - 0.3):(top):2 with labels left rotate by 35 font small noenhanced textcolor rgb ink, \
     table index 0 using (-0.5):3:1 with labels right offset -1, 0 noenhanced textcolor rgb ink
