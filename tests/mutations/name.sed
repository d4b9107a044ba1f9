# src/archive/hide.c: what is shown takes the place of the name
/^\tperson->name = person_replacement/d
