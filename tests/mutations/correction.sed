# src/archive/hide_texts.c: corrections
/text\(&texts, &document->corrections/s/text\(.*;/;/
