// SPDX-License-Identifier: GPL-3.0-or-later
// How a workspace document is written; workspace_file.cpp reads it.
#include "workspace/query_file.h"
#include "workspace/safe_file.h"
#include "workspace/workspace_file.h"
#include "workspace/workspace_paths.h"
#include "workspace/workspace_words.h"

#include <QFileInfo>

namespace mgx {

namespace {

class Writer
{
public:
    explicit Writer(const QString& folder) : m_folder(folder) {}

    [[nodiscard]] OrderedJson document(const WorkspaceDocument& document) const
    {
        OrderedJson json = {{"format", words::kFormat}, {"version", WorkspaceDocument::kVersion}};
        json["sources"] = OrderedJson::array();
        for (const QString& source : document.sources)
            json["sources"].push_back(path(source));
        if (!document.currentRun.isEmpty())
            json["run"] = path(document.currentRun);
        if (!document.shownRuns.isEmpty()) {
            json["shown"] = OrderedJson::array();
            for (const QString& run : document.shownRuns)
                json["shown"].push_back(path(run));
        }
        if (document.view)
            json["view"] = stretch(*document.view);
        if (document.selection)
            json["selection"] = record(*document.selection);
        json["tabs"] = list(document.tabs, [](const QueryTab& tab) {
            return OrderedJson{{"title", utf8(tab.title)}, {"sql", utf8(tab.sql)}, {"cursor", tab.cursor}};
        });
        json["current_tab"] = document.currentTab;
        json["queries"] = queriesAsJson(document.queries);
        json["layout"] = layout(document.layout);
        json["marks"] = list(document.marks, [this](const TimeMark& mark) {
            OrderedJson json = stretch(mark.time);
            json["run"] = path(mark.run);
            json["label"] = utf8(mark.label);
            return json;
        });
        json["pins"] = list(document.pins, [this](const PinnedRecord& pin) {
            return OrderedJson{{"record", record(pin.record)}, {"title", utf8(pin.title)}};
        });
        json["notes"] = list(document.notes, [this](const Note& note) {
            OrderedJson json = {{"text", utf8(note.text)}, {"written", utf8(note.written)}};
            if (note.record)
                json["record"] = record(*note.record);
            return json;
        });
        return json;
    }

private:
    template <class T, class AsJson>
    static OrderedJson list(const std::vector<T>& items, AsJson asJson)
    {
        OrderedJson json = OrderedJson::array();
        for (const T& item : items)
            json.push_back(asJson(item));
        return json;
    }

    [[nodiscard]] std::string path(const QString& path) const { return utf8(pathInFile(path, m_folder)); }

    static OrderedJson stretch(const TimeStretch& time) { return {{"from_ns", time.fromNs}, {"to_ns", time.toNs}}; }

    [[nodiscard]] OrderedJson record(const RecordRef& record) const
    {
        return {{"run", path(record.run)},
                {"trace_id", toHex(record.key.trace)},
                {"span_id", toHex(record.key.spanId)},
                {"kind", words::kKinds[static_cast<std::size_t>(record.key.kind)]},
                {"ordinal", record.ordinal}};
    }

    static OrderedJson layout(const QVariantMap& layout)
    {
        OrderedJson json = OrderedJson::object();
        for (auto entry = layout.begin(); entry != layout.end(); ++entry) {
            const std::string key = utf8(entry.key());
            switch (entry->typeId()) {
            case QMetaType::Bool: json[key] = entry->toBool(); break;
            case QMetaType::Int:
            case QMetaType::LongLong: json[key] = entry->toLongLong(); break;
            case QMetaType::Float:
            case QMetaType::Double: json[key] = entry->toDouble(); break;
            case QMetaType::QString: json[key] = utf8(entry->toString()); break;
            default: break; // nothing else says how a view looks
            }
        }
        return json;
    }

    QString m_folder;
};

} // namespace

std::string workspaceText(const WorkspaceDocument& document, const QString& folder)
{
    return jsonText(Writer(folder).document(document));
}

Result<void> writeWorkspace(const QString& path, const WorkspaceDocument& document)
{
    const std::string text = workspaceText(document, QFileInfo(path).absolutePath());
    // Opening a shared file is no reason to touch it.
    if (const Result<std::string> before = readSmallFile(path); before && *before == text)
        return {};
    return writeSafely(path, text);
}

} // namespace mgx
