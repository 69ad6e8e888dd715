// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what a path holds, as the pictures of tests/cases/ingest show it: for writing and looking into cases.
#include "ingest/run_picture.h"

#include <cstdio>

int main(int count, char** arguments)
{
    for (int i = 1; i < count; ++i) {
        const mgx::Result<mgx::Catalog> catalog = mgx::listCatalog(arguments[i], {});
        if (!catalog) {
            std::printf("%s\n", catalog.error().sentence().c_str());
            return 1;
        }
        std::printf("%s", mgx::pictureOf(*catalog, arguments[i]).c_str());
        for (const mgx::CatalogItem& item : catalog->items) {
            const mgx::Result<mgx::Imported> imported = mgx::importItem(item, {});
            std::printf("%s", imported ? mgx::pictureOf(*imported, item.path).c_str() : imported.error().sentence().c_str());
        }
    }
    return 0;
}
