# src/archive/hide_texts.c: places of meetings
s/offsetof\(struct document, venue\),//
