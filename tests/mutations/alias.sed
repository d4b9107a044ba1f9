# src/archive/mask_make.c: aliases
s/(for \(size_t i = 0; i < secret->)names\.n(; i\+\+\))/\1names.n \&\& i < 1\2/
