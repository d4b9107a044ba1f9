# src/markup/mask.c: short names
s/^\tadd_stretch\(masker, start, archive_mask_stop\(shown, text, end\), shown\);/\tif (!short_name)\n\t&/
