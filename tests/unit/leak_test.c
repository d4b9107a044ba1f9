/* The search for hidden names: every coding and kind of file in which one can stand, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/unescape.h"
#include "publish/leaks.h"
#include "publish/stage.h"
#include "publish/view.h"

static struct arena arena, scratch;
static char root[64];

static const struct leak_subject subjects[] = {
    {{"p-1", 3}, false},
    {{"p-1", 3}, true},
    {{"p-2", 3}, false},
    {{"", 0}, false},
};
static struct leak_names names;

static int
set_up(void **state)
{
	(void)state;
	struct forms *forms = forms_new(&arena);
	forms_add(forms, S("Björn Åkerlund"), 0);
	forms_add(forms, S("Åkerlund, Björn"), 1);
	forms_add(forms, S("Ann Berg"), 2);
	forms_add(forms, S("Nalle"), 2);
	forms_add(forms, S("kontaktar Anna om avtalet"), 3);
	forms_allow(forms, S("Ann Berg Holm"));
	names = (struct leak_names){forms, subjects};
	snprintf(root, sizeof root, "/tmp/leak_test.XXXXXX");
	assert_non_null(mkdtemp(root));
	return chdir(root);
}

static int
tear_down(void **state)
{
	(void)state;
	char command[128];
	snprintf(command, sizeof command, "rm -rf '%s'", root);
	int status = chdir("/") == 0 ? system(command) : 1;
	arena_free(&arena);
	arena_free(&scratch);
	return status;
}

static struct leaks
leaks_in(const char *path, str bytes)
{
	struct leaks leaks = {0};
	leaks_of(&arena, &scratch, &names, str_of(path), bytes, &leaks);
	arena_reset(&scratch);
	return leaks;
}

static void
holds_bytes(const char *path, str bytes)
{
	struct leaks leaks = leaks_in(path, bytes);
	if (leaks.places.n == 0)
		fail_msg("not found in %s: %.*s", path, (int)(bytes.n < 200 ? bytes.n : 200), bytes.p);
}

static void
holds(const char *path, const char *text)
{
	holds_bytes(path, str_of(text));
}

static void
holds_not(const char *path, const char *text)
{
	struct leaks leaks = leaks_in(path, str_of(text));
	if (leaks.places.n)
		fail_msg("found in %s at %.*s: %s", path, STR(leaks.places.items[0].place), text);
}

/* What a command prints. */
static str
made_by(const char *command)
{
	struct buffer out = {.arena = &arena};
	FILE *stream = popen(command, "r");
	assert_non_null(stream);
	char piece[4096];
	for (size_t n; (n = fread(piece, 1, sizeof piece, stream)) > 0;)
		buffer_add(&out, (str){piece, n});
	assert_int_equal(pclose(stream), 0);
	return buffer_str(&out);
}

/* ---- escapes ---- */

static void
escapes_are_undone(void **state)
{
	(void)state;
	static const char *const texts[][2] = {
	    {"Bj&ouml;rn &#197;kerlund &#xC5;k &Aring; &amp;amp; &nbsp;", "Björn Åkerlund Åk Å &amp; \xc2\xa0"},
	    {"Andr&eacute Bj&oumlrn &#246 &unknown; & &; &#; &#x;", "André Björn ö &unknown; & &; &#; &#x;"},
	    {"Bj%C3%B6rn%20%c3%85kerlund 100 % %zz %", "Björn Åkerlund 100 % %zz %"},
	    {"Bj\\u00f6rn \\xc5 \\u{1F600}\\ud83d\\ude00\\/ \\q \\", "Björn Å 😀😀/ \\q \\"},
	    {"&#x110000; &#0; &#xd800; &#99999999999999999999;", "\xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd"},
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		str out = unescape(&arena, str_of(texts[i][0]), ESCAPE_ENTITY | ESCAPE_PERCENT | ESCAPE_BACKSLASH);
		assert_string_equal(str_c(&arena, out), texts[i][1]);
	}
	str same = S("a&b");
	assert_ptr_equal(unescape(&arena, same, ESCAPE_PERCENT).p, same.p);
}

static void
places_lead_back(void **state)
{
	(void)state;
	const struct view text = {.text = S("<p>a&amp;<b>b</b> &#246;c")};
	const struct view *bare = view_stripped(&arena, &text, MARKUP_PAGE);
	const struct view *plain = view_unescaped(&arena, bare);
	assert_string_equal(str_c(&arena, plain->text), APART_MARK "a&b \xc3\xb6"
	                                                           "c");
	assert_int_equal(view_origin(plain, 1), 3);
	assert_int_equal(view_origin(plain, 3), 12);
	assert_int_equal(view_origin(plain, 5), 18);
	assert_int_equal(view_origin(plain, 7), 24);
	assert_int_equal(view_origin(plain, 8), 25);
}

/* ---- texts ---- */

static void
texts(void **state)
{
	(void)state;
	static const char *const found[] = {
	    "Björn Åkerlund",
	    "BJÖRN ÅKERLUNDS",
	    "Bjorn Akerlund",
	    "bjorn-akerlund",
	    "bjorn.akerlund@example.se",
	    "Bjo\xcc\x88rn A\xcc\x8akerlund",
	    "Björn\n  Åkerlund",
	    "Björn\xc2\xa0\xc3\x85kerlund",
	    "Åkerlund, Björn",
	    "Berit Åkerlund Björn Åkerlund", /* not "Åkerlund Björn", but what begins inside it */
	    "Björn &Aring;kerlund",
	    "Bj&#246;rn &#xC5;kerlund",
	    "Bj&amp;ouml;rn Åkerlund",
	    "Bj%C3%B6rn%20%C3%85kerlund",
	    "?q=bj%c3%b6rn+%c3%a5kerlund",
	    "Bj%25C3%25B6rn%2520%25C3%2585kerlund",
	    "\"Bj\\u00f6rn \\u00c5kerlund\"",
	    "Bj\\\\u00f6rn \\\\u00c5kerlund",
	    "Björn\\nÅkerlund",
	    "Björn\\/Åkerlund Nalle",
	    "Bj\\xf6rn \\u{c5}kerlund",
	    "Bjo\\u0308rn Åkerlund",
	    "Bjö\xc2\xadrn Åker\xe2\x80\x8blund",
	    "Bj&shy;örn Åkerlund",
	};
	static const char *const none[] = {
	    "Johann Bergström",   "Mary-Ann Berg",   "Ann Berg-Larsson", "Ann Berg Holm",
	    "Annika Berg",        "Ann. Bergslagen", "Åkerlund Björn",   "Björn, Åkerlund",
	    "Björn Ek. Åkerlund", "Nallebjörn",      "Kontaktar Anna.",  "kontaktar Anna om",
	};
	for (size_t i = 0; i < sizeof found / sizeof *found; i++)
		holds("data/a.json", found[i]);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		holds_not("data/a.json", none[i]);
}

static void
pages(void **state)
{
	(void)state;
	static const char *const found[] = {
	    "<p>Bj<b>ör</b>n Åkerlund</p>",
	    "<strong>Björn</strong> Åkerlund",
	    "<a href=\"x\">Björn</a>\n<em>Åkerlunds</em>",
	    "<img alt=\"Björn Åkerlund\">",
	    "<a title='Bj&ouml;rn Åkerlund'>",
	    "<!-- Björn Åkerlund -->",
	    "Björn<br>Åkerlund",
	    "<a href=\"../bj%C3%B6rn-%C3%A5kerlund/\">x</a>",
	    "<h2 id=\"bjorn-akerlund\">",
	    "Bj<!-- -->örn Åker<wbr>lund",
	    "<content>&lt;p&gt;Bj&lt;b&gt;ö&lt;/b&gt;rn &amp;Aring;kerlund&lt;/p&gt;</content>",
	    "<![CDATA[Björn <b>Å</b>kerlund]]>",
	    "<td>Björn</td><td>Åkerlund</td>",
	    "<th><p>Åkerlund</p></th>\n<td><p>Björn</p></td>",
	    "<script type=\"application/ld+json\">{\"name\":\"Bj\\u00f6rn \\u00c5kerlund\"}</script>",
	    "<a title=\"a > b\">Bj<b>ö</b>rn Åkerlund",
	    "5 < 6 och <b>Bj</b>örn Åkerlund",
	    "<x Björn <b>Bj</b>örn Åkerlund",
	    "<li>Hon kontaktar <a href=\"x\">Anna</a> om avtalet.</li>",
	    "<SPAN>Bj</SPAN>örn Åkerlund",
	};
	static const char *const none[] = {
	    "<p>Björn</p><p>Åkerlund</p>",
	    "<li>Björn<li>Åkerlund",
	    "<td>Björn</td></tr><tr><td>Åkerlund</td>",
	    "<td>Karin Björn</td><td>Åkerlund Peter</td>",
	    "<td>Åkerlund</td><td>Björn Ek</td>",
	    "<h2>Ann</h2> Berg",
	    "<a title=\"Ann\" href=\"Berg\">",
	    "<dt>Ann</dt><dd>Berg</dd>",
	};
	for (size_t i = 0; i < sizeof found / sizeof *found; i++)
		holds("index.html", found[i]);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		holds_not("index.html", none[i]);
}

static void
calendars_and_tables(void **state)
{
	(void)state;
	holds("kalender.ics", "BEGIN:VCALENDAR\r\nDESCRIPTION:med Björn Åk\r\n erlund\\, Skövde\r\n");
	holds("kalender.ics", "BEGIN:VCALENDAR\r\nDESCRIPTION:punkt ett\\nBjörn Åkerlund\\; x\r\n");
	holds("data/p.csv", "förnamn;efternamn\r\nBjörn;Åkerlund\r\n");
	holds("data/p.csv", "namn,roll\r\n\"Åkerlund, Björn\",ordförande\r\n");
	holds("data/p.csv", "\"Åkerlund\",\"Björn\"\r\n");
	holds("bilagor/p.txt", "Björn\tÅkerlund\r\n");
	holds("data/p.csv", "namn;roll\r\n\"Björn\nÅkerlund\";ordförande\r\n");
	holds_not("data/p.csv", "Eva,Björn\r\nÅkerlund,Per\r\n");
	holds_not("data/p.csv", "Eva Björn;Åkerlund Per\r\n");
	holds_not("data/arkiv.json", "{\"text\": \"Listan:\\nPer Åkerlund, Björn Ek\"}");
}

static void
other_codings(void **state)
{
	(void)state;
	holds_bytes("bilagor/p.csv", S("namn\r\nBj\xf6rn;\xc5kerlund\r\n"));
	holds_bytes("bilagor/p.txt", S("Bj\x94rn \x8fkerlund"));
	holds_bytes("bilagor/p.txt", S("Bj\x9arn \x81kerlund"));
	holds_bytes("bilagor/p.txt", S("\xff\xfe"
	                               "B\0j\0\xf6\0r\0n\0 \0\xc5\0k\0e\0r\0l\0u\0n\0d\0"));
	holds_bytes("bilagor/p.txt", S("\xfe\xff"
	                               "\0B\0j\0\xf6\0r\0n\0 \0\xc5\0k\0e\0r\0l\0u\0n\0d"));
	/* in a picture: a comment, as people's programs write it */
	holds_bytes("a.jpg", S("\xff\xd8\xff\xe1\0\x20"
	                       "Exif\0\0Artist\0Bj\xc3\xb6rn \xc3\x85kerlund\0\x01\xff\xd9"));
	holds_bytes("a.jpg", S("\xff\xd8\xff\xe1\0\x20"
	                       "Exif\0\0Artist\0Bj\xf6rn \xc5kerlund\0\x01\xff\xd9"));
	holds_bytes("a.jpg", S("\xff\xd8\xff\xe1\0"
	                       "\0\0"
	                       "B\0j\0\xf6\0r\0n\0 \0\xc5\0k\0e\0r\0l\0u\0n\0d\0\0\0\x01"));
	holds_bytes("a.jpg", S("\xff\xd8\xff\xe1\0"
	                       "\0\0\0"
	                       "B\0j\0\xf6\0r\0n\0 \0\xc5\0k\0e\0r\0l\0u\0n\0d\0\0\0\x01"));
	holds_bytes("a.png", S("\x89PNG\0tEXt<rdf:li>Bj&#246;rn &#xC5;kerlund</rdf:li>\0\xff"));
	/* packed texts of a picture: 11.3.3.3 and 11.3.3.4 of the standard */
	holds_bytes("a.png", S("\x89PNG\r\n\x1a\n\0\0\0\036zTXtAuthor\0\0"
	                       "\170\234\163\312\372\126\224\247\160\064\073\265\050\247\064\057\005\000\060\342\006\135\0\0\0\0"));
	/* a short name comes about by chance in bytes, not in a text */
	struct leaks leaks = leaks_in("a.woff2", S("\xff\xd8\0\0\x01 Nalle \x02\0\0\xff"));
	assert_int_equal(leaks.places.n, 0);
	holds("a.txt", "x Nalle y");
}

/* ---- packed files ---- */

static void
packed(void **state)
{
	(void)state;
	holds_bytes("sok/a.pf_fragment", made_by("printf 'pagefind_dcd{\"content\":\"Björn Åkerlund\"}' | gzip -c"));
	/* CBOR: the length of a text stands right before it and looks like a letter */
	holds_bytes("sok/a.pf_meta",
	            made_by("printf 'pagefind_dcd\\202\\160Björn Åkerlund\\145lunch\\377\\000' | gzip -c"));
	holds_bytes(
	    "a.bin",
	    made_by("printf '\\000\\001abc'; printf 'x' | gzip -c; printf 'Björn Åkerlund' | gzip -c | gzip -c"));
	struct leaks bomb = leaks_in("a.gz", made_by("head -c 70000000 /dev/zero | gzip -c"));
	assert_int_equal(bomb.unread, UNREAD_LARGE);
	struct leaks cut =
	    leaks_in("a.gz", made_by("printf 'Björn Åkerlund %s' \"$(seq 2000)\" | gzip -c | head -c 2000"));
	assert_int_equal(cut.places.n, 1);
}

static void
office_documents(void **state)
{
	(void)state;
	holds_bytes(
	    "a.docx",
	    made_by("mkdir -p w/word && cd w && printf '%s' '<w:document><w:p><w:r><w:t>Bj</w:t></w:r><w:r><w:rPr>"
	            "<w:b/></w:rPr><w:t>örn</w:t></w:r><w:r><w:t xml:space=\"preserve\"> Åkerlund</w:t></w:r>"
	            "</w:p></w:document>' >word/document.xml && zip -q -r - ."));
	holds_bytes(
	    "a.docx",
	    made_by(
	        "mkdir -p wt/word && cd wt && printf '%s' '<w:tr><w:tc><w:p><w:r><w:t>Björn</w:t></w:r></w:p></w:tc>"
	        "<w:tc><w:p><w:r><w:t>Åkerlund</w:t></w:r></w:p></w:tc></w:tr>' >word/document.xml && "
	        "zip -q -r - ."));
	holds_bytes("a.docx", made_by("mkdir -p c/docProps && cd c && printf '<dc:creator>Björn Åkerlund</dc:creator>' "
	                              ">docProps/core.xml && zip -q -r - ."));
	holds_bytes(
	    "a.odt",
	    made_by(
	        "mkdir -p o && cd o && printf '%s' '<text:p>Bj<text:span>ör</text:span>n<text:s/>Åkerlund</text:p>' "
	        ">content.xml && zip -q -r - ."));
	holds_bytes(
	    "a.ods",
	    made_by("mkdir -p t && cd t && printf '%s' '<table:table-row><table:table-cell><text:p>Åkerlund</text:p>"
	            "</table:table-cell><table:table-cell><text:p>Björn</text:p></table:table-cell>"
	            "</table:table-row>' >content.xml && zip -q -r - ."));
	holds_bytes(
	    "a.xlsx",
	    made_by("mkdir -p x/xl/worksheets && cd x && printf '%s' '<sst><si><t>Åkerlund</t></si><si><t>Eva</t></si>"
	            "<si><r><t>Bj</t></r><r><t>örn</t></r></si></sst>' >xl/sharedStrings.xml && printf '%s' "
	            "'<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c><c r=\"B1\" s=\"1\" t=\"s\"><v>0</v></c>"
	            "</row></sheetData>' >xl/worksheets/sheet1.xml && zip -q -r - ."));
	holds_bytes("a.xlsx",
	            made_by("mkdir -p n/bilder && cd n && printf x >'bilder/Björn Åkerlund.png' && zip -q -r - ."));
	/* a document in a document, and a picture's comment in one */
	holds_bytes("a.docx",
	            made_by("mkdir -p e/word && (cd w && zip -q -r ../e/word/inre.docx .) && cd e && zip -q -r - ."));
	struct leaks paragraphs = leaks_in(
	    "a.docx",
	    made_by("mkdir -p p/word && cd p && printf '%s' '<w:p><w:r><w:t>Björn</w:t></w:r></w:p><w:p><w:r><w:t>"
	            "Åkerlund</w:t></w:r></w:p>' >word/document.xml && zip -q -r - ."));
	assert_int_equal(paragraphs.places.n, 0);
	assert_int_equal(paragraphs.unread, ALL_READ);
	struct leaks locked = leaks_in("a.docx", made_by("cd w && zip -q -r -P hemligt - ."));
	assert_int_equal(locked.unread, UNREAD_LOCKED);
	struct leaks damaged = leaks_in("a.docx", made_by("cd w && zip -q -r - . | head -c 300"));
	assert_int_equal(damaged.unread, UNREAD_LOCKED);
	struct leaks bomb =
	    leaks_in("a.docx", made_by("mkdir -p b && cd b && head -c 70000000 /dev/zero >x && zip -q -r - ."));
	assert_int_equal(bomb.unread, UNREAD_LARGE);
}

/* A PDF of one page. The table of offsets is left out: readers make it themselves. */
static str
a_pdf(const char *content, const char *more)
{
	return str_format(
	    &arena,
	    "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
	    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
	    "endobj\n4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont"
	    "/Helvetica/Encoding/WinAnsiEncoding>>endobj\n%s\ntrailer<</Root 1 0 R>>\n%%%%EOF\n",
	    strlen(content), content, more);
}

static void
pdf_documents(void **state)
{
	(void)state;
	holds_bytes("a.pdf", a_pdf("BT /F 12 Tf 50 200 Td [(Bj\\366r) -20 (n )] TJ (\\305kerlund) Tj ET", ""));
	holds_bytes("a.pdf", a_pdf("BT /F 12 Tf 50 200 Td (Hej) Tj ET",
	                           "9 0 obj<</Title<FEFF0042006A00F60072006E002000C5006B00650072"
	                           "006C0075006E0064>>>endobj"));
	holds_bytes("a.pdf",
	            a_pdf("BT /F 12 Tf 50 200 Td (Hej) Tj ET", "9 0 obj<</Title(Bj\\366rn \\305kerlund)>>endobj"));
	struct leaks page = leaks_in("a.pdf", a_pdf("BT /F 12 Tf 50 200 Td (Bj\\366rn) Tj ( \\305kerlund) Tj ET", ""));
	assert_int_equal(page.places.n, 1);
	assert_string_equal(str_c(&arena, page.places.items[0].place), "#page=1");
	struct leaks fine = leaks_in("a.pdf", a_pdf("BT /F 12 Tf 50 200 Td (Johann Bergstr\\366m) Tj ET", ""));
	assert_int_equal(fine.places.n, 0);
	assert_int_equal(fine.unread, ALL_READ);
	assert_int_equal(leaks_in("a.pdf", a_pdf("0 0 10 10 re f", "")).unread, UNREAD_PICTURES);
	assert_int_equal(leaks_in("a.pdf", S("%PDF-1.4\nnothing of the kind")).unread, UNREAD_LOCKED);
}

/* In the words of documents alone, also where nobody is hidden: other files have been looked through as sources. */
static void
identity_numbers(void **state)
{
	(void)state;
	str pdf = a_pdf("BT /F 12 Tf 50 200 Td (Anna, 811218-9876) Tj ET", "");
	str word = made_by("mkdir -p i/word && cd i && printf '%s' '<w:p w:rsidR=\"8112189876\"><w:r><w:t>811218-</w:t></w:r>"
	                   "<w:r><w:t>9876</w:t></w:r></w:p>' >word/document.xml && zip -q -r - .");
	str sheet = made_by("mkdir -p j/xl/worksheets && cd j && printf '%s' '<sheetData><row r=\"1\"><c r=\"A1\">"
	                    "<v>198112189876</v></c></row></sheetData>' >xl/worksheets/sheet1.xml && zip -q -r - .");
	str fine = made_by("mkdir -p k/word && cd k && printf '%s' '<w:p w:rsidR=\"8112189876\"><w:r><w:t>811218-9875, "
	                   "556016-0680</w:t></w:r></w:p>' >word/document.xml && zip -q -r - .");
	struct leak_names before = names;
	for (int hidden = 1; hidden >= 0; hidden--) {
		names = hidden ? before : (struct leak_names){forms_new(&arena), NULL};
		struct leaks page = leaks_in("a.pdf", pdf);
		assert_int_equal(page.numbers.n, 1);
		assert_string_equal(str_c(&arena, page.numbers.items[0]), "#page=1");
		assert_int_equal(page.places.n, 0);
		struct leaks text = leaks_in("a.docx", word);
		assert_int_equal(text.numbers.n, 1);
		assert_string_equal(str_c(&arena, text.numbers.items[0]), "word/document.xml 1:37");
		struct leaks cells = leaks_in("a.xlsx", sheet);
		assert_int_equal(cells.numbers.n, 1);
		assert_int_equal(leaks_in("a.docx", fine).numbers.n, 0);
		assert_int_equal(leaks_in("a.html", S("<p>811218-9876</p>")).numbers.n, 0);
	}
	names = before;
}

static void
without_pdftotext(void **state)
{
	(void)state;
	char *path = strdup(getenv("PATH"));
	setenv("PATH", root, 1);
	struct leaks leaks = leaks_in("a.pdf", a_pdf("BT /F 12 Tf 50 200 Td (Bj\\366rn) Tj ( \\305kerlund) Tj ET", ""));
	setenv("PATH", path, 1);
	free(path);
	assert_int_equal(leaks.unread, UNREAD_PROGRAM);
}

/* ---- places and messages ---- */

static void
places(void **state)
{
	(void)state;
	struct leaks page =
	    leaks_in("a/index.html", S("<h1 id=\"p1\">x</h1>\n<p>ö Björn <b id=\"bjorn-akerlund\">Åkerlund</b></p>\n"
	                               "Björn Åkerlund, Nalle"));
	static const char *const expected[] = {"#p1 2:6", "#[…] 3:1", "#[…] 3:17"};
	assert_int_equal(page.places.n, 3);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(str_c(&arena, page.places.items[i].place), expected[i]);
	assert_int_equal(page.places.items[2].value, 2);

	struct buffer many = {.arena = &arena};
	for (int i = 0; i < 25; i++)
		buffer_lit(&many, "Nalle\n");
	struct leaks all = leaks_in("a.txt", buffer_str(&many));
	assert_int_equal(all.places.n, MOST_PLACES);
	assert_int_equal(all.more, 5);

	struct leaks path = leaks_in("personer/bjorn-akerlund/index.html", S("x"));
	assert_true(path.in_path);
	assert_string_equal(str_c(&arena, path.path), "personer/[…]/index.html");
	assert_true(leaks_in("bilagor/Bj%C3%B6rn Åkerlund.txt", S("x")).in_path);
	assert_false(leaks_in("personer/p-1/index.html", S("x")).in_path);
}

/* Any bytes at all end, and in time. */
static void
hostile_texts(void **state)
{
	(void)state;
	static const char *const pieces[] = {"<",
	                                     "<a",
	                                     "<a x=\"",
	                                     "&",
	                                     "&#",
	                                     "&amp",
	                                     "%",
	                                     "\\u",
	                                     "(",
	                                     "<<",
	                                     "\x1f\x8b\x08",
	                                     "PK\x03\x04",
	                                     "%PDF-",
	                                     "/FlateDecode stream\n",
	                                     "\xff\xfe",
	                                     "\xff",
	                                     "-\n",
	                                     "<!--",
	                                     "<![CDATA[",
	                                     ";\"",
	                                     "Björn ",
	                                     "Björn\t",
	                                     "<si",
	                                     "<row><c "};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buffer text = {.arena = &arena};
		for (int k = 0; k < 5000; k++)
			buffer_add(&text, str_of(pieces[i]));
		leaks_in("bilagor/a.csv", buffer_str(&text));
	}
}

static void
a_leak_stops_the_stage(void **state)
{
	(void)state;
	struct diag_list diags = {.arena = &arena};
	struct publish_options options = {.output = S("public"), .content = S("content")};
	struct stage *stage = stage_open(&arena, &options, &diags);
	assert_non_null(stage);
	assert_true(stage_write(stage, S("index.html"), S("<p>Johann Bergström</p>")));
	assert_true(stage_scan(stage, &names, 2, &diags));
	assert_int_equal(diags.n, 0);
	assert_true(stage_write(stage, S("a.html"), S("<p>Bj&ouml;rn Åkerlund</p>")));
	assert_true(stage_write(stage, S("b.txt"), S("Hon kontaktar Anna om avtalet.")));
	assert_false(stage_scan(stage, &names, 2, &diags));
	assert_int_equal(diags.n, 2);
	assert_int_equal(diags.items[0].code, DIAG_LEAK);
	assert_string_equal(str_c(&arena, diags.items[0].arguments[2]), "p-1");
	assert_int_equal(diags.items[1].code, DIAG_LEAK_SHORT);
	struct leak_names nobody = {forms_new(&arena), NULL};
	assert_true(stage_scan(stage, &nobody, 2, &diags));
	stage_abandon(stage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(escapes_are_undone),
	    cmocka_unit_test(places_lead_back),
	    cmocka_unit_test(texts),
	    cmocka_unit_test(pages),
	    cmocka_unit_test(calendars_and_tables),
	    cmocka_unit_test(other_codings),
	    cmocka_unit_test(packed),
	    cmocka_unit_test(office_documents),
	    cmocka_unit_test(pdf_documents),
	    cmocka_unit_test(identity_numbers),
	    cmocka_unit_test(without_pdftotext),
	    cmocka_unit_test(places),
	    cmocka_unit_test(hostile_texts),
	    cmocka_unit_test(a_leak_stops_the_stage),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
