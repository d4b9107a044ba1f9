# src/markup/mask.c: what was found in the text
/^\tapply\(masker\);/d
