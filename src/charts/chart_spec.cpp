// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_spec.h"

#include "charts/chart_texts.h"
#include "workspace/format.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

std::string_view trimmed(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(" \t\r");
    return from == std::string_view::npos ? std::string_view() : text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

template <class Value, std::size_t Count>
bool read(const std::array<std::pair<std::string_view, Value>, Count>& words, std::string_view word, Value& out)
{
    const auto found = std::find_if(words.begin(), words.end(), [&](const auto& entry) { return entry.first == word; });
    if (found != words.end())
        out = found->second;
    return found != words.end();
}

constexpr std::array<std::pair<std::string_view, ChartKind>, 5> kKinds = {{{"bars", ChartKind::Bars}, {"lines", ChartKind::Lines},
    {"steps", ChartKind::Steps}, {"points", ChartKind::Points}, {"flow", ChartKind::Flow}}};
constexpr std::array<std::pair<std::string_view, ChartUnit>, 4> kUnits = {{{"count", ChartUnit::Count}, {"seconds", ChartUnit::Seconds},
    {"usd", ChartUnit::Usd}, {"percent", ChartUnit::Percent}}};

/// `model=Model, ~waiting=Waiting, !failed=Failed`: hatched, and in the colour of errors.
std::vector<ChartPartSpec> readParts(std::string_view text)
{
    std::vector<ChartPartSpec> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        std::string_view entry = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ChartPartSpec part;
        if (!entry.empty() && (entry.front() == '~' || entry.front() == '!')) {
            part.look = entry.front() == '~' ? PartLook::Hatched : PartLook::Error;
            entry.remove_prefix(1);
        }
        const std::size_t equals = entry.find('=');
        part.key = std::string(entry.substr(0, equals));
        part.name = toQString(equals == std::string_view::npos ? entry : entry.substr(equals + 1));
        parts.push_back(std::move(part));
    }
    return parts;
}

/// False if there is no such key or value.
bool readKey(ChartSpec& chart, std::string_view key, std::string_view value)
{
    if (key == "kind")
        return read(kKinds, value, chart.kind);
    if (key == "unit")
        return read(kUnits, value, chart.unit);
    if (key == "title")
        chart.title = toQString(value);
    else if (key == "empty")
        chart.empty = toQString(value);
    else if (key == "missing")
        chart.missing = toQString(value);
    else if (key == "parts")
        chart.parts = readParts(value);
    else if (key == "over" && value == "runs")
        chart.isOverRuns = true;
    else if (key == "needs" && value == "records")
        chart.needsRecords = true;
    else
        return false;
    return true;
}

/// A moment as SQL writes it; `otherwise` where there is none.
std::string moment(TimeNs time, std::string_view otherwise)
{
    return "TIMESTAMPTZ '" + (time == kNoTime ? std::string(otherwise) : formatIsoUtc(time)) + "'";
}

void replaceAll(std::string& text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

} // namespace

Result<ChartSpec> parseChart(std::string_view id, std::string_view text)
{
    ChartSpec chart;
    chart.id = toQString(id);
    while (text.substr(0, 2) == "--") {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(2, end - 2));
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t colon = line.find(':');
        if (line.substr(0, 5) == "SPDX-")
            continue;
        if (colon == std::string_view::npos || !readKey(chart, line.substr(0, colon), trimmed(line.substr(colon + 1))))
            return failure("a chart has no such line: " + std::string(line), std::string(id));
    }
    while (!text.empty() && (text.back() == '\n' || text.back() == ';'))
        text.remove_suffix(1);
    chart.sql = std::string(text);
    if (chart.title.isEmpty() || chart.sql.empty())
        return failure("a chart needs a title and a statement", std::string(id));
    return chart;
}

const std::vector<ChartSpec>& shippedCharts()
{
    static const std::vector<ChartSpec> charts = [] {
        std::vector<ChartSpec> list;
        for (const auto& [id, text] : chartTexts()) {
            if (Result<ChartSpec> chart = parseChart(id, text)) // a test holds that they are whole
                list.push_back(std::move(*chart));
        }
        return list;
    }();
    return charts;
}

ChartSpec chartOf(const SavedQuery& query)
{
    ChartSpec chart;
    chart.id = query.id;
    chart.title = query.title;
    chart.kind = query.chart.kind == QLatin1String("line") ? ChartKind::Lines
        : query.chart.kind == QLatin1String("scatter")     ? ChartKind::Points
                                                            : ChartKind::Bars;
    chart.needsRecords = true;
    chart.label = query.chart.x.toStdString();
    for (const QString& column : query.chart.y)
        chart.values.push_back(column.toStdString());
    chart.sql = query.sql.toStdString();
    return chart;
}

bool isChart(const SavedQuery& query)
{
    return !query.chart.isEmpty() && !query.chart.y.isEmpty() &&
           std::all_of(query.parameters.begin(), query.parameters.end(), [](const QueryParameter& parameter) { return !parameter.defaultValue.isEmpty(); });
}

std::string statementOf(const ChartSpec& chart, const ChartScope& scope)
{
    std::string sql = chart.sql;
    replaceAll(sql, "{run}", scope.run);
    replaceAll(sql, "{from}", moment(scope.from, "-infinity"));
    replaceAll(sql, "{to}", moment(scope.to, "infinity"));
    return sql;
}

} // namespace mgx
