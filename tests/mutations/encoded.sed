# src/markup/mask.c: names that are written with percent signs
s/^\tif \(!text_decode\(/\tif (true || !text_decode(/
