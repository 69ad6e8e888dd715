// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/case_folder.h"
#include "ingest/catalog.h"
#include "store/record_row.h"

#include <QTest>

using namespace mgx;

/// Imports the trace files of every case that has a records.ndjson and compares all columns of all records with it. A
/// difference is written to records.ndjson.fail: look at it, and if it is right, make it the new expectation.
class TestFormatCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columns_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : ingestCases()) {
            if (std::filesystem::exists(caseFolder(name) / "records.ndjson"))
                QTest::newRow(name.c_str()) << QString::fromStdString(name);
        }
    }

    void columns()
    {
        QFETCH(QString, name);
        const auto folder = caseFolder(name.toStdString());
        const std::string input = (folder / "input").string();
        const Result<Catalog> catalog = listCatalog(input, {});
        QVERIFY2(catalog, catalog ? "" : catalog.error().sentence().c_str());
        std::string found;
        for (const CatalogItem& item : catalog->items) {
            const Result<Imported> imported = importItem(item, {});
            QVERIFY2(imported, imported ? "" : imported.error().sentence().c_str());
            RecordRow rows;
            for (RowId row = 0; row < imported->snapshot->rowCount(); ++row) {
                rows.appendJson(*imported->snapshot, row, false, found);
                found += '\n';
            }
        }
        for (std::size_t at = found.find(input); at != std::string::npos; at = found.find(input, at))
            found.replace(at, input.size(), ".");
        const std::string expected = readWhole(folder / "records.ndjson");
        if (found != expected) {
            writeWhole(folder / "records.ndjson.fail", found);
            QFAIL(("records.ndjson differs:\n" + firstDifferences(expected, found)).c_str());
        }
        std::filesystem::remove(folder / "records.ndjson.fail");
    }
};

QTEST_GUILESS_MAIN(TestFormatCases)
#include "tst_format_cases.moc"
