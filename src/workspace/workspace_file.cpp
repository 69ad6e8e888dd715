// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspace_file.h"

#include "workspace/format.h"
#include "workspace/query_file.h"
#include "workspace/workspace_paths.h"
#include "workspace/workspace_words.h"

#include <algorithm>
#include <QCoreApplication>
#include <QFileInfo>

namespace mgx {

namespace {

constexpr std::size_t kMaxSources = 1000;
constexpr std::size_t kMaxTabs = 500;
constexpr std::size_t kMaxMarks = 10'000; // and pins, and notes
constexpr std::size_t kMaxLayout = 1000;
constexpr qsizetype kMaxTitle = 1000;
constexpr qsizetype kMaxNote = 1 << 20;
constexpr qsizetype kMaxPath = 4096;
constexpr qint64 kMaxNs = INT64_C(1) << 60;

QString tr(const char* text)
{
    return QCoreApplication::translate("WorkspaceFile", text);
}

class Reader
{
public:
    Reader(const Json& root, const QString& folder, QStringList& leftOut) : m_reader(root, {}, leftOut), m_folder(folder), m_leftOut(leftOut) {}

    WorkspaceDocument document()
    {
        WorkspaceDocument document;
        for (const QString& text : m_reader.lines("sources", kMaxSources, kMaxPath)) {
            const QString source = path(m_reader, text);
            if (!source.isEmpty() && !document.sources.contains(source))
                document.sources.append(source);
        }
        if (const QString run = m_reader.line("run", kMaxPath); !run.isEmpty())
            document.currentRun = path(m_reader, run);
        for (const QString& text : m_reader.lines("shown", kMaxSources, kMaxPath)) {
            const QString run = path(m_reader, text);
            if (!run.isEmpty() && run != document.currentRun && !document.shownRuns.contains(run))
                document.shownRuns.append(run);
        }
        if (const Json* view = m_reader.object("view"))
            document.view = stretch(*view, tr("view"));
        if (const Json* selection = m_reader.object("selection"))
            document.selection = record(*selection, tr("selection"));
        readTabs(document);
        document.queries = readQueries(m_reader, SavedQuery::Shelf::Workspace, m_leftOut);
        readLayout(document);
        readMarks(document);
        readPins(document);
        readNotes(document);
        return document;
    }

private:
    QString path(JsonReader& reader, const QString& text)
    {
        const QString path = pathFromFile(text, m_folder);
        if (path.isEmpty())
            reader.say(tr("\"%1\" was left out: it is not the path of a file or folder").arg(text.left(100)));
        return path;
    }

    std::optional<TimeStretch> stretch(const Json& json, const QString& place)
    {
        JsonReader reader(json, place, m_leftOut);
        constexpr qint64 kNone = INT64_MIN;
        const TimeStretch time{reader.integer("from_ns", kNone, -kMaxNs, kMaxNs), reader.integer("to_ns", kNone, -kMaxNs, kMaxNs)};
        if (time.fromNs != kNone && time.fromNs <= time.toNs)
            return time;
        reader.say(tr("was left out: it is no stretch of time"));
        return std::nullopt;
    }

    std::optional<RecordRef> record(const Json& json, const QString& place)
    {
        JsonReader reader(json, place, m_leftOut);
        const auto trace = parseTraceId(utf8(reader.line("trace_id", 32)));
        const auto span = parseSpanId(utf8(reader.line("span_id", 16)));
        const QString word = reader.line("kind", 20);
        const auto kind = std::find_if(words::kKinds.begin(), words::kKinds.end(), [&](const char* k) { return word == QLatin1String(k); });
        if (!trace || !span || kind == words::kKinds.end()) {
            reader.say(tr("was left out: it names no record"));
            return std::nullopt;
        }
        RecordRef ref;
        const QString run = reader.line("run", kMaxPath);
        ref.run = run.isEmpty() ? QString() : path(reader, run);
        ref.key = {*trace, *span, static_cast<RecordKind>(kind - words::kKinds.begin())};
        ref.ordinal = static_cast<int>(reader.integer("ordinal", 0, 0, INT32_MAX));
        return ref;
    }

    void readTabs(WorkspaceDocument& document)
    {
        int number = 0;
        for (const Json* entry : m_reader.objects("tabs", kMaxTabs)) {
            JsonReader reader(*entry, tr("tab %1").arg(++number), m_leftOut);
            QueryTab tab{reader.line("title", kMaxTitle), reader.text("sql", QueryFile::kMaxSql), 0};
            tab.cursor = static_cast<int>(std::min<qint64>(reader.integer("cursor", 0, 0, INT32_MAX), tab.sql.size()));
            document.tabs.push_back(std::move(tab));
        }
        const auto last = static_cast<int>(document.tabs.size()) - 1;
        document.currentTab = std::clamp(static_cast<int>(m_reader.integer("current_tab", 0, 0, INT32_MAX)), 0, std::max(last, 0));
    }

    void readLayout(WorkspaceDocument& document)
    {
        const Json* layout = m_reader.object("layout");
        if (!layout)
            return;
        JsonReader reader(*layout, tr("layout"), m_leftOut);
        for (const auto& [key, value] : layout->items()) {
            if (key.size() > 200 || static_cast<std::size_t>(document.layout.size()) >= kMaxLayout) {
                reader.say(tr("an entry was left out: its name is too long, or there are too many"));
                break;
            }
            const QString name = toQString(key);
            if (value.is_boolean())
                document.layout.insert(name, value.get<bool>());
            else if (value.is_number_integer())
                document.layout.insert(name, QVariant::fromValue<qint64>(value.get<qint64>()));
            else if (value.is_number())
                document.layout.insert(name, value.get<double>());
            else if (value.is_string() && value.get_ref<const std::string&>().size() <= 10'000)
                document.layout.insert(name, toQString(value.get_ref<const std::string&>()));
            else
                reader.say(tr("%1 was left out: it is no text, number, true or false").arg(name));
        }
    }

    void readMarks(WorkspaceDocument& document)
    {
        int number = 0;
        for (const Json* entry : m_reader.objects("marks", kMaxMarks)) {
            const QString place = tr("mark %1").arg(++number);
            JsonReader reader(*entry, place, m_leftOut);
            const QString run = reader.line("run", kMaxPath);
            if (const auto time = stretch(*entry, place))
                document.marks.push_back({run.isEmpty() ? QString() : path(reader, run), *time, reader.line("label", kMaxTitle)});
        }
    }

    void readPins(WorkspaceDocument& document)
    {
        int number = 0;
        for (const Json* entry : m_reader.objects("pins", kMaxMarks)) {
            const QString place = tr("pin %1").arg(++number);
            JsonReader reader(*entry, place, m_leftOut);
            const Json* json = reader.object("record");
            if (!json)
                reader.say(tr("was left out: it names no record"));
            else if (const auto ref = record(*json, place))
                document.pins.push_back({*ref, reader.line("title", kMaxTitle)});
        }
    }

    void readNotes(WorkspaceDocument& document)
    {
        int number = 0;
        for (const Json* entry : m_reader.objects("notes", kMaxMarks)) {
            const QString place = tr("note %1").arg(++number);
            JsonReader reader(*entry, place, m_leftOut);
            Note note{std::nullopt, reader.text("text", kMaxNote), reader.line("written", 100)};
            if (const Json* json = reader.object("record"))
                note.record = record(*json, place); // the text is worth keeping without it
            document.notes.push_back(std::move(note));
        }
    }

    JsonReader m_reader;
    QString m_folder;
    QStringList& m_leftOut;
};

/// What a later version or another program has put into it.
void nameUnknownMembers(const Json& root, QStringList& leftOut)
{
    JsonReader reader(root, {}, leftOut);
    int named = 0;
    for (const auto& [key, value] : root.items()) {
        const bool isKnown = std::any_of(words::kMembers.begin(), words::kMembers.end(), [&key = key](const char* m) { return key == m; });
        if (!isKnown && ++named <= 20)
            reader.say(tr("\"%1\" is not known and was left out").arg(toQString(key).left(60)));
    }
}

} // namespace

bool isWorkspaceFile(const QString& path)
{
    return path.endsWith(kWorkspaceEnding, Qt::CaseInsensitive);
}

Result<OpenedWorkspace> parseWorkspace(std::string_view bytes, const QString& folder)
{
    Result<JsonFile> json = parseJsonFile(bytes);
    if (!json)
        return tl::unexpected(json.error());
    const auto format = json->root.find("format");
    if (format == json->root.end() || *format != words::kFormat)
        return failure("is no workspace file");
    OpenedWorkspace opened;
    opened.leftOut = json->problems;
    JsonReader reader(json->root, {}, opened.leftOut);
    if (reader.integer("version", 1, 1, INT32_MAX) > WorkspaceDocument::kVersion)
        reader.say(tr("the file was written by a later version of this application"));
    nameUnknownMembers(json->root, opened.leftOut);
    opened.document = Reader(json->root, folder, opened.leftOut).document();
    opened.mayOverwrite = opened.leftOut.isEmpty();
    return opened;
}

Result<OpenedWorkspace> readWorkspace(const QString& path)
{
    const Result<std::string> bytes = readSmallFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    Result<OpenedWorkspace> opened = parseWorkspace(*bytes, QFileInfo(path).absolutePath());
    if (!opened)
        return failure(opened.error().what, utf8(path), opened.error().advice);
    return opened;
}

} // namespace mgx
