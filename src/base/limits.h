/* Every ceiling in the program, in one list (reliability.md, "Limits"). Real minutes need a tenth of any of these: of
   1,276 measured, the largest file had 52 kB, the largest block 19 kB, the longest line 5.5 kB, depth 12, 4 columns. A
   kilobyte is 1,000 bytes, as the documents say it; each limit is the largest value that is still accepted. */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* YAML: registers, configuration and front matter (libyaml 0.2.5 is quadratic in flow nesting and follows aliases). */
#define LIMIT_FRONT_MATTER 64000    /* bytes */
#define LIMIT_REGISTER 4000000      /* bytes of one register file */
#define LIMIT_YAML_DEPTH 4          /* nested lists and maps, the outermost included */
#define LIMIT_REGISTER_DEPTH 5       /* a register has its list of entries around what front matter may hold */
#define LIMIT_YAML_ITEMS 1000       /* keys and items of one front matter */
#define LIMIT_REGISTER_ITEMS 200000 /* keys and items of one register */

#define LIMIT_ADDRESSES 32000000     /* bytes of adresser.txt */

/* Markdown (Debian's cmark-gfm 0.29.0.gfm.6 predates the advisories of 2023). */
#define LIMIT_MARKDOWN 512000       /* bytes of a file */
#define LIMIT_LINE 32000            /* bytes of a line */
#define LIMIT_BLOCK 32000           /* bytes of lines without a blank one between */
#define LIMIT_CONTAINERS 32         /* block quotes and lists around a line */
#define LIMIT_TABLE_COLUMNS 32
#define LIMIT_TABLE_CELLS 20000     /* of one file */
#define LIMIT_REFERENCES 8000000    /* bytes that reference links expand to in one file */
#define LIMIT_DOCUMENT_MEMORY 256000000 /* bytes for parsing one document */
#define LIMIT_DOCUMENT_SECONDS 10

/* Files. */
#define LIMIT_ATTACHMENT 100000000  /* bytes */
#define LIMIT_FOLDER_DEPTH 16
#define LIMIT_TEMPLATE 512000       /* bytes of one template */
#define LIMIT_TEMPLATE_DEPTH 64     /* nested sections and partials while a page is made */
#define LIMIT_TEMPLATE_STEPS 20000000 /* list items, sections and partials gone into while a page is made */
#define LIMIT_DATA_DEPTH 32         /* nested lists and maps of the data for `render` and of a theme's words */
#define LIMIT_PAGE 64000000         /* bytes of one page */

/* The preview server. */
#define LIMIT_CONNECTIONS 64
#define LIMIT_REQUEST_HEADERS 8192   /* bytes of a request */
#define LIMIT_REQUEST_SECONDS 5      /* until a connection has asked for something */
#define LIMIT_ANSWER_SECONDS 60      /* until it has got it */

#endif
