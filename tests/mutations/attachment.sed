# src/archive/hide_texts.c: titles of attachments
s/^\t\tmembers\(texts, attachment, attachment_texts.*$//
