/* `protokoll dump schema`: what front matter and registers may hold, for editors. */
#ifndef CONTENT_SCHEMA_H
#define CONTENT_SCHEMA_H

struct buffer;

/* Writes a JSON Schema (draft 2020-12) with one definition under $defs for each kind of file: protokoll, dokument, sida,
   natverk, kommuner, personer, amnen, organisationer, arkiv. Made from the tables that read the files. */
void content_schema(struct buffer *);

#endif
