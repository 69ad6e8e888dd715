// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/data_catalog.h"
#include "workspace/made_run.h"
#include "workspace/secret_text.h"
#include "workspace/value_counts.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace mgx;
using namespace mgx::test;

namespace {

std::shared_ptr<const DataCatalog> read(std::shared_ptr<const TraceSnapshot> snapshot)
{
    const std::vector<std::shared_ptr<const TraceSnapshot>> list{std::move(snapshot)};
    return readDataCatalog(list, {});
}

const DataKey* keyNamed(const DataCatalog& catalog, std::string_view name, std::string_view parent = {})
{
    for (const DataKey& key : catalog.keys) {
        if (key.name == name && key.parent == parent)
            return &key;
    }
    return nullptr;
}

std::vector<std::string> valuesOf(const DataCatalog& catalog, std::string_view column)
{
    std::vector<std::string> values;
    for (const DataColumn& entry : catalog.columns) {
        for (const DataValue& value : entry.values) {
            if (entry.name == column)
                values.push_back(value.text + "=" + std::to_string(value.count));
        }
    }
    return values;
}

std::uint64_t rowsOf(const DataCatalog& catalog, std::string_view table)
{
    for (const DataTable& entry : catalog.tables) {
        if (entry.name == table)
            return entry.rows;
    }
    return ~0ull;
}

} // namespace

class TestDataCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysAndTypes();
    void columnsAndTables();
    void hostileTexts();
    void secrets();
    void bounded();
    void sampled();
    void cancelled();
};

#ifndef Q_MOC_RUN

void TestDataCatalog::keysAndTypes()
{
    MadeRun run;
    run.span("a", 0, 1, 2, kNoRow, "{\"n\":1,\"t\":\"x\",\"mixed\":1,\"o\":{\"in\":true,\"deep\":{\"no\":1}},\"z\":null}");
    run.span("b", 0, 1, 2, kNoRow, "{\"n\":2,\"t\":\"y\",\"mixed\":\"one\",\"l\":[1]}");
    run.span("c", 0, 1, 2, kNoRow, "{\"n\":2.5,\"t\":\"y\"}");
    const auto catalog = read(run.publish());
    const auto told = [&](std::string_view name, std::string_view parent = {}) {
        const DataKey* key = keyNamed(*catalog, name, parent);
        if (!key)
            return std::string("none");
        std::string all = key->column + ' ' + key->type + ' ' + std::to_string(key->count);
        for (const std::string& example : key->examples)
            all += ' ' + example;
        return all;
    };
    QCOMPARE(told("n"), std::string("attributes integer, number 3 1 2 2.5"));
    QCOMPARE(told("t"), std::string("attributes text 3 y x"));
    QCOMPARE(told("mixed"), std::string("attributes text, integer 2 1 one"));
    QCOMPARE(told("o"), std::string("attributes object 1"));
    QCOMPARE(told("in", "o"), std::string("attributes boolean 1 true"));
    QCOMPARE(told("deep", "o"), std::string("attributes object 1"));
    QCOMPARE(told("no", "deep"), std::string("none"));
    QCOMPARE(told("l"), std::string("attributes array 1"));
    QCOMPARE(told("z"), std::string("attributes null 1"));
    QVERIFY(!catalog->isSampled && !catalog->isTruncated);
    QVERIFY(catalog->keys.at(0).count >= catalog->keys.at(1).count);
}

void TestDataCatalog::columnsAndTables()
{
    MadeRun run;
    const auto snapshot = run.fillUsual().publish();
    const auto catalog = read(snapshot);
    QCOMPARE(valuesOf(*catalog, "model"), (std::vector<std::string>{"model-0=1", "model-1=1", "model-2=1"}));
    QCOMPARE(valuesOf(*catalog, "service_name"), std::vector<std::string>{"massgen=" + std::to_string(snapshot->rowCount())});
    QCOMPARE(valuesOf(*catalog, "span_name").front(), std::string("mcp.lab.add=3"));
    QCOMPARE(valuesOf(*catalog, "agent_id").size(), std::size_t(3));
    QCOMPARE(valuesOf(*catalog, "outcome"), (std::vector<std::string>{"answer=3", "vote=2"}));
    QVERIFY(valuesOf(*catalog, "level").back().starts_with("error="));
    QCOMPARE(rowsOf(*catalog, "records_all"), std::uint64_t(snapshot->rowCount()));
    QCOMPARE(rowsOf(*catalog, "rounds"), std::uint64_t(5));
    QCOMPARE(rowsOf(*catalog, "votes"), std::uint64_t(2));
    QCOMPARE(rowsOf(*catalog, "runs"), std::uint64_t(1));
    std::uint64_t logs = 0;
    for (RowId row = 0; row < snapshot->rowCount(); ++row)
        logs += snapshot->kind(row) == RecordKind::Log ? 1 : 0;
    QCOMPARE(rowsOf(*catalog, "events"), logs);
}

void TestDataCatalog::hostileTexts()
{
    MadeRun run;
    const std::string lengthy(5000, 'q');
    run.span("name\x1b[31m\nred", 0, 1, 2, kNoRow, "{\"v\":\"a\\u0007b\\u202ec\",\"long\":\"" + lengthy + "\",\"" + lengthy + "\":1,\"bad\\nkey\":1}");
    run.span("broken", 0, 1, 2, kNoRow, "{\"fine\":1,\"cut\":");
    run.span("list", 0, 1, 2, kNoRow, "[1,2]");
    const auto catalog = read(run.publish());
    QCOMPARE(keyNamed(*catalog, "v")->examples, std::vector<std::string>{"a b c"});
    QCOMPARE(keyNamed(*catalog, "long")->examples.at(0).size(), kOfferedBytes + 3); // cut, with …
    QVERIFY(!keyNamed(*catalog, lengthy) && !keyNamed(*catalog, "bad\nkey"));
    QVERIFY(!keyNamed(*catalog, "fine")); // damaged attributes are left out as a whole
    const auto names = valuesOf(*catalog, "span_name");
    QVERIFY(std::find(names.begin(), names.end(), "name [31m red=1") != names.end());
}

void TestDataCatalog::secrets()
{
    for (const char* secret : {"sk-proj-abcdefgh12345678", "Bearer abc.def", "ghp_0123456789abcdef", "key AKIAIOSFODNN7EXAMPLE", "eyJhbGciOiJIUzI1NiJ9.e30.x",
                               "https://me:pw@host/x", "0123456789abcdef0123456789abcdef", "aB3dE5gH7jK9mN1pQ3sT5vW7"})
        QVERIFY2(isSecretText(secret), secret);
    for (const char* plain : {"agent_a", "gpt-4o-mini-2024-07-18", "mcp__filesystem__write_file", "2025-11-13T02:13:20.000000Z", "sk-", "task-runner",
                              "https://host/a@b", "Coordination event: coordination_started", "internationalisationworkshop"})
        QVERIFY2(!isSecretText(plain), plain);
    for (const char* name : {"api_key", "openai.apiKey", "X-Auth-Token", "db.password", "http.request.header.authorization"})
        QVERIFY2(isSecretName(name), name);
    for (const char* name : {"gen_ai.usage.input_tokens", "token_count", "massgen.agent_id", "tokenizer"})
        QVERIFY2(!isSecretName(name), name);
    MadeRun run;
    run.span("a", 0, 1, 2, kNoRow, "{\"password\":\"hello\",\"note\":\"sk-proj-abcdefgh12345678\",\"o\":{\"token\":\"t1\"},\"secrets\":{\"db\":\"t1\"}}");
    const auto catalog = read(run.publish());
    QCOMPARE(keyNamed(*catalog, "password")->count, std::uint64_t(1));
    for (const DataKey& key : catalog->keys)
        QVERIFY2(key.examples.empty(), key.name.c_str());
    QVERIFY(!keyNamed(*catalog, "db", "secrets"));
}

void TestDataCatalog::bounded()
{
    MadeRun run;
    std::string attributes = "{\"often\":1";
    for (int i = 0; i < 30'000; ++i)
        attributes += ",\"key" + std::to_string(i) + "\":" + std::to_string(i);
    attributes += "}";
    run.span("a", 0, 1, 2, kNoRow, attributes);
    for (int i = 0; i < 500; ++i)
        run.span("name " + std::to_string(i), 0, 1, 2, kNoRow, "{\"often\":" + std::to_string(i) + "}");
    const auto catalog = read(run.publish());
    QVERIFY(catalog->keys.size() <= 5000);
    QCOMPARE(catalog->keys.at(0).name, std::string("often"));
    QCOMPARE(catalog->keys.at(0).examples.size(), std::size_t(5));
    QCOMPARE(valuesOf(*catalog, "span_name").size(), std::size_t(200));
    QVERIFY(catalog->isTruncated);
}

/// Of a large trace rare names are still read, and counts are near the truth.
void TestDataCatalog::sampled()
{
    constexpr int kRows = 1'000'000;
    MadeRun run;
    for (int i = 0; i < kRows; ++i) {
        if (i % 250'000 == 7)
            run.span("rare", 0, i, i + 1, kNoRow, "{\"rare.key\":\"here\"}");
        else
            run.span("name " + std::to_string(i % 300), i % 3, i, i + 1, kNoRow,
                     "{\"massgen.agent_id\":\"agent_a\",\"round\":" + std::to_string(i % 9) + (i % 2 ? "}" : ",\"half\":true}"));
    }
    const auto snapshot = run.publish();
    QElapsedTimer timer;
    timer.start();
    const auto catalog = read(snapshot);
    const auto took = timer.elapsed();
    qInfo("data catalogue of %u records: %lld ms", snapshot->rowCount(), static_cast<long long>(took));
    QVERIFY(catalog->isSampled);
    QCOMPARE(keyNamed(*catalog, "rare.key")->count, std::uint64_t(4));
    const double half = static_cast<double>(keyNamed(*catalog, "half")->count);
    QVERIFY2(half > kRows * 0.4 && half < kRows * 0.6, qPrintable(QString::number(half)));
    QCOMPARE(rowsOf(*catalog, "records"), std::uint64_t(snapshot->rowCount()));
#ifdef __OPTIMIZE__
    QVERIFY2(took <= 2000, "1 M records take seconds"); // about 0.2 s on a quiet machine; others may be building
#endif
}

void TestDataCatalog::cancelled()
{
    CancelToken cancel;
    cancel.cancel();
    const std::vector<std::shared_ptr<const TraceSnapshot>> list{MadeRun().fillUsual().publish(), nullptr};
    QVERIFY(!readDataCatalog(list, cancel));
    QVERIFY(readDataCatalog(list, {}));
    QVERIFY(readDataCatalog({}, {})->keys.empty());
}

#endif

QTEST_APPLESS_MAIN(TestDataCatalog)
#include "tst_data_catalog.moc"
