// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspace_file.h"

#include "workspace/json_file.h"
#include "workspace/made_document.h"
#include "workspace/workspace_paths.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <sys/stat.h>
#include <unistd.h>

using namespace mgx;
using namespace mgx::test;

class TestWorkspaceFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameWhenReadAgain();
    void isAsTheSchemaSays();
    void pathsMoveWithTheFile_data();
    void pathsMoveWithTheFile();
    void hostilePathsAreLeftOut_data();
    void hostilePathsAreLeftOut();
    void aPipeIsNotOpened();
    void aNewerFileIsReadAndProtected();
    void everyCutIsReadAsFarAsPossible();
    void changedBytesNeverHarm();
    void wrongMembersAreNamedAndTheRestIsKept();
    void hostileSizesAreBounded();
    void whatIsNoWorkspaceIsSaid();
    void savingKeepsLinksAndPermissions();
};

#ifndef Q_MOC_RUN
namespace {

/// What of JSON schema the file in resources uses. Empty if the value is as it says, else the place of the first fault.
QString faultOf(const Json& value, const Json& schema, const Json& root, const QString& place)
{
    if (schema.contains("$ref")) {
        const std::string name = schema["$ref"].get<std::string>();
        return faultOf(value, root["definitions"][name.substr(name.rfind('/') + 1)], root, place);
    }
    if (schema.contains("const") && value != schema["const"])
        return place + ": const";
    if (schema.contains("enum") && std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
        return place + ": enum";
    if (schema.contains("type") && schema["type"].is_string()) {
        const std::string type = schema["type"];
        const bool fits = type == "object" ? value.is_object() : type == "array" ? value.is_array() : type == "string" ? value.is_string() : value.is_number_integer();
        if (!fits)
            return place + ": no " + QString::fromStdString(type);
    }
    if (schema.contains("pattern") && !QRegularExpression(QString::fromStdString(schema["pattern"])).match(QString::fromStdString(value)).hasMatch())
        return place + ": pattern";
    if (schema.contains("minimum") && value.get<qint64>() < schema["minimum"].get<qint64>())
        return place + ": minimum";
    for (const auto& key : schema.value("required", Json::array())) {
        if (!value.contains(key.get<std::string>()))
            return place + ": lacks " + QString::fromStdString(key);
    }
    if (value.is_object() && schema.contains("properties")) {
        for (const auto& [key, member] : value.items()) {
            const QString where = place + '/' + QString::fromStdString(key);
            if (!schema["properties"].contains(key))
                return where + ": unknown";
            if (const QString fault = faultOf(member, schema["properties"][key], root, where); !fault.isEmpty())
                return fault;
        }
    }
    if (value.is_array() && schema.contains("items")) {
        for (const Json& item : value) {
            if (const QString fault = faultOf(item, schema["items"], root, place + "[]"); !fault.isEmpty())
                return fault;
        }
    }
    return {};
}

std::string withMember(const std::string& members)
{
    return R"({"format":"massgen-explorer-workspace","version":1)" + (members.empty() ? "" : "," + members) + "}";
}

/// How much of the usual document is there.
int partsOf(const WorkspaceDocument& d)
{
    return int(d.sources.size()) + !d.currentRun.isEmpty() + d.view.has_value() + d.selection.has_value() + int(d.tabs.size() + d.queries.size())
        + int(d.layout.size()) + int(d.marks.size() + d.pins.size() + d.notes.size());
}

} // namespace

void TestWorkspaceFile::isTheSameWhenReadAgain()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("a b/ü.mgxw");
    const WorkspaceDocument document = madeDocument(folder.path() + "/a b");
    QVERIFY(writeWorkspace(path, document));
    const auto opened = readWorkspace(path);
    QVERIFY(opened);
    QCOMPARE(opened->leftOut, QStringList());
    QVERIFY(opened->mayOverwrite);
    QVERIFY(opened->document == document);
    const auto empty = parseWorkspace(workspaceText({}, folder.path()), folder.path());
    QVERIFY(empty && empty->mayOverwrite);
    QVERIFY(empty->document == WorkspaceDocument());
    QVERIFY(isWorkspaceFile("/x/Y.MGXW"));
    QVERIFY(!isWorkspaceFile("/x/mgxw"));
}

void TestWorkspaceFile::isAsTheSchemaSays()
{
    QFile file(QString(MGX_SOURCE_DIR "/resources/workspace.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Json schema = Json::parse(file.readAll().toStdString(), nullptr, false);
    QVERIFY(schema.is_object());
    Json written = Json::parse(workspaceText(madeDocument("/home/me"), "/home/me"));
    QCOMPARE(faultOf(written, schema, schema, {}), QString());
    for (const auto& [name, unused] : schema["properties"].items())
        QVERIFY2(name == "$schema" || written.contains(name), name.c_str()); // the document has something in every member
    written["marks"][0]["colour"] = "red";
    QCOMPARE(faultOf(written, schema, schema, {}), QString("/marks[]/colour: unknown")); // the check itself can fail
}

void TestWorkspaceFile::pathsMoveWithTheFile_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("text");
    QTest::newRow("beside") << "/home/me/w/log" << "/home/me/w" << "log";
    QTest::newRow("the folder itself") << "/home/me/w" << "/home/me/w" << ".";
    QTest::newRow("aside") << "/home/me/runs/log" << "/home/me/w" << "../runs/log";
    QTest::newRow("two up") << "/home/me/runs" << "/home/me/w/x" << "../../runs";
    QTest::newRow("far") << "/home/me/runs" << "/home/me/a/b/c" << "/home/me/runs";
    QTest::newRow("another tree") << "/data/runs" << "/home/me" << "/data/runs";
    QTest::newRow("root") << "/runs" << "/w" << "/runs";
    QTest::newRow("dots in the name") << "/home/me/w/..x" << "/home/me/w" << "..x";
}

void TestWorkspaceFile::pathsMoveWithTheFile()
{
    QFETCH(const QString, path);
    QFETCH(const QString, folder);
    QFETCH(const QString, text);
    QCOMPARE(pathInFile(path, folder), text);
    QCOMPARE(pathFromFile(text, folder), path);
}

void TestWorkspaceFile::hostilePathsAreLeftOut_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "/dev/zero", "/dev", "/proc/self/mem", "../../../../../../../../dev/random", "/sys/x", "http://x/y", "smb://h/s", "//host/share",
                             "file:///etc/passwd", ":/qt/qml/x", "qrc:/x", "a\nb", "/tmp/./../proc/1"})
        QTest::addRow("%s", text) << QString(text);
    QTest::newRow("nul") << QString("a") + QChar(0) + "b";
    QTest::newRow("long") << QString(5000, 'x');
}

void TestWorkspaceFile::hostilePathsAreLeftOut()
{
    QFETCH(const QString, text);
    QCOMPARE(pathFromFile(text, "/tmp/folder"), QString());
    Json json = Json::parse(withMember(""));
    json["sources"] = {"good", text.toStdString()};
    const auto opened = parseWorkspace(json.dump(), "/tmp/folder");
    QVERIFY(opened);
    QCOMPARE(opened->document.sources, QStringList{"/tmp/folder/good"});
    QVERIFY(!opened->mayOverwrite);
    QCOMPARE(opened->leftOut.size(), 1);
}

void TestWorkspaceFile::aPipeIsNotOpened()
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath("pipe.mgxw");
    QCOMPARE(::mkfifo(pipe.toUtf8().constData(), 0600), 0);
    QVERIFY(!readWorkspace(pipe)); // would wait for ever
    QVERIFY(!writeWorkspace(pipe, {}));
    QCOMPARE(pathFromFile("pipe.mgxw", folder.path()), QString());
    QVERIFY(QFile::link("/dev/zero", folder.filePath("zero")));
    QCOMPARE(pathFromFile("zero", folder.path()), QString());
    QVERIFY(!readWorkspace(folder.path()));
    QVERIFY(!readWorkspace(folder.filePath("missing.mgxw")));
}

void TestWorkspaceFile::aNewerFileIsReadAndProtected()
{
    const auto opened = parseWorkspace(R"({"format":"massgen-explorer-workspace","version":7,"sources":["a"],"hologram":{"x":1}})", "/tmp/f");
    QVERIFY(opened);
    QVERIFY(!opened->mayOverwrite);
    QCOMPARE(opened->document.sources, QStringList{"/tmp/f/a"});
    QCOMPARE(opened->leftOut.size(), 2);
    QVERIFY(opened->leftOut.join(' ').contains("later version") && opened->leftOut.join(' ').contains("hologram"));
}

/// Cut at every byte: it is read or said to be no workspace, what is there never gets less, and a cut file is never overwritten.
void TestWorkspaceFile::everyCutIsReadAsFarAsPossible()
{
    const WorkspaceDocument document = madeDocument("/tmp/f");
    const std::string text = workspaceText(document, "/tmp/f");
    const int all = partsOf(document);
    int most = 0;
    for (std::size_t cut = 0; cut + 2 < text.size(); ++cut) {
        const auto opened = parseWorkspace(std::string_view(text).substr(0, cut), "/tmp/f");
        if (!opened)
            continue;
        QVERIFY2(!opened->mayOverwrite, std::to_string(cut).c_str());
        most = std::max(most, partsOf(opened->document));
        // Half a document keeps what was whole in it.
        QVERIFY2(cut < text.find("\"marks\"") || opened->document.tabs == document.tabs, std::to_string(cut).c_str());
    }
    QCOMPARE(most, all);
}

void TestWorkspaceFile::changedBytesNeverHarm()
{
    const std::string text = workspaceText(madeDocument("/tmp/f"), "/tmp/f");
    QRandomGenerator random(7);
    int readable = 0;
    for (int round = 0; round < 2000; ++round) {
        std::string changed = text;
        for (int i = 0; i < 1 + round % 4; ++i)
            changed[random.bounded(int(changed.size()))] = char(random.bounded(256));
        const auto opened = parseWorkspace(changed, "/tmp/f");
        readable += opened.has_value();
        if (!opened)
            continue;
        for (const QString& source : opened->document.sources)
            QVERIFY(QDir::isAbsolutePath(source));
        QVERIFY(opened->document.currentTab >= 0);
        // What was read can be written and read again without a complaint.
        const auto again = parseWorkspace(workspaceText(opened->document, "/tmp/f"), "/tmp/f");
        QVERIFY(again);
        QVERIFY2(again->leftOut.isEmpty(), qPrintable(again->leftOut.join(' ')));
        QVERIFY2(again->document == opened->document, changed.c_str());
    }
    QVERIFY(readable > 1500);
}

void TestWorkspaceFile::wrongMembersAreNamedAndTheRestIsKept()
{
    const auto opened = parseWorkspace(withMember(R"("sources":"x","run":5,"view":{"from_ns":9,"to_ns":1},"selection":{"trace_id":"zz"},
        "tabs":[{"title":"t","sql":"s","cursor":-4},5],"current_tab":99,"layout":{"a":[1],"b":2},
        "marks":[{"from_ns":1e300,"to_ns":2},{"from_ns":1,"to_ns":2}],"pins":[{},{"record":7}],"notes":[{"text":"kept","record":{}}])"), "/tmp/f");
    QVERIFY(opened);
    QVERIFY(!opened->mayOverwrite);
    const WorkspaceDocument& d = opened->document;
    QCOMPARE(d.tabs.size(), std::size_t(1));
    QCOMPARE(d.tabs[0].cursor, 0);
    QCOMPARE(d.currentTab, 0);
    QCOMPARE(d.layout.size(), 1);
    QCOMPARE(d.marks.size(), std::size_t(1));
    QVERIFY(d.pins.empty() && !d.view && !d.selection);
    QCOMPARE(d.notes.at(0).text, QString("kept"));
    const QString said = opened->leftOut.join('\n');
    for (const char* part : {"sources", "run", "view", "selection", "tabs, entry 2", "cursor", "layout", "mark 1", "pin 1", "pin 2", "note 1"})
        QVERIFY2(said.contains(part), qPrintable(QString(part) + " is not in: " + said));
}

void TestWorkspaceFile::hostileSizesAreBounded()
{
    std::string many = "\"marks\":[";
    for (int i = 0; i < 20'000; ++i)
        many += R"({"from_ns":1,"to_ns":2},)";
    const auto marks = parseWorkspace(withMember(many + "{\"from_ns\":1,\"to_ns\":2}]"), "/tmp/f");
    QVERIFY(marks);
    QCOMPARE(marks->document.marks.size(), std::size_t(10'000));
    std::string deep = "\"layout\":" + std::string(100'000, '[') + std::string(100'000, ']');
    QVERIFY(parseWorkspace(withMember(deep), "/tmp/f"));
    std::string wrong = "\"tabs\":[";
    for (int i = 0; i < 100'000; ++i)
        wrong += "7,";
    const auto tabs = parseWorkspace(withMember(wrong + "7]"), "/tmp/f");
    QVERIFY(tabs);
    QVERIFY(tabs->leftOut.size() <= 300); // said, but not a hundred thousand times
    const auto text = parseWorkspace(withMember("\"tabs\":[{\"title\":\"t\",\"sql\":\"" + std::string(3 << 20, 'x') + "\"}]"), "/tmp/f");
    QVERIFY(text);
    QVERIFY(text->document.tabs[0].sql.isEmpty() && !text->mayOverwrite);
    QVERIFY(!parseWorkspace(std::string(JsonFile::kMaxBytes + 1, ' '), "/tmp/f"));
}

void TestWorkspaceFile::whatIsNoWorkspaceIsSaid()
{
    for (const char* text : {"", "{}", "[]", "null", "{\"format\":\"x\"}", "{\"format\":{}}", "hello", "\xff\xfe"})
        QVERIFY2(!parseWorkspace(text, "/tmp/f"), text);
}

void TestWorkspaceFile::savingKeepsLinksAndPermissions()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("w.mgxw");
    QVERIFY(writeWorkspace(path, {}));
    QCOMPARE(QFile::permissions(path) & 0x0FF, QFile::Permissions(0)); // notes are nobody else's business
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    QVERIFY(QFile::link(path, folder.filePath("link.mgxw")));
    QVERIFY(writeWorkspace(folder.filePath("link.mgxw"), madeDocument(folder.path())));
    QVERIFY(QFileInfo(folder.filePath("link.mgxw")).isSymLink());
    QVERIFY(QFile::permissions(path) & QFile::ReadGroup);
    QVERIFY(readWorkspace(path)->document == madeDocument(folder.path()));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2); // nothing is left lying about
    QVERIFY(!writeWorkspace(folder.path(), {}));
    QVERIFY(!writeWorkspace("/proc/none/w.mgxw", {}));
}
#endif

QTEST_GUILESS_MAIN(TestWorkspaceFile)
#include "tst_workspace_file.moc"
