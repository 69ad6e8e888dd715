// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/completion.h"
#include "query/sql_words.h"

#include <QElapsedTimer>
#include <QtTest>
#include <algorithm>
#include <random>

using namespace mgx;

namespace {

DataCatalog data()
{
    DataCatalog made;
    made.keys = {{"attributes", "", "massgen.agent_id", "text", 900, {"agent_a", "agent_b"}},
                 {"attributes", "", "massgen.round", "integer", 800, {"0", "1"}},
                 {"attributes", "", "result", "object", 40, {}},
                 {"attributes", "", "massgen.outcome", "text", 30, {"vote", "it's"}},
                 {"attributes", "result", "status", "text", 20, {"ok"}},
                 {"otel_resource_attributes", "", "host.name", "text", 10, {"box"}}};
    made.columns = {{"span_name", {{"coordination.session", 4, ""}, {"mcp.lab.fail", 3, ""}, {"Coordination event: x", 2, ""}}},
                    {"agent_id", {{"agent_a", 500, ""}, {"agent_c", 400, ""}}},
                    {"model", {{"model-1", 5, ""}}},
                    {"service_name", {{"massgen", 9, ""}}}};
    made.tables = {{"records", 1234567}};
    return made;
}

Completions completionsAt(std::string text, const DataCatalog& known, std::string_view table = {})
{
    const std::size_t cursor = text.find('|');
    text.erase(cursor, 1);
    CompletionRequest request;
    request.text = text;
    request.cursor = cursor;
    request.data = &known;
    request.conditionTable = table;
    return complete(request);
}

/// The text after the item that inserts `wanted` (the first where it is empty) was taken, with the cursor as |.
QString taken(std::string text, const std::string& wanted = {})
{
    const DataCatalog known = data();
    const Completions completions = completionsAt(text, known);
    text.erase(text.find('|'), 1);
    for (const CompletionItem& item : completions.items) {
        if (!wanted.empty() && item.insertText != wanted)
            continue;
        text.replace(completions.replaceFrom, completions.replaceTo - completions.replaceFrom, item.insertText);
        return QString::fromStdString(text.insert(completions.replaceFrom + item.caret, "|"));
    }
    return "nothing";
}

} // namespace

class TestCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offered_data();
    void offered();
    void nothingElse_data();
    void nothingElse();
    void insertion();
    void details();
    void ranking();
    void condition();
    void anyText();
    void speed();
};

#ifndef Q_MOC_RUN

void TestCompletion::offered_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("labels");   // that are offered
    QTest::addColumn<QStringList>("unwanted"); // that are not
    const auto row = [](const char* text, const char* labels, const char* unwanted = "") {
        QTest::newRow(text) << QString(text) << QString(labels).split(';', Qt::SkipEmptyParts)
                            << QString(unwanted).split(';', Qt::SkipEmptyParts);
    };
    row("|", "SELECT;WITH", "records;duration");
    row("select 1; sel|", "select", "from");
    row("SELECT * FROM |", "records;runs;tool_calls", "duration;count;WHERE");
    row("SELECT * FROM records r JOIN |", "runs", "duration");
    row("SELECT * FROM records, |", "runs", "duration");
    row("WITH slow AS (SELECT 1), b AS (SELECT * FROM |", "slow;records", "b");
    row("WITH slow AS (SELECT 1) SELECT * FROM s|", "slow", "records");
    row("SELECT | FROM records", "duration;count;CASE;DISTINCT", "WHERE;runs;question");
    row("SELECT dur|", "duration", "question");
    row("SELECT | FROM runs", "question;name", "span_name");
    row("SELECT r.| FROM records r JOIN runs u ON true", "duration;attributes", "question;count;SELECT");
    row("SELECT r.|\nFROM records r", "duration", "count");
    row("SELECT u. FROM records r JOIN runs u ON u.|", "question", "span_name");
    row("SELECT * FROM records r JOIN runs u ON |", "r;u;r.duration;question;r.trace_id;u.trace_id", "trace_id;duration");
    row("SELECT * FROM records |", "WHERE;GROUP BY;LEFT JOIN", "duration;SELECT");
    row("SELECT * FROM records WHERE |", "duration;lower;NOT", "WHERE;FROM");
    row("SELECT * FROM records WHERE duration > 1 |", "AND;ORDER BY;LIMIT", "duration;count");
    row("SELECT * FROM records WHERE span_name IS |", "NULL;NOT NULL", "AND;duration");
    row("SELECT * FROM records GROUP |", "BY", "ORDER BY");
    row("SELECT duration AS d, count(*) n FROM records GROUP BY |", "d;n;span_name");
    row("SELECT 1 FROM records ORDER BY duration |", "DESC;NULLS LAST", "WHERE");
    row("SELECT CASE |", "WHEN;duration", "THEN");
    row("SELECT CASE WHEN duration > 1 |", "THEN;END", "FROM;WHERE");
    row("SELECT CASE WHEN a THEN 1 END |", "FROM;AS", "THEN");
    row("SELECT rank() OVER (|", "PARTITION BY;ORDER BY");
    row("SELECT x.| FROM (SELECT duration AS d, kind, lower(message) FROM records) x", "d;kind", "duration;message");
    row("WITH a AS (SELECT *, 1 AS one FROM runs), b AS (SELECT * FROM a) SELECT | FROM b", "one;question", "span_name");
    row("WITH a (x, y) AS (SELECT 1, 2) SELECT a.| FROM a", "x;y");
    row("WITH RECURSIVE t AS (SELECT span_id FROM records UNION ALL SELECT r.span_id FROM records r JOIN t ON t.|", "", "duration");
    row("SELECT * FROM records r WHERE EXISTS (SELECT 1 FROM runs u WHERE u.trace_id = r.|)", "trace_id;duration", "question");
    row("SELECT * FROM records WHERE trace_id IN (SELECT |", "duration;trace_id");
    row("SELECT * FROM (|", "SELECT;records", "duration");
    row("SELECT duration::|", "int;text", "duration");
    row("SELECT CAST(duration AS |", "bigint", "duration");
    row("SELECT date_trunc('|', start_timestamp)", "hour;minute", "agent_a");
    row("WHERE start_timestamp > now() - interval '|", "1 hour");
    // keys
    row("SELECT attributes->>'|", "massgen.agent_id;result", "host.name;status");
    row("SELECT attributes->>|", "massgen.agent_id");
    row("SELECT attributes->'mass| FROM records WHERE kind = 'span'", "massgen.round", "result");
    row("SELECT r.attributes ? '| FROM records r", "massgen.agent_id");
    row("SELECT otel_resource_attributes->>'|'", "host.name", "massgen.agent_id");
    row("SELECT attributes->'result'->>'|'", "status", "result");
    row("SELECT json_get_str(attributes, '|", "massgen.agent_id", "status");
    row("SELECT json_get_str(attributes, 'result', '|", "status", "massgen.agent_id");
    row("SELECT attributes['|']", "massgen.round");
    row("SELECT agent_i| FROM records", "attributes->>'massgen.agent_id'");
    row("SELECT agent_i| FROM runs", "", "attributes->>'massgen.agent_id'");
    row("WITH a AS (SELECT attributes AS x FROM records) SELECT x->>'|' FROM a", "massgen.agent_id");
    // values
    row("SELECT * FROM records WHERE span_name = '|", "coordination.session", "agent_a");
    row("SELECT * FROM records WHERE span_name NOT LIKE '|'", "mcp.lab.fail");
    row("SELECT * FROM records r WHERE lower(r.span_name) IN ('a', '|')", "coordination.session");
    row("SELECT * FROM records WHERE span_name = |", "coordination.session;duration");
    row("SELECT * FROM agents WHERE model='|", "model-1");
    row("SELECT * FROM votes WHERE for_agent = '|", "agent_c");
    row("SELECT * FROM records WHERE attributes->>'massgen.agent_id' = '|", "agent_c;agent_b", "coordination.session");
    row("SELECT * FROM records WHERE (attributes->>'massgen.outcome')::text <> '|", "vote");
    row("WITH a AS (SELECT attributes->>'massgen.agent_id' AS who FROM records) SELECT * FROM a WHERE who = '|", "agent_c");
    row("SELECT * FROM records WHERE service_name = ANY(ARRAY['|", "massgen");
    row("SELECT $|", "$trace;$t0");
    row("SELECT $ru|, $rule", "$run;$rule", "$ru");
}

void TestCompletion::offered()
{
    QFETCH(QString, text);
    QFETCH(QStringList, labels);
    QFETCH(QStringList, unwanted);
    const DataCatalog known = data();
    QStringList all;
    for (const CompletionItem& item : completionsAt(text.toStdString(), known).items)
        all << QString::fromStdString(item.label);
    for (const QString& label : labels)
        QVERIFY2(all.contains(label), qPrintable(label + " is missing in: " + all.join(' ')));
    for (const QString& label : unwanted)
        QVERIFY2(!all.contains(label), qPrintable(label + " is among: " + all.join(' ')));
}

void TestCompletion::nothingElse_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"-- sel|", "/* a | */", "SELECT 12|", "SELECT 1 AS |", "SELECT * FROM records LIMIT |", "SELECT 'free |'",
                             "WITH |", "SELECT nobody.| FROM records", "SELECT $$ a | $$"})
        QTest::newRow(text) << QString(text);
}

void TestCompletion::nothingElse()
{
    QFETCH(QString, text);
    const DataCatalog known = data();
    QCOMPARE(completionsAt(text.toStdString(), known).items.size(), std::size_t(0));
}

void TestCompletion::insertion()
{
    QCOMPARE(taken("SELECT dur| FROM records"), QString("SELECT duration| FROM records"));
    QCOMPARE(taken("SELECT du|ra FROM records"), QString("SELECT duration| FROM records"));
    QCOMPARE(taken("SELECT approx_med| FROM records"), QString("SELECT approx_median(|) FROM records"));
    QCOMPARE(taken("select * from records wh|"), QString("select * from records where|"));
    QCOMPARE(taken("SELECT attributes->>'round|"), QString("SELECT attributes->>'massgen.round'|"));
    QCOMPARE(taken("SELECT attributes->>'rou|nd' FROM x"), QString("SELECT attributes->>'massgen.round|' FROM x"));
    QCOMPARE(taken("SELECT attributes->>rou|"), QString("SELECT attributes->>'massgen.round'|"));
    QCOMPARE(taken("SELECT 1 WHERE attributes->>'massgen.outcome' = 'it|"),
             QString("SELECT 1 WHERE attributes->>'massgen.outcome' = 'it''s'|"));
    QCOMPARE(taken("SELECT 1 FROM records WHERE span_name = 'Coord|ination event' AND 1=1", "Coordination event: x"),
             QString("SELECT 1 FROM records WHERE span_name = 'Coordination event: x|' AND 1=1"));
    QCOMPARE(taken("SELECT 1 FROM records WHERE span_name = mcp|"), QString("SELECT 1 FROM records WHERE span_name = 'mcp.lab.fail'|"));
    QCOMPARE(taken("SELECT \"dur|\" FROM records"), QString("SELECT \"duration|\" FROM records"));
    QCOMPARE(taken("SELECT $tr|"), QString("SELECT $trace|"));
    QCOMPARE(taken("WITH \"My T\" AS (SELECT 1 AS \"a b\") SELECT | FROM \"My T\""),
             QString("WITH \"My T\" AS (SELECT 1 AS \"a b\") SELECT \"a b\"| FROM \"My T\""));
}

void TestCompletion::details()
{
    const DataCatalog known = data();
    const Completions tables = completionsAt("SELECT * FROM rec|", known);
    QCOMPARE(tables.items.at(0).detail, std::string("1,234,567 rows"));
    const Completions keys = completionsAt("SELECT attributes->>'|", known);
    QCOMPARE(keys.items.at(0).detail, std::string("text · 900 records"));
    QCOMPARE(keys.items.at(0).note, std::string("agent_a · agent_b"));
    const Completions columns = completionsAt("SELECT durat|", known);
    QCOMPARE(columns.items.at(0).detail, std::string("DOUBLE"));
    QVERIFY(!columns.items.at(0).note.empty());
    const Completions functions = completionsAt("SELECT date_tr|", known);
    QCOMPARE(functions.items.at(0).detail, std::string("date_trunc(unit, time)"));
    const Completions computed = completionsAt("WITH a AS (SELECT count(*) AS n, attributes->>'x' AS t, duration d FROM records) SELECT | FROM a", known);
    QCOMPARE(computed.items.at(0).detail, std::string("BIGINT"));
    QCOMPARE(computed.items.at(1).detail, std::string("TEXT"));
    QCOMPARE(computed.items.at(2).detail, std::string("DOUBLE"));
}

void TestCompletion::ranking()
{
    DataCatalog known;
    known.keys = {{"attributes", "", "xaxgxe", "text", 900, {}},
                  {"attributes", "", "my.agent", "text", 50, {}},
                  {"attributes", "", "the.agent", "text", 60, {}},
                  {"attributes", "", "agent", "text", 1, {}}};
    std::vector<std::string> names;
    for (const CompletionItem& item : completionsAt("SELECT attributes->>'AGE|", known).items)
        names.push_back(item.text);
    QCOMPARE(names, (std::vector<std::string>{"agent", "the.agent", "my.agent", "xaxgxe"}));
    names.clear();
    for (const CompletionItem& item : completionsAt("SELECT attributes->>'age|", known).items)
        names.push_back(item.text);
    QCOMPARE(names.front(), std::string("agent"));
    // columns of the query come before functions, functions before keywords
    const Completions mixed = completionsAt("SELECT co| FROM (SELECT 1 AS cost) x", known);
    QCOMPARE(mixed.items.at(0).text, std::string("cost"));
    QVERIFY(mixed.items.at(1).kind == CompletionKind::Function);
}

/// The condition of a WHERE, without the statement around it.
void TestCompletion::condition()
{
    const DataCatalog known = data();
    const auto has = [&](const char* text, const char* label) {
        const Completions all = completionsAt(text, known, "records");
        return std::any_of(all.items.begin(), all.items.end(), [&](const CompletionItem& item) { return item.label == label; });
    };
    QVERIFY(has("|", "duration") && !has("|", "SELECT") && !has("|", "question"));
    QVERIFY(has("duration > 1 |", "AND") && !has("duration > 1 |", "GROUP BY"));
    QVERIFY(has("span_name LIKE '|", "mcp.lab.fail"));
    QVERIFY(has("attributes->>'|", "massgen.round"));
}

/// Cut and mixed statements at every cursor: no crash, and the range always holds the cursor.
void TestCompletion::anyText()
{
    const DataCatalog known = data();
    const std::string script = "WITH a AS (SELECT r.attributes->>'k' x, count(*) FROM records r JOIN (runs u CROSS JOIN votes) ON (u.a = $b)"
                               " WHERE s IN ('a', 'b') AND x[1] LIKE E'\\'' GROUP BY 1) SELECT CASE WHEN a.x THEN 1 END FROM a; /* c */";
    std::mt19937 random(11);
    for (int round = 0; round < 4000; ++round) {
        std::string text = script;
        for (unsigned i = random() % 4; i > 0; --i) {
            const std::size_t at = random() % text.size();
            text.erase(at, random() % 12);
            text.insert(random() % (text.size() + 1), 1, "()[]'\".,;$ *-\n"[random() % 14]);
        }
        CompletionRequest request;
        request.text = text;
        request.cursor = random() % (text.size() + 2);
        request.data = &known;
        const Completions found = complete(request);
        const std::size_t cursor = std::min(request.cursor, text.size());
        QVERIFY(found.replaceFrom <= cursor && cursor <= found.replaceTo && found.replaceTo <= text.size());
        QVERIFY(found.items.size() <= request.limit && found.items.size() <= found.total);
    }
}

/// p95 of completions all over a script of 100 kB, with 5,000 keys.
void TestCompletion::speed()
{
    DataCatalog known = data();
    for (int i = 0; i < 5000; ++i)
        known.keys.push_back({"attributes", "", "group_" + std::to_string(i % 70) + ".key_" + std::to_string(i), "text", std::uint64_t(5000 - i), {"a"}});
    std::string script;
    while (script.size() < 100'000) {
        script += "-- a question\nWITH a AS (SELECT span_name, attributes->>'group_1.key_71' AS k, duration FROM records WHERE "
                  "span_name LIKE 'mcp.%' AND kind = 'span')\nSELECT k, count(*) AS n, avg(a.duration) FROM a JOIN runs u ON u.name = a.k "
                  "GROUP BY k ORDER BY n DESC LIMIT 50";
        script += script.size() % 3 == 0 ? ";\n" : "\nUNION ALL\n";
    }
    std::vector<double> times;
    std::mt19937 random(5);
    for (int round = 0; round < 300; ++round) {
        CompletionRequest request;
        std::string text = script;
        const std::size_t at = text.find("'group", random() % 90'000);
        text.erase(at + 1 + random() % 12, 14);
        request.text = text;
        request.cursor = round % 3 == 0 ? random() % text.size() : at + 1 + static_cast<std::size_t>(round) % 6;
        request.data = &known;
        QElapsedTimer timer;
        timer.start();
        const Completions found = complete(request);
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        QVERIFY(round % 3 == 0 || found.replaceTo >= found.replaceFrom);
    }
    std::sort(times.begin(), times.end());
    const double p95 = times[times.size() * 95 / 100];
    qInfo("completion: median %.2f ms, p95 %.2f ms, worst %.2f ms", times[times.size() / 2], p95, times.back());
#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
    QVERIFY(p95 <= 300);
#else
    QVERIFY2(p95 <= 30, "a completion takes more than 30 ms");
#endif
}

#endif

QTEST_APPLESS_MAIN(TestCompletion)
#include "tst_completion.moc"
