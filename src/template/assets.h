/* A theme's assets: fingerprinted names, and addresses inside CSS. For theme.c only. */
#ifndef TEMPLATE_ASSETS_H
#define TEMPLATE_ASSETS_H

#include "template/theme.h"

#define ASSET_FOLDER "tillgangar/"

/* True when a file with this ending may be published; *text says whether it is text. */
bool asset_allowed(str ending, bool *text);

/* Fills theme->assets and theme->published from theme->files. */
void assets_publish(struct arena *, struct theme *, struct diag_list *);

#endif
