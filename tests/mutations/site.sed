# src/archive/hide_texts.c: what the archive says of itself
/offsetof\(struct site, description\),/d
