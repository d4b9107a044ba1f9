# src/archive/hide_texts.c: roles
/^\t\ttext\(texts, &list->items\[i\].role\);/d
