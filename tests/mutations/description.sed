# src/archive/hide_texts.c: descriptions of topics, networks and organisations
/^\tmembers\(texts, entity, entity_texts, COUNT\(entity_texts\)\);/d
