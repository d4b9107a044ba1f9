# src/archive/hide_texts.c: the ground for hiding a person
/person.publication.ground/d; /^\ttext\(texts, &entity->person.publication.ground\);/d
