/* The small values of arkiv.json. */
#include "export/archive_json.h"

void
put_text(struct archive_json *archive, const char *key, str text)
{
	json_field(&archive->json, str_of(key), text);
}

void
put_word(struct archive_json *archive, const char *key, const char *word)
{
	put_text(archive, key, str_of(word));
}

void
put_number(struct archive_json *archive, const char *key, size_t number)
{
	json_key(&archive->json, str_of(key));
	json_number(&archive->json, (long long)number);
}

void
put_count(struct archive_json *archive, const char *key, size_t number)
{
	if (number)
		put_number(archive, key, number);
}

void
put_true(struct archive_json *archive, const char *key, bool truth)
{
	if (!truth)
		return;
	json_key(&archive->json, str_of(key));
	json_bool(&archive->json, true);
}

void
put_date(struct archive_json *archive, const char *key, struct date date)
{
	put_text(archive, key, fact_date(archive->arena, date));
}

void
begin_list(struct archive_json *archive, const char *key)
{
	json_key(&archive->json, str_of(key));
	json_array(&archive->json);
}

void
end_list(struct archive_json *archive)
{
	json_array_end(&archive->json);
}

void
put_texts(struct archive_json *archive, const char *key, const struct texts_at *texts)
{
	begin_list(archive, key);
	for (size_t i = 0; i < texts->n; i++)
		json_string(&archive->json, texts->items[i].text);
	end_list(archive);
}

void
put_entity_members(struct archive_json *archive, const struct entity *entity)
{
	put_word(archive, "typ", fact_entity_kinds[entity->kind]);
	put_text(archive, "id", entity->id);
	put_text(archive, "namn", fact_name(archive->context, archive->arena, entity));
}

void
add_entity(struct archive_json *archive, const struct entity *entity)
{
	json_object(&archive->json);
	put_entity_members(archive, entity);
	json_object_end(&archive->json);
}

void
add_name(struct archive_json *archive, str name)
{
	json_object(&archive->json);
	put_text(archive, "namn", name);
	json_object_end(&archive->json);
}

static void
add_reference(struct archive_json *archive, const struct reference *reference)
{
	if (reference->entity)
		add_entity(archive, reference->entity);
	else
		add_name(archive, reference->text);
}

void
put_entity(struct archive_json *archive, const char *key, const struct entity *entity)
{
	json_key(&archive->json, str_of(key));
	add_entity(archive, entity);
}

void
put_reference(struct archive_json *archive, const char *key, const struct reference *reference)
{
	if (!reference->entity && !reference->text.n)
		return;
	json_key(&archive->json, str_of(key));
	add_reference(archive, reference);
}

void
put_references(struct archive_json *archive, const char *key, const struct references *references)
{
	begin_list(archive, key);
	for (size_t i = 0; i < references->n; i++)
		add_reference(archive, &references->items[i]);
	end_list(archive);
}

void
put_tenures(struct archive_json *archive, const char *key, const struct tenures *tenures)
{
	begin_list(archive, key);
	for (size_t i = 0; i < tenures->n; i++) {
		const struct tenure *tenure = &tenures->items[i];
		json_object(&archive->json);
		put_reference(archive, "vem", &tenure->who);
		put_text(archive, "roll", tenure->role);
		put_reference(archive, "organ", &tenure->body);
		put_date(archive, "fran", tenure->from);
		put_date(archive, "till", tenure->to);
		json_object_end(&archive->json);
	}
	end_list(archive);
}

void
put_page(struct archive_json *archive, const char *key, str address)
{
	put_text(archive, key, fact_address(archive->context, archive->arena, address));
}

void
put_anchor(struct archive_json *archive, const struct document *document, str anchor)
{
	put_text(archive, "adress", fact_anchor(archive->context, archive->arena, document, anchor));
}

void
put_document(struct archive_json *archive, const char *key, const struct document *document)
{
	put_text(archive, key, document ? document->id : (str){0});
}
