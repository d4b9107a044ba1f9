# src/archive/hide.c: who is only mentioned gets an id that tells nothing
/^\t\tperson->id = next_id/d
