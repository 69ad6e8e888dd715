// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/saved_query.h"

#include "base/json_text.h"
#include "workspace/query_library.h"
#include "workspace/query_placeholders.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <QMap>

namespace mgx::cli {

namespace {

/// The trace of the run that began last, or of the last records where there is no run.
std::optional<std::string> newestTrace(std::span<const std::shared_ptr<const TraceSnapshot>> snapshots)
{
    std::optional<std::string> newest;
    TimeNs newestStart = 0;
    for (const auto& snapshot : snapshots) {
        if (!snapshot || snapshot->rowCount() == 0)
            continue;
        const RowId session = snapshot->runCount() > 0 ? snapshot->runFacts(0).session : kNoRow;
        const RowId row = session == kNoRow ? 0 : session;
        if (newest && snapshot->start(row) < newestStart)
            continue;
        newestStart = snapshot->start(row);
        newest = toHex(snapshot->trace(row));
    }
    return newest;
}

/// A default as the parameter's type wants it; text where it is no number.
QueryValue valueOf(const QueryParameter& parameter)
{
    const QString& text = parameter.defaultValue;
    bool isNumber = false;
    if (parameter.type == QLatin1String("integer")) {
        if (const qint64 value = text.toLongLong(&isNumber); isNumber)
            return std::int64_t(value);
    } else if (parameter.type == QLatin1String("number")) {
        if (const double value = text.toDouble(&isNumber); isNumber)
            return value;
    } else if (parameter.type == QLatin1String("boolean")) {
        return text.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0;
    }
    return text.toStdString();
}

std::string asText(const QueryValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return std::to_string(*integer);
    if (const auto* isTrue = std::get_if<bool>(&value))
        return *isTrue ? "true" : "false";
    std::string text;
    appendJsonNumber(text, std::get<double>(value));
    return text;
}

/// Takes the value of a name out of the request: names of saved queries are given in any case.
std::optional<QueryValue> takeGiven(QueryRequest& request, const QString& name)
{
    for (auto given = request.parameters.begin(); given != request.parameters.end(); ++given) {
        if (name.compare(QString::fromStdString(given->first), Qt::CaseInsensitive) == 0) {
            QueryValue value = std::move(given->second);
            request.parameters.erase(given);
            return value;
        }
    }
    return std::nullopt;
}

/// The parameters that the query tells of, and the placeholders of its text that it does not.
std::vector<QueryParameter> parametersOf(const SavedQuery& query, const QStringList& placeholders)
{
    std::vector<QueryParameter> parameters = query.parameters;
    for (const QString& name : placeholders) {
        const bool isKnown = std::any_of(parameters.begin(), parameters.end(), [&](const QueryParameter& p) {
            return p.name.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (!isKnown)
            parameters.push_back({name, name.contains(QLatin1String("trace"), Qt::CaseInsensitive) ? QStringLiteral("trace") : QStringLiteral("text"), {}, {}});
    }
    return parameters;
}

} // namespace

Result<SavedQuery> findSavedQuery(const std::string& name)
{
    const QueryLibrary library;
    if (const SavedQuery* query = library.named(QString::fromStdString(name)))
        return *query;
    QStringList titles;
    for (const QString& title : library.nearestTitles(QString::fromStdString(name), 3))
        titles.append(QLatin1Char('"') + title + QLatin1Char('"'));
    return failure("there is no saved query \"" + name + "\"", {}, "most like it: " + titles.join(QStringLiteral(", ")).toStdString());
}

Result<void> prepare(const SavedQuery& query, std::span<const std::shared_ptr<const TraceSnapshot>> snapshots, QueryRequest& request)
{
    const QStringList placeholders = placeholdersOf(query.sql);
    QMap<QString, QString> texts;
    for (const QueryParameter& parameter : parametersOf(query, placeholders)) {
        const std::string name = parameter.name.toStdString();
        std::optional<QueryValue> value = takeGiven(request, parameter.name);
        if (!value && !parameter.defaultValue.isEmpty())
            value = valueOf(parameter);
        if (!value && parameter.type == QLatin1String("trace")) {
            if (const std::optional<std::string> trace = newestTrace(snapshots)) {
                value = *trace;
                std::fprintf(stderr, "massgen-explorer: %s is %s, the newest run; --param %s=TRACE_ID asks about another\n", name.c_str(), trace->c_str(), name.c_str());
            }
        }
        if (!value)
            return failure("\"" + query.title.toStdString() + "\" needs --param " + name + "=VALUE", {}, parameter.sentence.toStdString());
        if (placeholders.contains(parameter.name, Qt::CaseInsensitive))
            texts.insert(parameter.name, QString::fromStdString(asText(*value)));
        else
            request.parameters[name] = std::move(*value);
    }
    request.sql = fillPlaceholders(query.sql, texts).toStdString();
    return {};
}

} // namespace mgx::cli
