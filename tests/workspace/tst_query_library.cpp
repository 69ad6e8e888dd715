// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/query_library.h"

#include "workspace/query_placeholders.h"
#include "workspace/shipped_queries.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace mgx;
using Shelf = SavedQuery::Shelf;

class TestQueryLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shippedQueriesAreWhole();
    void textGoesThroughAFileAndBack();
    void damagedEntriesAreNamedAndTheRestIsKept();
    void hostileFilesAreBounded();
    void whatIsChangedIsThereAgain();
    void shippedOnesStayAndAreCopied();
    void removedComesBackWhereItWas();
    void findsByEveryWord();
    void namesAreFoundInAnyCaseAndNearOnesTold();
    void importAndExport();
    void twoWindowsKeepEachOthersQueries();
    void aDamagedFileIsKeptAsideAndANewerOneLeftAlone();
    void workspaceQueriesAreNotWritten();
    void placeholders_data();
    void placeholders();
};

#ifndef Q_MOC_RUN
namespace {

SavedQuery made(const QString& title, const QString& sql = "SELECT 1")
{
    SavedQuery query;
    query.title = title;
    query.sql = sql;
    return query;
}

QStringList titles(const std::vector<SavedQuery>& queries)
{
    QStringList list;
    for (const SavedQuery& query : queries)
        list.append(query.title);
    return list;
}

QStringList ownTitles(const QueryLibrary& library)
{
    QStringList list;
    for (const SavedQuery& query : library.all()) {
        if (query.shelf == Shelf::Own)
            list.append(query.title);
    }
    return list;
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestQueryLibrary::shippedQueriesAreWhole()
{
    int standard = 0, massgen = 0;
    QSet<QString> ids, names;
    for (const char* file : {"standard.json", "massgen.json"}) {
        const QByteArray bytes = read(QString(MGX_SOURCE_DIR "/resources/queries/") + file);
        const auto parsed = parseQueryFile(std::string_view(bytes.constData(), std::size_t(bytes.size())), Shelf::Standard);
        QVERIFY(parsed);
        QCOMPARE(parsed->problems, QStringList());
    }
    for (const SavedQuery& query : shippedQueries()) {
        ++(query.shelf == Shelf::Standard ? standard : massgen);
        ids.insert(query.id);
        names.insert(query.title.toLower());
        QVERIFY2(query.isReadOnly() && !query.sentence.isEmpty() && !query.group.isEmpty() && !query.tags.isEmpty(), qPrintable(query.title));
        for (const QString& name : placeholdersOf(query.sql)) {
            const auto isIt = [&](const QueryParameter& p) { return p.name == name && p.type == QString("trace"); };
            QVERIFY2(std::any_of(query.parameters.begin(), query.parameters.end(), isIt), qPrintable(query.title));
        }
        for (const QueryParameter& parameter : query.parameters)
            QVERIFY2(query.sql.contains('$' + parameter.name) || query.sql.contains('[' + parameter.name + ']'), qPrintable(query.title));
    }
    QCOMPARE(standard, 12);
    QVERIFY(massgen >= 14);
    QCOMPARE(ids.size(), standard + massgen);
    QCOMPARE(names.size(), standard + massgen);
}

void TestQueryLibrary::textGoesThroughAFileAndBack()
{
    SavedQuery query = made("Ünïcode „titel“ 🙂", "SELECT 'it''s',\n\t\"x\" -- \\ \u2028");
    query.id = "one";
    query.sentence = "What it says.";
    query.group = "Group";
    query.tags = {"a", "b c"};
    query.parameters = {{"least", "number", "0.5", "seconds"}, {"trace", "trace", "", ""}};
    query.chart = {"bar", "x", {"y", "z"}};
    SavedQuery plain = made("plain");
    plain.id = "two";
    const auto file = parseQueryFile(queryFileText({query, plain}), Shelf::Own);
    QVERIFY(file);
    QCOMPARE(file->problems, QStringList());
    QCOMPARE(file->queries.size(), std::size_t(2));
    QVERIFY(file->queries[0] == query);
    QVERIFY(file->queries[1] == plain);
}

void TestQueryLibrary::damagedEntriesAreNamedAndTheRestIsKept()
{
    const auto file = parseQueryFile(R"({"format":"massgen-explorer-queries","version":1,"queries":[
        {"id":"a","title":"good","sql":"SELECT 1"},
        7,
        {"id":"b","title":"no sql"},
        {"id":"a","title":"same id","sql":"SELECT 2","tags":"x","chart":{"kind":"pie","x":"y"},"parameters":[{"type":"text"},{"name":"n","type":"weird"}]},
        {"id":"c","title":"last \ud800","sql":"SELECT 3"},
        {"id":"d","title":"cut","sql":"SELECT)", Shelf::Own);
    QVERIFY(file);
    QCOMPARE(file->queries.size(), std::size_t(3));
    QCOMPARE(file->queries[0].title, QString("good"));
    QCOMPARE(file->queries[1].title, QString("same id"));
    QVERIFY(file->queries[1].id != QString("a"));
    QVERIFY(file->queries[1].chart.isEmpty());
    QCOMPARE(file->queries[1].parameters.size(), std::size_t(1));
    QCOMPARE(file->queries[1].parameters[0].type, QString("text"));
    const QString said = file->problems.join('\n');
    for (const char* part : {"damaged", "entry 2", "(no sql)", "(cut)", "tags", "chart", "parameter"})
        QVERIFY2(said.contains(part), qPrintable(QString(part) + " is not in: " + said));
    QVERIFY(!parseQueryFile("[1,2]", Shelf::Own));
    QVERIFY(!parseQueryFile("{\"format\":\"other\",\"queries\":[]}", Shelf::Own));
    QVERIFY(!parseQueryFile("\x7f""ELF", Shelf::Own));
    QVERIFY(!parseQueryFile("", Shelf::Own));
}

void TestQueryLibrary::hostileFilesAreBounded()
{
    const std::string head = R"({"format":"massgen-explorer-queries","version":1,"queries":[)";
    std::string deep = head + R"({"title":"t","sql":"s","x":)" + std::string(200'000, '[');
    const auto cut = parseQueryFile(deep, Shelf::Own); // ends, and does not overflow the stack
    QVERIFY(!cut || !cut->problems.isEmpty());
    deep = head + R"({"title":"t","sql":"s","x":)" + std::string(300, '[') + std::string(300, ']') + "}]}";
    const auto kept = parseQueryFile(deep, Shelf::Own);
    QVERIFY(kept);
    QCOMPARE(kept->queries.size(), std::size_t(1));
    QVERIFY(kept->problems.join(' ').contains("nested"));

    const auto large = parseQueryFile(head + R"({"title":"t","sql":")" + std::string(2 << 20, 'x') + R"("},{"title":"u","sql":"s"}]})", Shelf::Own);
    QVERIFY(large);
    QCOMPARE(titles(large->queries), QStringList{"u"});

    std::string many = head;
    for (int i = 0; i < 10'050; ++i)
        many += R"({"title":"t","sql":"s"},)";
    const auto first = parseQueryFile(many + "1]}", Shelf::Own);
    QVERIFY(first);
    QCOMPARE(first->queries.size(), QueryFile::kMaxQueries);
    QVERIFY(!parseQueryFile(std::string(JsonFile::kMaxBytes + 1, ' '), Shelf::Own));
    // Half a million different keys: looking each up in a list would take hours.
    std::string keys = "{\"format\":\"massgen-explorer-queries\",\"queries\":[]";
    for (int i = 0; i < 500'000; ++i)
        keys += ",\"" + std::to_string(i) + "\":0";
    QVERIFY(parseQueryFile(keys + "}", Shelf::Own));
}

void TestQueryLibrary::whatIsChangedIsThereAgain()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("deep/er/queries.json");
    QString id;
    {
        QueryLibrary library(path);
        QSignalSpy changed(&library, &QueryLibrary::changed);
        const auto saved = library.save(made("  My  query "));
        QVERIFY(saved);
        id = *saved;
        QCOMPARE(changed.size(), 1);
        QVERIFY(library.rename(id, "Renamed"));
        QVERIFY(library.moveToGroup(id, "Mine"));
        QVERIFY(library.setTags(id, {"b", " a ", "B", ""}));
        QVERIFY(library.save(made("Second")));
        QVERIFY(!library.save(made("")));
        QVERIFY(!library.save(made("empty", "  ")));
        QVERIFY(!library.rename(id, " "));
        QVERIFY(!library.rename("nobody", "x"));
    }
    const QueryLibrary library(path);
    const SavedQuery* query = library.byId(id);
    QVERIFY(query);
    QCOMPARE(query->title, QString("Renamed"));
    QCOMPARE(query->group, QString("Mine"));
    QCOMPARE(query->tags, (QStringList{"b", "a"}));
    QCOMPARE(ownTitles(library), (QStringList{"Renamed", "Second"}));
    QVERIFY(library.groups().contains("Mine"));
    QVERIFY(library.tags().contains("b"));
    QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestQueryLibrary::shippedOnesStayAndAreCopied()
{
    QueryLibrary library("-");
    const std::size_t before = library.all().size();
    SavedQuery query = library.all().front();
    QVERIFY(!library.rename(query.id, "x"));
    QVERIFY(!library.moveToGroup(query.id, "x"));
    QVERIFY(!library.remove(query.id));
    query.sql += " -- mine";
    const auto copy = library.save(query);
    QVERIFY(copy);
    QVERIFY(*copy != query.id);
    QCOMPARE(library.all().size(), before + 1);
    QVERIFY(!library.byId(query.id)->sql.contains("mine"));
    QVERIFY(library.byId(*copy)->shelf == Shelf::Own);
    QCOMPARE(library.named(query.title)->id, *copy); // the person's own first
}

void TestQueryLibrary::removedComesBackWhereItWas()
{
    const QTemporaryDir folder;
    QueryLibrary library(folder.filePath("q.json"));
    QStringList ids;
    for (const char* title : {"a", "b", "c", "d"})
        ids.append(*library.save(made(title)));
    QVERIFY(!library.canUndoRemove());
    QVERIFY(!library.undoRemove());
    QVERIFY(library.remove(ids[1]));
    QVERIFY(library.remove(ids[2]));
    QCOMPARE(ownTitles(library), (QStringList{"a", "d"}));
    QVERIFY(library.undoRemove());
    QVERIFY(library.undoRemove());
    QVERIFY(!library.canUndoRemove());
    QCOMPARE(ownTitles(library), (QStringList{"a", "b", "c", "d"}));
    QCOMPARE(ownTitles(QueryLibrary(folder.filePath("q.json"))), (QStringList{"a", "b", "c", "d"}));
}

void TestQueryLibrary::findsByEveryWord()
{
    QueryLibrary library("-");
    SavedQuery query = made("Zebra crossing", "SELECT wombat FROM records");
    query.sentence = "Stripes of animals.";
    query.tags = {"safari"};
    QVERIFY(library.save(query));
    for (const char* text : {"zebra", "CROSSING zebra", "stripes", "safari", "wombat", "zebra wombat safari"})
        QCOMPARE(titles(library.find(text)), QStringList{"Zebra crossing"});
    QCOMPARE(library.find("zebra unicorn").size(), std::size_t(0));
    QCOMPARE(library.find("").size(), library.all().size());
    // A hit in the title stands before one in the SQL.
    QVERIFY(library.save(made("wombat count")));
    QCOMPARE(titles(library.find("wombat")), (QStringList{"wombat count", "Zebra crossing"}));
}

void TestQueryLibrary::namesAreFoundInAnyCaseAndNearOnesTold()
{
    const QueryLibrary library("-");
    QVERIFY(library.named("COST per  answer"));
    QVERIFY(library.named("MassGen.Cost-Per-Answer"));
    QVERIFY(!library.named("cost"));
    QCOMPARE(library.nearestTitles("cost per anser", 1), QStringList{"Cost per answer"});
    QCOMPARE(library.nearestTitles("duplicate", 1), QStringList{"Duplicate tool calls"});
    QCOMPARE(library.nearestTitles("", 3).size(), 3);
}

void TestQueryLibrary::importAndExport()
{
    const QTemporaryDir folder;
    QueryLibrary from("-");
    const QString a = *from.save(made("a"));
    const QString b = *from.save(made("b"));
    QVERIFY(from.exportFile(folder.filePath("all.json")));
    QVERIFY(from.exportFile(folder.filePath("one.json"), {b, "massgen.votes"}));
    QVERIFY(!from.exportFile(folder.filePath("none.json"), {"nobody"}));

    QueryLibrary to("-");
    const auto first = to.importFile(folder.filePath("all.json"));
    QVERIFY(first);
    QCOMPARE(first->added, 2);
    const auto second = to.importFile(folder.filePath("one.json"));
    QVERIFY(second);
    QCOMPARE(second->added, 1); // a shipped one comes in as an own copy
    QCOMPARE(second->replaced, 1);
    QCOMPARE(ownTitles(to), (QStringList{"a", "b", "Who voted for whom"}));
    QVERIFY(to.byId("massgen.votes")->isReadOnly());
    QVERIFY(!to.importFile(folder.filePath("missing.json")));
    QVERIFY(!to.importFile(folder.path()));
    QVERIFY(a != b);
}

void TestQueryLibrary::twoWindowsKeepEachOthersQueries()
{
    const QTemporaryDir folder;
    QueryLibrary one(folder.filePath("q.json"));
    QueryLibrary two(folder.filePath("q.json"));
    QVERIFY(one.save(made("from one")));
    QVERIFY(two.save(made("from two")));
    QCOMPARE(ownTitles(two), (QStringList{"from one", "from two"}));
    QCOMPARE(ownTitles(one), (QStringList{"from one"}));
    one.refresh();
    QCOMPARE(ownTitles(one), (QStringList{"from one", "from two"}));
}

void TestQueryLibrary::aDamagedFileIsKeptAsideAndANewerOneLeftAlone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("q.json");
    const QByteArray damaged = R"({"format":"massgen-explorer-queries","version":1,"queries":[{"title":"good","sql":"s"},{"title":"cu)";
    write(path, damaged);
    {
        QueryLibrary library(path);
        QCOMPARE(ownTitles(library), QStringList{"good"});
        QVERIFY(!library.problems().isEmpty());
        QCOMPARE(read(path), damaged); // reading changes nothing
        QVERIFY(library.save(made("new")));
        QVERIFY(library.problems().isEmpty());
    }
    const QStringList copies = QDir(folder.path()).entryList({"q.json.damaged-*"});
    QCOMPARE(copies.size(), 1);
    QCOMPARE(read(folder.filePath(copies[0])), damaged);
    QCOMPARE(ownTitles(QueryLibrary(path)), (QStringList{"good", "new"}));

    const QByteArray newer = R"({"format":"massgen-explorer-queries","version":2,"queries":[{"title":"future","sql":"s"}]})";
    write(path, newer);
    QueryLibrary library(path);
    QCOMPARE(ownTitles(library), QStringList{"future"});
    QVERIFY(!library.save(made("x")));
    QCOMPARE(read(path), newer);
}

void TestQueryLibrary::workspaceQueriesAreNotWritten()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("q.json");
    QueryLibrary library(path);
    SavedQuery brought = made("brought");
    brought.id = "massgen.votes"; // a workspace cannot take the place of a shipped query
    library.setWorkspaceQueries({brought});
    QCOMPARE(library.workspaceQueries().size(), std::size_t(1));
    const QString id = library.workspaceQueries()[0].id;
    QVERIFY(id != QString("massgen.votes"));
    QVERIFY(library.rename(id, "renamed"));
    QCOMPARE(library.workspaceQueries()[0].title, QString("renamed"));
    QVERIFY(library.remove(id));
    QVERIFY(library.workspaceQueries().empty());
    QVERIFY(library.undoRemove());
    QCOMPARE(library.workspaceQueries().size(), std::size_t(1));
    QVERIFY(!QFile::exists(path));
    library.setWorkspaceQueries({});
    QVERIFY(!library.byId(id));
}

void TestQueryLibrary::placeholders_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("filled");
    QTest::newRow("none") << "SELECT '[' || ']' || '[]' || '[1]' || '[a b]'" << QStringList() << "SELECT '[' || ']' || '[]' || '[1]' || '[a b]'";
    QTest::newRow("twice") << "a = '[X_1]' OR b = '[x_1]'" << QStringList{"X_1"} << "a = 'it''s' OR b = 'it''s'";
    QTest::newRow("two") << "'[X_1]' '[other]'" << (QStringList{"X_1", "other"}) << "'it''s' '[other]'";
    QTest::newRow("comments") << "-- '[X_1]'\n/* '[X_1]' /* */ '[X_1]' */ \"'[X_1]'\" 'a''[X_1]'" << QStringList()
                              << "-- '[X_1]'\n/* '[X_1]' /* */ '[X_1]' */ \"'[X_1]'\" 'a''[X_1]'";
    QTest::newRow("open ends") << "'[X_1]' '[X_1]" << QStringList{"X_1"} << "'it''s' '[X_1]";
    QTest::newRow("list") << "ARRAY['a'][X_1]" << QStringList() << "ARRAY['a'][X_1]";
}

void TestQueryLibrary::placeholders()
{
    QFETCH(const QString, sql);
    QFETCH(const QStringList, names);
    QFETCH(const QString, filled);
    QCOMPARE(placeholdersOf(sql), names);
    QCOMPARE(fillPlaceholders(sql, {{"X_1", "it's"}}), filled);
}
#endif

QTEST_GUILESS_MAIN(TestQueryLibrary)
#include "tst_query_library.moc"
