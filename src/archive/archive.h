/* The archive as plain data: what the files of the content tree say, read and resolved, before anything is rendered.
   content/ fills it; after archive_resolve() and archive_check() every later stage holds it as `const`. Everything lives
   in the build's arena. A slice that was not given is empty; a pointer to an entity that is not there is NULL. */
#ifndef ARCHIVE_ARCHIVE_H
#define ARCHIVE_ARCHIVE_H

#include "base/date.h"
#include "base/map.h"
#include "base/parallel.h"
#include "base/source.h"
#include "base/str.h"
#include "base/vec.h"

struct diag_list;

enum entity_kind { ENTITY_PERSON, ENTITY_MUNICIPALITY, ENTITY_TOPIC, ENTITY_NETWORK, ENTITY_ORGANISATION, ENTITY_KINDS };

/* A slice and where it stands in its file. */
struct text_at {
	str text;
	struct place place;
};
struct texts_at {
	struct text_at *items;
	size_t n, cap;
};

/* Something in a file that refers to an entity by id, name or alias. `entity` is set by archive_resolve(). */
struct reference {
	str text;
	struct place place;
	struct entity *entity;
};
struct references {
	struct reference *items;
	size_t n, cap;
};

/* How a person is shown on the site (format.md, "Publication rules"). */
enum publication { PUBLISH_NAME, PUBLISH_INITIALS, PUBLISH_ROLE, PUBLISH_NOTHING };

struct publication_rule {
	enum publication rule;
	str ground;
	struct dates period; /* first and last year are 0 when open */
	struct place place;
};

/* Who held something, and when. An open end has year 0. `who` may also be plain text (entity NULL). */
struct tenure {
	struct reference who;
	str role;                  /* of a person's `roller` */
	struct reference body;     /* `organ` of a person's `roller` */
	struct date from, to;
	struct place to_place;     /* of `till`, when it is written */
};
struct tenures {
	struct tenure *items;
	size_t n, cap;
};

struct person {
	struct reference municipality;
	str short_name; /* tilltalsnamn, else the first name */
	str sort_as;    /* sorteras, else empty */
	struct tenures roles;
	struct publication_rule publication;
	bool hidden;    /* since archive_hide() the entity's `name` is what is shown instead, and it has no other name */
};

struct municipality {
	str code;
	int column, row; /* on the tile map; 0 when not given */
};

struct topic {
	struct reference parent;
	str year; /* LIKA's indicators change between years */
	struct references see_also;
};

struct network {
	str full_name;
	struct reference parent;
	struct references municipalities; /* as written; empty: all of the register, see network_has_municipality() */
	struct tenures members;
	struct texts_at agenda;
	struct date from, to;
	struct place to_place; /* of `till`, when it is written */
	struct tenures chairs;
};

struct organisation {
	str type;
	struct reference parent;
	struct tenures members;
};

struct entity {
	enum entity_kind kind;
	str id;
	str name;
	struct texts_at aliases;
	str description;
	bool ambiguous;            /* tvetydig */
	bool match_case;           /* skiftläge */
	struct texts_at earlier;   /* tidigare: addresses that forward here */
	struct place place;        /* of its name, or of the first mention when `derived` */
	struct place id_place;     /* of a written `id`; source NULL when none is written */
	bool derived;              /* made from front matter, no register has it */
	uint32_t index;            /* position among its kind in archive.entities */
	union {
		struct person person;
		struct municipality municipality;
		struct topic topic;
		struct network network;
		struct organisation organisation;
	};
};

struct entities {
	struct entity **items;
	size_t n, cap;
};

enum document_kind { DOCUMENT_MINUTES, DOCUMENT_OTHER, DOCUMENT_PAGE };
enum document_status { STATUS_PUBLISHED, STATUS_REVIEWED, STATUS_DRAFT };

/* One entry of `närvarande` or `frånvarande`: a person, a municipality or an organisation (in `who`), and for a person
   the municipality it counts for here (`counts_for`: what the entry says, else what the register says; may be empty). */
struct attendee {
	struct reference who;
	struct reference counts_for;
};
struct attendees {
	struct attendee *items;
	size_t n, cap;
	bool unknown; /* the key says `okänt` or is missing */
	struct place place;
};

enum attachment_kind { ATTACHMENT_FILE, ATTACHMENT_URL, ATTACHMENT_DOCUMENT, ATTACHMENT_ELSEWHERE };

struct attachment {
	enum attachment_kind kind;
	struct text_at title;
	struct text_at target; /* file below bilagor/, URL, reference to a document, or where it is kept */
	size_t size;           /* bytes of a file */
	const struct source *text; /* what a txt or csv file says; NULL when it has nothing of what may not be published */
	const struct document *document;
};
struct attachments {
	struct attachment *items;
	size_t n, cap;
};

enum planned_kind { PLANNED_MEETING, PLANNED_THEME_DAY, PLANNED_CONFERENCE, PLANNED_EXTERNAL };

struct planned_meeting {
	struct place place;
	struct dates dates; /* first.year 0: not set yet */
	struct times times;
	str venue;
	struct reference municipality;
	struct references who;      /* bodies that meet; empty: the networks of the minutes */
	enum planned_kind kind;
	struct references topics;
	struct references taking_part; /* persons, municipalities, organisations, or plain text (entity NULL) */
	str text;
};
struct planned_meetings {
	struct planned_meeting *items;
	size_t n, cap;
};

struct correction {
	struct date date;
	str text;
	struct place place; /* of the date */
};
struct corrections {
	struct correction *items;
	size_t n, cap;
};

/* An entry of the document's own `personer` map. */
struct own_name {
	struct text_at name;
	struct reference person;
	str secret; /* the word as it is written, when it may not be shown: only what recognises names reads it */
};
struct own_names {
	struct own_name *items;
	size_t n, cap;
};

struct document {
	enum document_kind kind;
	const struct source *source;
	size_t body;            /* offset in source->text where the Markdown begins */
	uint32_t index;         /* position in archive.documents */

	str id;
	struct place id_place;  /* of what the id was made from */
	str title;              /* `titel`; empty for minutes that have none of their own */
	str type;               /* `typ` of a document */
	struct references networks;
	struct date date;       /* year 0: okänt or not given */
	struct place date_place;
	str date_source;
	struct times times;
	str venue;
	struct reference municipality;
	struct references chairs, secretaries;
	struct attendees present, absent;
	struct references topics;
	struct own_names names;
	struct texts_at never_link;
	struct strs secret_words; /* those of `länka_inte` that may not be shown: only what recognises names reads them */
	struct attachments attachments;
	struct planned_meetings planned;
	struct references waiting; /* oplanerat: the backlog */
	enum document_status status;
	str reviewed_by;
	struct date reviewed, withdraw_after;
	struct place reviewed_place, withdraw_place; /* of granskad_datum and avpublicera_efter */
	bool withdrawn;         /* that day has passed: only kind, id, networks, date, earlier addresses and the places of these are
	                           left, and the body is empty */
	struct corrections corrections;
	struct date changed;    /* the last commit that changed the file; year 0: git does not tell, or it has changed since */
	str origin;             /* källa */
	struct texts_at earlier;

	/* Set by archive_resolve(): the neighbours of minutes in their (first) network, by date. */
	const struct document *previous, *next;
};
struct documents {
	struct document **items;
	size_t n, cap;
};

struct shortcoming {
	str what, why, alternative;
};

struct accessibility {
	bool given;
	str actor, service, degree, method, contact;
	str answer_time; /* svarstid; may be empty */
	struct date assessed, updated;
	struct place assessed_place;
	VEC(struct shortcoming) shortcomings;
	struct texts_at disproportionate, outside;
};

struct site {
	const struct source *source; /* arkiv.yaml */
	str title, description;
	str address;                 /* base URL, with one "/" at the end */
	str language;                /* "sv" or "en" */
	str theme;
	struct place theme_place;
	str publisher_name, publisher_mail, publisher_web;
	str licence, source_code;
	str responsible, ground, contact; /* publicering */
	enum publication mentioned_only;  /* endast_nämnda */
	struct texts_at allowed_addresses;
	str time_zone;
	struct accessibility accessibility;
};

/* The names of a person that may not be shown anywhere. Only what recognises and searches for names reads them. */
struct secret {
	const struct entity *person;
	str name;           /* the full name */
	struct strs names;  /* the full name, the aliases, `sorteras`: what is searched for */
	size_t recognised;  /* of these, from the first: what texts may call the person by */
	struct strs shared; /* names that somebody who is shown bears as well: recognised, but not searched for */
	str short_name;
};

/* A file, or an entry of a register, that is there but could not be read: what refers to nothing may be meant for it. */
struct unread {
	str relative;
	str text; /* what stands in it; empty when not even that is known */
};

/* A line of adresser.txt: the address of a page that has been published, or the number of a decision or assignment in it.
   What is withdrawn on purpose has a date and a reason. */
struct recorded {
	str address;           /* "/protokoll/2018-12-14-sikt/" */
	str anchor;            /* "beslut-1", or empty */
	str fingerprint;       /* of what the number stood for; empty: any */
	struct date withdrawn; /* year 0: it stands */
	str reason;
	struct place place;
};

struct archive {
	struct arena *arena;
	str root;                /* the content folder as given */
	struct date today;
	struct site site;
	struct entities entities[ENTITY_KINDS];
	bool has_register[ENTITY_KINDS];
	struct documents documents; /* order: minutes by date and id, then documents, then pages, by id */
	struct map names;        /* folded id, name or alias -> struct entities *, all that claim it */
	struct map by_id;        /* document id with kind prefix ("protokoll/2018-12-14-sikt") -> struct document * */
	struct map by_title;     /* folded title, or "sikt 2018-12-14" -> struct document *, NULL when several have it */
	struct map by_path;      /* path below the content folder -> struct document * */
	VEC(const struct source *) sources; /* every file that was read, in their order; drafts too */
	VEC(struct unread) unread;
	VEC(struct recorded) recorded;    /* the lines of adresser.txt, in their order */
	struct strs recorded_notes;       /* its lines of comment */
	VEC(struct secret) secrets;   /* of every hidden person, by entity->index */
	const struct forms *hidden;   /* their names, addresses among them; the value is the index in `secrets`, or UINT32_MAX for
	                                 a name that several of them bear */
	const str *in_repository;     /* where the content lies in its git repository: "content", or empty; NULL: not known */
	const struct masking *masking; /* what mask.h works with; NULL while nobody is hidden */
};

/* Empties the documents whose `avpublicera_efter` has passed, as if they had never said more than when and where they lie.
   archive_resolve() begins with it, so that nothing is made or checked from what they said. */
void archive_withdraw(struct archive *, struct diag_list *);

/* The day from which a document is withdrawn: the one after the last possible day of `avpublicera_efter`. */
struct date document_withdrawn_since(const struct document *);

/* Turns every reference into its entity, makes entities for persons, municipalities, topics and networks that appear in
   front matter when no register of their kind exists, gives ids, sorts, and links neighbouring minutes. Reports unknown
   references and names that two entries claim. */
void archive_resolve(struct archive *, struct diag_list *);

/* What must hold over the whole archive: two ids or addresses alike, attendance that contradicts itself or the register,
   a chair or secretary named in two ways, a planned meeting without minutes, dates in the wrong order. */
void archive_check(const struct archive *, struct workers, struct diag_list *);

/* The entity that `text` names by id, name or alias, of one kind or of any (ENTITY_KINDS); NULL when there is none or
   more than one. */
struct entity *archive_find(const struct archive *, enum entity_kind, str text);

/* A document by id, by path below the content folder, or by title; NULL. */
const struct document *archive_find_document(const struct archive *, str text);

/* True when a name, title, id or path that nothing in the archive answers to may belong to a file that could not be read.
   That fault has been reported, and once it is mended the reference holds. */
bool archive_may_be_unread(const struct archive *, str text);

/* Whether a municipality belongs to a network (its `kommuner`, or else all). */
bool network_has_municipality(const struct archive *, const struct entity *network, const struct entity *municipality);

/* What an entity lies under (`del_av`), or NULL. */
const struct entity *entity_parent(const struct entity *);

/* The networks of minutes, in the order they are written, are references whose entity is never NULL after a run without
   errors. True when the document is of the network. */
bool document_is_of(const struct document *, const struct entity *network);

/* Whether one of them means the entity. */
bool references_have(const struct references *, const struct entity *);

/* Whether the person is among those present or absent. */
bool document_lists(const struct document *, const struct entity *person);

#endif
