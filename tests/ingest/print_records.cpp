// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the records of trace files as NDJSON: for comparing formats.
#include "ingest/catalog.h"
#include "store/record_row.h"

#include <cstdio>

int main(int count, char** arguments)
{
    for (int i = 1; i < count; ++i) {
        mgx::CatalogItem item;
        item.kind = mgx::CatalogItem::Kind::TraceFile;
        item.path = arguments[i];
        const auto imported = mgx::importItem(item, {});
        if (!imported) {
            std::fprintf(stderr, "%s\n", imported.error().sentence().c_str());
            return 1;
        }
        mgx::RecordRow rows;
        for (mgx::RowId row = 0; row < imported->snapshot->rowCount(); ++row) {
            std::string line;
            rows.appendJson(*imported->snapshot, row, false, line);
            std::printf("%s\n", line.c_str());
        }
    }
    return 0;
}
