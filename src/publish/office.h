/* The words of spreadsheets, which stand apart from their cells (Office Open XML, SpreadsheetML). */
#ifndef PUBLISH_OFFICE_H
#define PUBLISH_OFFICE_H

#include "publish/package.h"

/* The cells of a sheet in their order, as text with marks between them (view.h). `shared` is xl/sharedStrings.xml. */
str office_sheet(struct arena *, str shared, str sheet);

#endif
