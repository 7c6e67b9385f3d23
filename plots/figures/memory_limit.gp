too_small = 0
stats part("about") using (mechanism = strcol("mechanism"), data = strcol("data"), \
  too_small = column("too_small"), 0) nooutput
set label 80 "Limit by: ".mechanism."." at screen 0.985, 0.06 right noenhanced font text(0.75) \
  textcolor rgb grey
if (too_small > 0) {
  edge = too_small + 0.5
  set arrow 1 from first edge, graph 0 to first edge, graph 1.12 nohead front lc rgb ink lw 3
  set label 81 "◀ less memory than data (".data.")" at first edge - 0.06, graph 1.1 right \
    noenhanced font text(0.85) textcolor rgb ink
  set label 82 "the data fit ▶" at first edge + 0.06, graph 1.1 left noenhanced font text(0.85) \
    textcolor rgb ink
}
load "plots/figures/heat_map.gp"
