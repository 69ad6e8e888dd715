// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/answer_comparison.h"
#include "sql/corpus_fixture.h"

#include <fstream>

using namespace mgx;

/// Statements with the answers of the reference engine: every one agrees.
class TestCorpusSql : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto records = mgx::testing::corpusRecords();
        QVERIFY(records);
        QCOMPARE(records->rowCount(), RowId(2004));
        auto engine = LocalEngine::create({});
        QVERIFY(engine);
        m_engine = std::move(*engine);
        m_engine->load({records});
    }

    void statement_data()
    {
        QTest::addColumn<QByteArray>("line");
        int count = 0;
        for (const char* name : {"corpus.jsonl", "statements.jsonl"}) {
            std::ifstream file(std::string(MGX_SOURCE_DIR "/tests/cases/sql/") + name);
            std::string line;
            while (std::getline(file, line)) {
                const auto entry = nlohmann::json::parse(line);
                QTest::newRow(entry["id"].get<std::string>().c_str()) << QByteArray::fromStdString(line);
                ++count;
            }
        }
        QVERIFY(count > 800);
    }

    void statement()
    {
        QFETCH(QByteArray, line);
        const auto expected = nlohmann::json::parse(line.toStdString());
        const std::string sql = expected["sql"];
        const std::string difference = differenceOf(expected, mgx::testing::asJson(mgx::testing::ask(*m_engine, sql)));
        QVERIFY2(difference.empty(), (difference + "\n" + sql).c_str());
    }

    void cleanupTestCase() { m_engine.reset(); }

private:
    std::unique_ptr<LocalEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestCorpusSql)
#include "tst_corpus_sql.moc"
