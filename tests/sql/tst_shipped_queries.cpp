// SPDX-License-Identifier: GPL-3.0-or-later
// Every query that is shipped runs on the sample run, and finds there what is to be found.
#include "ingest/catalog.h"
#include "sql/corpus_fixture.h"
#include "workspace/query_placeholders.h"
#include "workspace/shipped_queries.h"

#include <QSet>

using namespace mgx;
using namespace mgx::testing;

class TestShippedQueries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void runsOnTheSample_data();
    void runsOnTheSample();
    void standardIsTheTextOfTheCorpus();
    void duplicateCallsAreFound();
    void hiddenErrorsAreEachToldOnce();

private:
    std::unique_ptr<LocalEngine> m_engine;
    std::string m_trace;
};

#ifndef Q_MOC_RUN
namespace {

/// What the sample does not have: exceptions, recorded model calls, a tool called twice with the same arguments.
const QSet<QString> kNothingInTheSample{QStringLiteral("standard.find-errors"), QStringLiteral("standard.llm-call-performance"),
                                        QStringLiteral("massgen.model-calls"), QStringLiteral("massgen.duplicate-tool-calls")};

const SavedQuery& shipped(const QString& id)
{
    static const std::vector<SavedQuery> queries = shippedQueries();
    return *std::find_if(queries.begin(), queries.end(), [&](const SavedQuery& q) { return q.id == id; });
}

} // namespace

void TestShippedQueries::initTestCase()
{
    const auto catalog = listCatalog(MGX_SOURCE_DIR "/resources/samples/three-agents", {});
    QVERIFY(catalog && !catalog->items.empty());
    const auto imported = importItem(catalog->items.front(), {});
    QVERIFY(imported);
    m_trace = toHex(imported->snapshot->trace(imported->snapshot->runFacts(0).session));
    m_engine = std::move(*LocalEngine::create({}));
    m_engine->load({imported->snapshot});
}

void TestShippedQueries::runsOnTheSample_data()
{
    QTest::addColumn<QString>("id");
    for (const SavedQuery& query : shippedQueries())
        QTest::addRow("%s", qPrintable(query.id)) << query.id;
}

void TestShippedQueries::runsOnTheSample()
{
    QFETCH(const QString, id);
    const SavedQuery& query = shipped(id);
    const QStringList placeholders = placeholdersOf(query.sql);
    QMap<QString, QString> texts;
    std::map<std::string, QueryValue> values;
    for (const QueryParameter& parameter : query.parameters) {
        if (placeholders.contains(parameter.name))
            texts.insert(parameter.name, QString::fromStdString(m_trace));
        else if (parameter.type == QLatin1String("trace"))
            values[parameter.name.toStdString()] = m_trace;
        else
            values[parameter.name.toStdString()] = parameter.defaultValue.toDouble();
    }
    const QueryAnswer answer = ask(*m_engine, fillPlaceholders(query.sql, texts).toStdString(), values);
    QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
    QVERIFY2(((*answer)->rowCount() > 0) != kNothingInTheSample.contains(id), "it has rows, or none, against what the sample holds");

    QStringList columns;
    for (const ResultColumn& column : (*answer)->columns())
        columns.append(QString::fromStdString(column.name));
    if (!query.chart.isEmpty()) {
        QVERIFY2(columns.contains(query.chart.x), qPrintable(query.chart.x));
        for (const QString& y : query.chart.y)
            QVERIFY2(columns.contains(y), qPrintable(y));
    }
}

/// The reference engine's corpus holds the same statements with an answer each: the library and the corpus must not drift apart.
void TestShippedQueries::standardIsTheTextOfTheCorpus()
{
    QFile file(QStringLiteral(MGX_SOURCE_DIR "/tests/cases/sql/corpus.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QSet<QString> statements;
    while (!file.atEnd()) {
        const auto line = nlohmann::json::parse(file.readLine().toStdString(), nullptr, false);
        if (line.is_object() && line.value("id", "").starts_with("seed-"))
            statements.insert(QString::fromStdString(line["sql"].get<std::string>()));
    }
    QVERIFY(statements.size() > 10);
    for (const SavedQuery& query : shippedQueries()) {
        if (query.shelf != SavedQuery::Shelf::Standard)
            continue;
        QMap<QString, QString> texts;
        for (const QString& name : placeholdersOf(query.sql))
            texts.insert(name, QStringLiteral("b12aa1f6d42fddbb7a86f7a243c71b9a"));
        QVERIFY2(statements.contains(fillPlaceholders(query.sql, texts)), qPrintable(query.title));
    }
}

void TestShippedQueries::duplicateCallsAreFound()
{
    QString sql = shipped(QStringLiteral("massgen.duplicate-tool-calls")).sql;
    QVERIFY(sql.contains(QLatin1String("HAVING COUNT(*) > 1")));
    const QueryAnswer all = ask(*m_engine, sql.replace(QLatin1String("HAVING COUNT(*) > 1"), QLatin1String("HAVING COUNT(*) > 0")).toStdString());
    QVERIFY(all);
    QVERIFY((*all)->rowCount() >= 10); // the arguments of nearly all of its 12 calls are known, and they differ
}

void TestShippedQueries::hiddenErrorsAreEachToldOnce()
{
    const QueryAnswer answer = ask(*m_engine, "SELECT count(*), count(DISTINCT span_id) FROM (" + shipped(QStringLiteral("massgen.hidden-errors")).sql.toStdString() + ") AS e");
    QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
    QCOMPARE((*answer)->text(0, 0), std::string("2"));
    QCOMPARE((*answer)->text(0, 1), std::string("2"));
}
#endif

QTEST_APPLESS_MAIN(TestShippedQueries)
#include "tst_shipped_queries.moc"
