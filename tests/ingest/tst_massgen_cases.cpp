// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/case_folder.h"
#include "ingest/run_picture.h"

#include <QTest>

using namespace mgx;

/// Imports every run of every case and compares the picture with expected.txt. A difference is written to
/// expected.txt.fail: look at it, and if it is right, make it the new expectation.
class TestMassgenCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasCases() { QVERIFY(ingestCases().size() >= 15); }

    void picture_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : ingestCases())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    void picture()
    {
        QFETCH(QString, name);
        const auto folder = caseFolder(name.toStdString());
        const std::string input = (folder / "input").string();
        const Result<Catalog> catalog = listCatalog(input, {});
        std::string found;
        if (catalog) {
            found = pictureOf(*catalog, input);
            for (const CatalogItem& item : catalog->items) {
                const Result<Imported> imported = importItem(item, {});
                found += imported ? pictureOf(*imported, input) : imported.error().sentence() + '\n';
            }
        } else {
            found = catalog.error().what + '\n';
        }
        const std::string expected = readWhole(folder / "expected.txt");
        if (found != expected) {
            writeWhole(folder / "expected.txt.fail", found);
            QFAIL(("expected.txt differs:\n" + firstDifferences(expected, found)).c_str());
        }
        std::filesystem::remove(folder / "expected.txt.fail");
    }
};

QTEST_GUILESS_MAIN(TestMassgenCases)
#include "tst_massgen_cases.moc"
