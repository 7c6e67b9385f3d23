# figure.gp - a student's curve among the suite's own strategies, greyed:
#
#   gnuplot -c labs/frame/figure.gp CURVES OUTPUT TITLE "STRATEGY ..." NAME
#
# CURVES/NAME.tsv: n, value. Both axes are logarithmic: a power of n is a straight line.
set terminal svg size 900, 560 dynamic background "#ffffff" font "DejaVu Sans,sans-serif,13"
set output ARG2
set datafile separator "\t"
set title ARG3 noenhanced
set xlabel "n, elements appended"
set logscale xy
set format xy "%.0s%c"
set border 3 lc rgb 0x666666
set tics out nomirror
set grid lc rgb 0xe4e4e4
set key outside right noenhanced
curve(name) = ARG1."/".name.".tsv"
plot for [k = 1:words(ARG4)] curve(word(ARG4, k)) using 1:($2 > 0 ? $2 : NaN) with lines lw 1.5 \
       dt k lc rgb 0x909090 title word(ARG4, k), \
     curve("mine") using 1:($2 > 0 ? $2 : NaN) with linespoints pt 7 ps 0.5 lw 2.5 lc rgb 0xc0392b \
       title ARG5
