/* The shapes of view.h: keys that are always set, wrapped lists, links. */
#include "pages/view.h"

#include "base/escape.h"
#include "pages/words.h"

void
set(const struct view *view, struct value *object, str key, struct value value)
{
	value_set(view->arena, object, key, value);
}

void
set_text(const struct view *view, struct value *object, str key, str text)
{
	set(view, object, key, text.n ? value_text(text) : value_bool(false));
}

void
set_bool(const struct view *view, struct value *object, str key, bool truth)
{
	set(view, object, key, value_bool(truth));
}

struct value
wrapped(const struct view *view, struct value list)
{
	if (!list.n)
		return value_bool(false);
	for (size_t i = 0; i < list.n; i++)
		if (list.items[i].kind == VALUE_OBJECT)
			set_bool(view, &list.items[i], S("sist"), i + 1 == list.n);
	struct value object = value_object();
	set_text(view, &object, S("antal"), number_text(view->arena, list.n));
	set(view, &object, S("lista"), list);
	return object;
}

struct value
url_to(const struct view *view, str address)
{
	/* The page of an unknown address is shown at any depth: only there links begin at the root of the host. */
	if (view->page->kind != PAGE_NOT_FOUND || str_starts(address, S("#")))
		return value_url(address_relative(view->arena, view->page->address, address));
	str base = view->context->archive->site.address;
	size_t host = str_find(base, S("://"));
	str path = host == SIZE_MAX ? base : str_from(base, host + 3);
	size_t slash = str_find_char(path, '/');
	path = slash == SIZE_MAX ? S("/") : str_from(path, slash);
	return value_url(str_join(view->arena, path, str_from(address, 1)));
}

struct value
outer_url(const struct view *view, str address)
{
	if (!str_starts(address, S("https://")) && !str_starts(address, S("http://")))
		return value_bool(false);
	struct buffer url = {.arena = view->arena};
	escape_url(&url, address);
	return value_url(buffer_str(&url));
}

static struct value
mail_url(const struct view *view, str address)
{
	struct buffer url = {.arena = view->arena};
	buffer_lit(&url, "mailto:");
	escape_url(&url, address);
	return value_url(buffer_str(&url));
}

struct value
contact_value(const struct view *view, str contact)
{
	if (!contact.n)
		return value_bool(false);
	bool mail = str_find_char(contact, '@') != SIZE_MAX && str_find_char(contact, ' ') == SIZE_MAX;
	struct value object = value_object();
	set_text(view, &object, S("namn"), contact);
	set(view, &object, S("länk"), mail ? mail_url(view, contact) : outer_url(view, contact));
	return object;
}

str
site_contact(const struct view *view)
{
	const struct site *site = &view->context->archive->site;
	return site->contact.n ? site->contact : site->publisher_mail;
}

struct value
link_value(const struct view *view, str name, str address)
{
	struct value object = value_object();
	set_text(view, &object, S("namn"), name);
	set(view, &object, S("länk"), address.n ? url_to(view, address) : value_bool(false));
	return object;
}
