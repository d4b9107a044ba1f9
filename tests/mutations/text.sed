# src/markup/markup.c: the text of documents
/^\tnames_mask\(&work\);/d
