# heat_map.gp - the body of figures that are heat maps: load "plots/figures/heat_map.gp". `cells`
# has place (column) and series (row, 1 on top), share (its shade, 0 to 1; missing: hatched), ended
# (1: badly, as text says), text and hover; `heads` place, line (1 is next to the cells) and text;
# `parts` name and middle of what stands side by side; `scale` share and text: what the shades
# mean.
stats part("cells") using "place" nooutput name "place"
stats part("heads") using "line" nooutput name "line"
holes = 0; stats part("cells") using (holes = holes + \
  (strcol("share") eq "" && column("ended") != 1), 0) nooutput
parts = 0; array name[8]; array middle[8]
stats part("parts") using (parts = $0 + 1, name[parts] = strcol("name"), \
  middle[parts] = column("middle"), 0) nooutput
shades = 0; array at[16]; array shade[16]
stats part("scale") using (shades = $0 + 1, at[shades] = column("share"), \
  shade[shades] = strcol("text"), 0) nooutput
small = text(0.85)
high = format eq "slide" ? 0.65 : 0.95 # of a line of heads; on a slide the letters are large
left_edge = 0.035 + 0.009 * (longest < 30 ? longest : 30)
set lmargin at screen left_edge; set rmargin at screen 0.985
set tmargin at screen 0.805 - 0.036 * line_max; set bmargin at screen 0.15
unset border; unset tics; unset grid
set xrange [0.5:place_max + 0.5]; set yrange [series + 0.5:0.5]
do for [p = 1:parts] {
  set label p "{/:Bold ".name[p]."}" at first middle[p], screen 0.83 center textcolor rgb ink
}
# Black on the lighter shades and white on the darker ones have a contrast of 4.5 : 1.
set palette defined (0 "#f7fbff", 0.5 "#6baed6", 1 "#08306b"); set cbrange [0:1]
ink_on(share) = share > 0.71 ? 0xffffff : 0x000000
set colorbox horizontal user origin left_edge, 0.1 size 0.4, 0.02 noborder
set cbtics () scale 0 offset 0, 0.6 font small textcolor rgb ink
do for [k = 1:shades] { set cbtics add (shade[k] at[k]) }
if (holes) {
  set object 1 rectangle from screen 0.80, 0.095 to screen 0.83, 0.125 \
    fc rgb 0xb0b0b0 @missing
  set label 60 "not measured" at screen 0.84, 0.11 left font small textcolor rgb ink
}
shaded(i) = strcol("share") eq "" ? NaN : of(i, "place")
bad(i) = column("ended") == 1 ? of(i, "place") : NaN
hole(i) = strcol("share") eq "" && column("ended") != 1 ? of(i, "place") : NaN
x(side) = column("place") + side; y(side) = column("series") + side
plot for [i = 1:series] part("cells") using (shaded(i)):"series":(x(-0.48)):(x(0.48)):(y(-0.46)): \
       (y(0.46)):"share" with boxxyerror fs solid noborder palette title member(i), \
     for [i = 1:series] part("cells") using (hole(i)):"series":(x(-0.46)):(x(0.46)):(y(-0.42)): \
       (y(0.42)) with boxxyerror fc rgb 0xb0b0b0 @missing title member(i), \
     for [i = 1:series] part("cells") using (bad(i)):"series":(x(-0.46)):(x(0.46)):(y(-0.42)): \
       (y(0.42)) with boxxyerror fc rgb 0xD55E00 fs pattern 5 border lc rgb 0xD55E00 \
       title member(i), \
     for [i = 1:series] part("cells") using (bad(i)):"series":(x(-0.455)):(x(0.455)):(y(-0.25)): \
       (y(0.25)) with boxxyerror fc rgb 0xfbe6da fs solid noborder title member(i), \
     for [i = 1:series] part("cells") using (of(i, "place")):"series":(strcol("text")): \
       (ink_on(column("share"))) with labels center font small noenhanced textcolor rgb variable \
       title member(i), \
     for [i = 1:series] part("cells") using (of(i, "place")):"series":"hover" with labels @hover \
       title member(i), \
     for [l = 1:int(line_max)] part("heads") using (column("line") == l ? column("place") : NaN): \
       (0.5):"text" with labels center offset 0, 0.1 + high * l font text(0.8) noenhanced \
       textcolor rgb ink, \
     for [i = 1:series] part("series") every ::i - 1::i - 1 using (0.5):(i):"label" with labels \
       right offset -0.8, 0 noenhanced font text(0.92) textcolor rgb ink title member(i)
