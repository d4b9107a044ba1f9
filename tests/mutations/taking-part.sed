# src/archive/hide_texts.c: who takes part in a planned meeting without being in a register
s/^\t\treferences\(texts, &meeting->taking_part\);//
