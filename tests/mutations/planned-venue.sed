# src/archive/hide_texts.c: places of planned meetings
/offsetof\(struct planned_meeting, venue\),/d
