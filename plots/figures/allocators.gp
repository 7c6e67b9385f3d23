set lmargin at screen bars_left; set rmargin at screen 0.98
set tmargin at screen 0.74; set bmargin at screen 0.09
unset border; unset tics; unset grid; unset colorbox
stats part("allocators") using "place" nooutput
# Two parts side by side: each column of the table is drawn at x, what is no allocator apart.
columns = STATS_max + 1; next = columns + 0.4; top = series - 0.45
x(p) = column("place") + p * next
y = "column(\"row\")"
set xrange [-0.5:columns + next - 0.5]; set yrange [-0.7:top]
set palette defined (0 "#f7fbff", 0.5 "#6baed6", 1 "#08306b"); set cbrange [0:1]
middle = (columns - 1) / 2.
set label 1 "{/:Bold ns per element}" at middle, screen 0.858 center textcolor rgb ink
set label 2 "{/:Bold peak memory / data}" at next + middle, screen 0.858 center textcolor rgb ink
array text[2] = ["time", "peak"]
share(p) = column(text[p + 1]."_share")
ink_on(share) = share > 0.55 ? 0xffffff : ink
plot for [p = 0:1] part("cells") using (x(p)):"row": \
       (x(p) - 0.48):(x(p) + 0.48):(@y - 0.46):(@y + 0.46):(share(p)) \
       with boxxyerror fill solid noborder palette, \
     for [p = 0:1] part("cells") using (x(p)):"row":(strcol(text[p + 1])):(ink_on(share(p))) \
       with labels center font text(0.85) noenhanced textcolor rgb variable, \
     for [p = 0:1] part("allocators") using (x(p) - 0.3):(top):"name" with labels left \
       rotate by 30 font text(0.75) noenhanced textcolor rgb ink, \
     for [p = 0:1] part("allocators") using (x(p)):(-0.6):"remark" with labels center \
       font text(0.7) noenhanced textcolor rgb grey, \
     part("series") using (-0.5):"row":"label" with labels right offset -1, 1 \
       noenhanced textcolor rgb ink, \
     part("series") using (-0.5):"row":"range" with labels right offset -1.2, -0.1 \
       noenhanced font text(0.75) textcolor rgb ink, \
     part("series") using (-0.5):"row":"held" with labels right offset -1.2, -1.1 \
       noenhanced font text(0.75) textcolor rgb grey
