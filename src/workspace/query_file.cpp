// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/query_file.h"

#include <QCoreApplication>
#include <QSet>
#include <QUuid>

namespace mgx {

namespace {

constexpr const char* kFormat = "massgen-explorer-queries";
constexpr std::size_t kMaxParameters = 64;
constexpr std::size_t kMaxTags = 64;
constexpr qsizetype kMaxSentence = 4000;

const QStringList& chartKinds()
{
    static const QStringList kinds{QStringLiteral("bar"), QStringLiteral("line"), QStringLiteral("scatter"), QStringLiteral("histogram")};
    return kinds;
}

const QStringList& parameterTypes()
{
    static const QStringList types{QStringLiteral("text"), QStringLiteral("number"), QStringLiteral("integer"), QStringLiteral("boolean"),
                                   QStringLiteral("time"), QStringLiteral("trace"), QStringLiteral("run"), QStringLiteral("agent")};
    return types;
}

QString tr(const char* text)
{
    return QCoreApplication::translate("QueryFile", text);
}

std::vector<QueryParameter> readParameters(JsonReader& query, const QString& place, QStringList& problems)
{
    std::vector<QueryParameter> parameters;
    for (const Json* entry : query.objects("parameters", kMaxParameters)) {
        JsonReader reader(*entry, place, problems);
        QueryParameter parameter{reader.line("name", 100), reader.line("type", 20), reader.line("default", kMaxSentence),
                                 reader.line("sentence", kMaxSentence)};
        if (parameter.name.isEmpty()) {
            reader.say(tr("a parameter without a name was left out"));
            continue;
        }
        if (!parameterTypes().contains(parameter.type))
            parameter.type = parameterTypes().first();
        parameters.push_back(std::move(parameter));
    }
    return parameters;
}

QueryChart readChart(JsonReader& query, const QString& place, QStringList& problems)
{
    const Json* entry = query.object("chart");
    if (!entry)
        return {};
    JsonReader reader(*entry, place, problems);
    QueryChart chart{reader.line("kind", 20), reader.line("x"), reader.lines("y", 64)};
    if (!chartKinds().contains(chart.kind)) {
        reader.say(tr("the chart was left out: its kind is not known"));
        return {};
    }
    return chart;
}

SavedQuery readQuery(const Json& entry, const QString& place, QStringList& problems)
{
    JsonReader reader(entry, place, problems);
    SavedQuery query;
    query.id = reader.line("id", 100);
    query.title = reader.line("title", 300);
    query.sentence = reader.line("sentence", kMaxSentence);
    query.group = reader.line("group", 300);
    query.tags = reader.lines("tags", kMaxTags, 100);
    query.sql = reader.text("sql", QueryFile::kMaxSql);
    query.parameters = readParameters(reader, place, problems);
    query.chart = readChart(reader, place, problems);
    return query;
}

OrderedJson listOf(const QStringList& texts)
{
    OrderedJson list = OrderedJson::array();
    for (const QString& text : texts)
        list.push_back(utf8(text));
    return list;
}

OrderedJson asJson(const SavedQuery& query)
{
    OrderedJson json = {{"id", utf8(query.id)},       {"title", utf8(query.title)}, {"sentence", utf8(query.sentence)},
                        {"group", utf8(query.group)}, {"tags", listOf(query.tags)}, {"sql", utf8(query.sql)}};
    for (const QueryParameter& parameter : query.parameters) {
        json["parameters"].push_back(OrderedJson{{"name", utf8(parameter.name)}, {"type", utf8(parameter.type)},
                                      {"default", utf8(parameter.defaultValue)}, {"sentence", utf8(parameter.sentence)}});
    }
    if (!query.chart.isEmpty())
        json["chart"] = {{"kind", utf8(query.chart.kind)}, {"x", utf8(query.chart.x)}, {"y", listOf(query.chart.y)}};
    return json;
}

} // namespace

std::vector<SavedQuery> readQueries(JsonReader& reader, SavedQuery::Shelf shelf, QStringList& problems)
{
    std::vector<SavedQuery> queries;
    QSet<QString> ids;
    int number = 0;
    for (const Json* entry : reader.objects("queries", QueryFile::kMaxQueries)) {
        ++number;
        const auto title = entry->find("title");
        QString place = tr("query %1").arg(number);
        if (title != entry->end() && title->is_string())
            place += QStringLiteral(" (%1)").arg(QString::fromStdString(title->get<std::string>()).left(60));
        SavedQuery query = readQuery(*entry, place, problems);
        if (query.title.isEmpty() || query.sql.isEmpty()) {
            JsonReader(*entry, place, problems).say(tr("was left out: it has no title or no SQL"));
            continue;
        }
        if (query.id.isEmpty() || ids.contains(query.id))
            query.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        ids.insert(query.id);
        query.shelf = shelf;
        queries.push_back(std::move(query));
    }
    return queries;
}

OrderedJson queriesAsJson(const std::vector<SavedQuery>& queries)
{
    OrderedJson list = OrderedJson::array();
    for (const SavedQuery& query : queries)
        list.push_back(asJson(query));
    return list;
}

Result<QueryFile> parseQueryFile(std::string_view bytes, SavedQuery::Shelf shelf)
{
    Result<JsonFile> json = parseJsonFile(bytes);
    if (!json)
        return tl::unexpected(json.error());
    QueryFile file;
    file.problems = json->problems;
    JsonReader reader(json->root, {}, file.problems);
    if (reader.line("format") != QLatin1String(kFormat))
        return failure("is no file of saved queries");
    const qint64 version = reader.integer("version", QueryFile::kVersion, 1, 1'000'000);
    if (version > QueryFile::kVersion) {
        file.isNewer = true;
        reader.say(tr("the file was written by a later version of this application"));
    }
    file.queries = readQueries(reader, shelf, file.problems);
    return file;
}

std::string queryFileText(const std::vector<SavedQuery>& queries)
{
    return jsonText({{"format", kFormat}, {"version", QueryFile::kVersion}, {"queries", queriesAsJson(queries)}});
}

} // namespace mgx
