# src/markup/mask.c: titles of links
/^\tmask_titles\(work\);/d
