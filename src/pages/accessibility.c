/* The accessibility statement that the act on accessibility of digital public service (2018:1937, section 13) asks
   for, with what Digg lists, made from arkiv.yaml and from the attachments that there are. */
#include "base/file.h"
#include "base/text.h"
#include "pages/dates.h"
#include "pages/words.h"

#define DIGG                                                                                                           \
	"https://www.digg.se/analys-och-uppfoljning/lagen-om-tillganglighet-till-digital-offentlig-service-dos-lagen/" \
	"anmal-bristande-tillganglighet"

/* --- attachments --- */

static bool
has_ending(const struct view *view, str file, const char *const *endings)
{
	str ending = text_fold(view->arena, path_ending(file));
	for (; *endings; endings++)
		if (str_eq(ending, str_of(*endings)))
			return true;
	return false;
}

/* Text and tables that every aid can read. */
static bool
is_plain(const struct view *view, str file)
{
	static const char *const plain[] = {"csv", "txt", NULL};
	return has_ending(view, file, plain);
}

static str
without_ending(str file)
{
	str ending = path_ending(file);
	return str_slice(file, 0, ending.n ? file.n - ending.n - 1 : file.n);
}

/* The same under the same title as a page of the archive or as plain text, or a file of plain text with the same
   name. */
static bool
says_the_same(const struct view *view, const struct attachment *file, const struct attachment *other)
{
	bool plain = other->kind == ATTACHMENT_FILE && is_plain(view, other->target.text);
	bool page = other->kind == ATTACHMENT_DOCUMENT && other->document;
	if (plain && str_eq(without_ending(file->target.text), without_ending(other->target.text)))
		return true;
	return (plain || page) && file->title.text.n &&
	       str_eq(text_fold(view->arena, file->title.text), text_fold(view->arena, other->title.text));
}

static bool
has_accessible_version(const struct view *view, const struct attachments *all, const struct attachment *file)
{
	for (size_t i = 0; i < all->n; i++)
		if (says_the_same(view, file, &all->items[i]))
			return true;
	return false;
}

static void
add_file(const struct view *view, struct value *list, const struct document *document, const struct attachment *file)
{
	struct value row = attachment_value(view, file);
	set(view, &row, S("protokoll"), document_link(view, document));
	value_push(view->arena, list, row);
}

/* What the text links to is judged like what is attached; pictures in it have a text. */
static void
add_linked_files(const struct view *view, struct value *list, const struct document *document)
{
	static const char *const pictures[] = {"png", "jpg", "jpeg", "webp", NULL};
	const struct body *body = view->context->bodies[document->index];
	for (size_t i = 0; body && i < body->files.n; i++) {
		const struct attachment file = {.kind = ATTACHMENT_FILE, .target.text = body->files.items[i]};
		bool attached = false;
		for (size_t j = 0; j < document->attachments.n && !attached; j++)
			attached = str_eq(document->attachments.items[j].target.text, file.target.text);
		if (!attached && !is_plain(view, file.target.text) && !has_ending(view, file.target.text, pictures))
			add_file(view, list, document, &file);
	}
}

static struct value
inaccessible_files(const struct view *view)
{
	const struct documents *documents = &view->context->archive->documents;
	struct value list = value_list();
	for (size_t i = 0; i < documents->n; i++) {
		const struct attachments *all = &documents->items[i]->attachments;
		for (size_t j = 0; j < all->n; j++)
			if (all->items[j].kind == ATTACHMENT_FILE && !is_plain(view, all->items[j].target.text) &&
			    !has_accessible_version(view, all, &all->items[j]))
				add_file(view, &list, documents->items[i], &all->items[j]);
		add_linked_files(view, &list, documents->items[i]);
	}
	return wrapped(view, list);
}

/* --- what arkiv.yaml says --- */

static struct value
shortcomings_value(const struct view *view, const struct accessibility *statement)
{
	struct value list = value_list();
	for (size_t i = 0; i < statement->shortcomings.n; i++) {
		const struct shortcoming *shortcoming = &statement->shortcomings.items[i];
		struct value row = value_object();
		set_text(view, &row, S("vad"), shortcoming->what);
		set_text(view, &row, S("varför"), shortcoming->why);
		set_text(view, &row, S("alternativ"), shortcoming->alternative);
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

static struct value
texts_value(const struct view *view, const struct texts_at *texts)
{
	struct value list = value_list();
	for (size_t i = 0; i < texts->n; i++) {
		struct value row = value_object();
		set_text(view, &row, S("text"), texts->items[i].text);
		value_push(view->arena, &list, row);
	}
	return wrapped(view, list);
}

/* "helt", "delvis" or "inte": the words for readers, and those of the law. */
static void
set_degree(const struct view *view, struct value *object, str degree)
{
	static const struct {
		const char *degree, *plainly, *by_law;
	} rows[] = {
	    {"helt", "tillgänglighet.helt", "tillgänglighet.helt_förenlig"},
	    {"delvis", "tillgänglighet.delvis", "tillgänglighet.delvis_förenlig"},
	    {"inte", "tillgänglighet.inte", "tillgänglighet.inte_förenlig"},
	};
	set_bool(view, object, S("grad"), false);
	set_bool(view, object, S("förenlighet"), false);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq(degree, str_of(rows[i].degree))) {
			set_text(view, object, S("grad"), word(view, rows[i].plainly));
			set_text(view, object, S("förenlighet"), word(view, rows[i].by_law));
		}
}

void
accessibility_view(const struct view *view, struct value *object)
{
	const struct accessibility *statement = &view->context->archive->site.accessibility;
	set_head(view, object,
	         (struct page_head){
	             .heading = word(view, "tillgänglighet.rubrik"),
	             .description =
	                 phrase2(view, "tillgänglighet.beskrivning", statement->service, statement->actor),
	         });
	set_text(view, object, S("ingress"),
	         phrase2(view, "tillgänglighet.ingress", statement->actor, statement->service));
	set_degree(view, object, statement->degree);
	set(view, object, S("kontakt"), contact_value(view, statement->contact));
	str soon = statement->answer_time.n ? statement->answer_time : word(view, "tillgänglighet.snarast");
	set_text(view, object, S("svarstid"), phrase1(view, "tillgänglighet.svarstid", soon));
	set(view, object, S("tillsyn"), value_url(S(DIGG)));
	set(view, object, S("brister"), shortcomings_value(view, statement));
	set(view, object, S("filer"), inaccessible_files(view));
	set(view, object, S("oskäligt"), texts_value(view, &statement->disproportionate));
	set_text(view, object, S("oskäligt_text"), phrase1(view, "tillgänglighet.oskäligt", statement->actor));
	set(view, object, S("utanför"), texts_value(view, &statement->outside));
	set_text(view, object, S("metod"), statement->method);
	set(view, object, S("bedömd"), date_value(view, statement->assessed));
	set(view, object, S("uppdaterad"), date_value(view, statement->updated));
}
