# src/markup/mask.c: names that are written with percent signs
s/while \(decode_next\(/while (false \&\& decode_next(/
