load "plots/figures/heat_map.gp"
