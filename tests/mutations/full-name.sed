# src/archive/hide_texts.c: full names of networks
s/^\t\tmembers\(texts, entity, network_texts.*//
