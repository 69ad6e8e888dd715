// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_reader.h"

#include "workspace/format.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>

namespace mgx {

namespace {

constexpr std::size_t kMostRows = 200;      ///< bars or lines of a panel; the rest would be unreadable
constexpr std::size_t kMostPanels = 48;
constexpr std::size_t kMostParts = 64;      ///< of a chart whose parts come as they are found
constexpr qsizetype kLabelCharacters = 200;

/// Where the columns of an answer are; -1 = it has none.
struct Columns
{
    Columns(const ChartSpec& chart, const ResultTable& table)
    {
        const auto find = [&](std::string_view name) {
            for (std::size_t i = 0; i < table.columns().size(); ++i) {
                if (table.columns()[i].name == name)
                    return static_cast<int>(i);
            }
            return -1;
        };
        run = chart.values.empty() ? find("run_id") : -1; // a saved query counts runs in its own way
        agent = find("agent_id");
        part = find("part");
        hint = find("hint");
        note = find("note");
        winner = find("is_winner");
        spans = find("spans") >= 0 ? find("spans") : find("span_id");
        const bool isBars = chart.kind == ChartKind::Bars;
        label = find(isBars && !chart.label.empty() ? chart.label : "label");
        x = find(!isBars && !chart.label.empty() ? chart.label : "x");
        for (const std::string& name : chart.values)
            values.push_back(find(name));
        if (chart.values.empty())
            values.push_back(find("value"));
    }
    int run, agent, part, hint, note, winner, spans, label, x;
    std::vector<int> values;
};

class Reader
{
public:
    Reader(const ChartSpec& chart, const ResultTable& table, const std::vector<ChartRun>& runs)
        : m_chart(chart), m_table(table), m_columns(chart, table), m_runs(runs)
    {
        m_data.kind = chart.kind;
        m_data.unit = chart.unit;
        m_data.parts = chart.parts;
        for (std::size_t i = 0; i < chart.values.size(); ++i)
            m_data.parts.push_back({chart.values[i], toQString(chart.values[i]), PartLook::Plain});
        m_data.isOfTime = m_columns.x >= 0 && isTime(table.columns()[static_cast<std::size_t>(m_columns.x)].type);
    }

    ChartData read()
    {
        m_data.hasRows = m_table.rowCount() > 0;
        for (std::size_t row = 0; row < m_table.rowCount(); ++row)
            readRow(row);
        if (m_chart.kind == ChartKind::Flow)
            addSilentAgents();
        sortRows();
        if (m_data.panels.size() > 1 && !m_chart.isOverRuns) {
            for (ChartPanel& panel : m_data.panels)
                panel.title = runOf(panel.run) ? runOf(panel.run)->title : QString();
        }
        return std::move(m_data);
    }

private:
    static bool isTime(ValueType type) { return type == ValueType::TimestampTz || type == ValueType::Timestamp; }

    [[nodiscard]] QString text(std::size_t row, int column) const
    {
        return column < 0 || m_table.isNull(row, static_cast<std::size_t>(column)) ? QString()
                                                                                   : toQString(m_table.text(row, static_cast<std::size_t>(column))).left(kLabelCharacters);
    }

    [[nodiscard]] const ChartRun* runOf(std::int64_t id) const
    {
        const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const ChartRun& run) { return run.id == id; });
        return found == m_runs.end() ? nullptr : &*found;
    }

    void readRow(std::size_t row)
    {
        const std::int64_t run = m_columns.run >= 0 ? m_table.integer(row, static_cast<std::size_t>(m_columns.run)) : -1;
        ChartPanel* panel = panelOf(m_chart.isOverRuns ? -1 : run);
        if (!panel)
            return;
        const bool isFlow = m_chart.kind == ChartKind::Flow;
        for (std::size_t i = 0; i < m_columns.values.size(); ++i) {
            const int column = m_columns.values[i];
            const double value = column >= 0 ? m_table.number(row, static_cast<std::size_t>(column)) : isFlow ? 1 : std::nan("");
            ChartMark mark;
            mark.part = m_chart.values.empty() ? partOf(text(row, m_columns.part)) : static_cast<int>(i);
            ChartRow* line = rowOf(*panel, row, run, i);
            if (!line || mark.part < 0)
                continue;
            mark.value = value;
            mark.x = xOf(row, run);
            mark.label = text(row, m_columns.label);
            mark.hint = text(row, m_columns.hint);
            mark.isWinner = m_columns.winner >= 0 && m_table.text(row, static_cast<std::size_t>(m_columns.winner)) == "true";
            if (m_columns.spans >= 0)
                mark.spans = spanIds(m_table.text(row, static_cast<std::size_t>(m_columns.spans)));
            if (!std::isfinite(value) || !std::isfinite(mark.x))
                continue;
            line->isMissing = false;
            m_data.hasValues = true;
            line->marks.push_back(std::move(mark));
        }
    }

    ChartPanel* panelOf(std::int64_t run)
    {
        const auto found = std::find_if(m_data.panels.begin(), m_data.panels.end(), [&](const ChartPanel& panel) { return panel.run == run; });
        if (found != m_data.panels.end())
            return &*found;
        if (run >= 0 && !runOf(run)) {
            ++m_data.unknownRuns;
            return nullptr;
        }
        if (m_data.panels.size() == kMostPanels)
            return nullptr;
        m_data.panels.push_back({run, {}, {}});
        return &m_data.panels.back();
    }

    /// The bar or line that a row of the answer belongs to: a label's, else an agent's. A line per value where a query has several.
    ChartRow* rowOf(ChartPanel& panel, std::size_t row, std::int64_t run, std::size_t value)
    {
        const bool isBars = m_chart.kind == ChartKind::Bars;
        const QString agent = text(row, m_columns.agent);
        QString label = isBars && m_columns.label >= 0 ? text(row, m_columns.label) : agent;
        if (!isBars && m_chart.values.size() > 1)
            label = label.isEmpty() ? m_data.parts[value].name : label + QStringLiteral(" · ") + m_data.parts[value].name;
        const auto found = std::find_if(panel.rows.begin(), panel.rows.end(), [&](const ChartRow& line) { return line.label == label; });
        if (found != panel.rows.end())
            return &*found;
        if (panel.rows.size() == kMostRows)
            return nullptr;
        ChartRow line;
        line.label = label;
        line.note = text(row, m_columns.note);
        line.agent = agentNumber(agent, run);
        line.run = run;
        line.isMissing = true;
        panel.rows.push_back(std::move(line));
        return &panel.rows.back();
    }

    [[nodiscard]] int agentNumber(const QString& agent, std::int64_t run) const
    {
        const ChartRun* known = run < 0 && m_runs.size() == 1 ? &m_runs.front() : runOf(run);
        if (!known || agent.isEmpty())
            return -1;
        const auto found = std::find(known->agents.begin(), known->agents.end(), agent.toStdString());
        return found == known->agents.end() ? -1 : static_cast<int>(found - known->agents.begin());
    }

    int partOf(const QString& name)
    {
        const std::string key = name.toStdString();
        const auto found = std::find_if(m_data.parts.begin(), m_data.parts.end(), [&](const ChartPartSpec& part) { return part.key == key; });
        if (found != m_data.parts.end())
            return static_cast<int>(found - m_data.parts.begin());
        if (m_data.parts.size() == kMostParts)
            return -1;
        m_data.parts.push_back({key, name, PartLook::Plain});
        return static_cast<int>(m_data.parts.size()) - 1;
    }

    /// Times are seconds since the run began.
    [[nodiscard]] double xOf(std::size_t row, std::int64_t run) const
    {
        if (m_columns.x < 0)
            return 0;
        const auto column = static_cast<std::size_t>(m_columns.x);
        if (!m_data.isOfTime || m_table.isNull(row, column))
            return m_table.isNull(row, column) ? std::nan("") : m_table.number(row, column);
        const ChartRun* known = runOf(run);
        const double start = known && known->start != kNoTime ? double(known->start / 1000) : 0;
        return (double(m_table.integer(row, column)) - start) / 1e6;
    }

    /// Who neither answered nor voted is part of the picture.
    void addSilentAgents()
    {
        for (ChartPanel& panel : m_data.panels) {
            const ChartRun* run = runOf(panel.run);
            for (std::size_t agent = 0; run && agent < run->agents.size() && panel.rows.size() < kMostRows; ++agent) {
                if (std::any_of(panel.rows.begin(), panel.rows.end(), [&](const ChartRow& row) { return row.agent == static_cast<int>(agent); }))
                    continue;
                ChartRow row;
                row.label = toQString(run->agents[agent]);
                row.agent = static_cast<int>(agent);
                row.isMissing = true;
                panel.rows.push_back(std::move(row));
            }
        }
    }

    void sortRows()
    {
        for (ChartPanel& panel : m_data.panels) {
            if (std::all_of(panel.rows.begin(), panel.rows.end(), [](const ChartRow& row) { return row.agent >= 0; }))
                std::stable_sort(panel.rows.begin(), panel.rows.end(), [](const ChartRow& a, const ChartRow& b) { return a.agent < b.agent; });
            for (ChartRow& row : panel.rows) {
                if (m_data.isBars())
                    std::stable_sort(row.marks.begin(), row.marks.end(), [](const ChartMark& a, const ChartMark& b) { return a.part < b.part; });
                else
                    std::stable_sort(row.marks.begin(), row.marks.end(), [](const ChartMark& a, const ChartMark& b) { return a.x < b.x; });
            }
        }
    }

    const ChartSpec& m_chart;
    const ResultTable& m_table;
    const Columns m_columns;
    const std::vector<ChartRun>& m_runs;
    ChartData m_data;
};

} // namespace

std::vector<std::uint64_t> spanIds(std::string_view text)
{
    constexpr std::size_t kDigits = 16;
    std::vector<std::uint64_t> ids;
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && isHex(text[end]))
            ++end;
        std::uint64_t id = 0;
        if (end - at == kDigits && std::from_chars(text.data() + at, text.data() + end, id, 16).ec == std::errc())
            ids.push_back(id);
        at = end + 1;
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

ChartData readChart(const ChartSpec& chart, const ResultTable& table, const std::vector<ChartRun>& runs)
{
    return Reader(chart, table, runs).read();
}

} // namespace mgx
