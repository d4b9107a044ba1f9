# src/archive/hide_texts.c: titles of documents
/offsetof\(struct document, title\)/s/offsetof\(struct document, title\), *//
