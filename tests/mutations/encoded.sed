# src/markup/mask.c: names that are written with percent signs
s/while \(decode_next\(/while (false \s/^\tif \(!text_decode\(/\tif (true || !text_decode(/\s/^\tif \(!text_decode\(/\tif (true || !text_decode(/ decode_next(/
