/* Dates, periods and times: what is accepted is written out and read back as the same. */
#include "fuzz.h"

#include "base/date.h"

static void
check_date(struct arena *arena, str text)
{
	struct date date = {0}, again = {0};
	if (!date_parse(text, &date))
		return;
	if (!date_parse(date_edtf(arena, date), &again) || !date_equal(date, again) || date.approximate != again.approximate)
		broken("a date does not come back", text);
	if (date_compare(date, date_last_day(date)) > 0 || date_days(date) > date_days(date_last_day(date)))
		broken("a date ends before it begins", text);
	if (date_is_day(date) && (!date_equal(date, date_from_days(date_days(date))) || date_weekday(date) < 1 || date_weekday(date) > 7))
		broken("a day does not come back", text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	str text = str_copy(&arena, (str){(const char *)data, size});
	struct dates dates = {0};
	struct times times = {-1, -1}, again = {-1, -1};
	check_date(&arena, text);
	if (dates_parse(text, &dates) && dates.last.year && date_compare(dates.first, date_last_day(dates.last)) > 0)
		broken("a period ends before it begins", text);
	if (times_parse(text, &times) && (!times_parse(times_text(&arena, times), &again) || times.from != again.from || times.to != again.to))
		broken("a time does not come back", text);
	arena_free(&arena);
	return 0;
}
