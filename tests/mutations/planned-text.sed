# src/archive/hide_texts.c: texts of planned meetings
/offsetof\(struct planned_meeting, text\),/d
