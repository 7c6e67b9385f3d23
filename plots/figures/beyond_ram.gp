load "plots/figures/rows.gp"
