# src/archive/hide_texts.c: where the original is kept
s/offsetof\(struct document, origin\),//
