// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_tiles.h"

#include "charts/chart_data.h"
#include "workspace/format.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <QCoreApplication>

namespace mgx {

namespace {

constexpr double kUnknownValue = std::numeric_limits<double>::quiet_NaN();

QString say(const char* text)
{
    return QCoreApplication::translate("ChartTiles", text);
}

QString percent(double share)
{
    return valueText(ChartUnit::Percent, 100 * share);
}

/// One row of the answer, by the names of its columns.
class Figures
{
public:
    Figures(const ResultTable& table, std::size_t row) : m_table(table), m_row(row) {}

    /// NaN where it is not recorded.
    [[nodiscard]] double operator()(std::string_view name) const
    {
        const int column = columnOf(name);
        return column < 0 ? kUnknownValue : m_table.number(m_row, static_cast<std::size_t>(column));
    }
    [[nodiscard]] QString text(std::string_view name) const
    {
        const int column = columnOf(name);
        return column < 0 ? QString() : toQString(m_table.text(m_row, static_cast<std::size_t>(column)));
    }

private:
    [[nodiscard]] int columnOf(std::string_view name) const
    {
        const auto& columns = m_table.columns();
        const auto found = std::find_if(columns.begin(), columns.end(), [&](const ResultColumn& column) { return column.name == name; });
        return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
    }

    const ResultTable& m_table;
    std::size_t m_row;
};

double tokensOf(const Figures& run)
{
    return run("input_tokens") + run("output_tokens");
}

double modelShare(const Figures& run)
{
    return run("model_slices") > 0 ? run("model_time") / run("agent_time") : kUnknownValue;
}

double errorsOf(const Figures& run)
{
    return run("failed_tools") + run("failed_rounds");
}

/// Makes the tiles of one run; the others are what it is compared with.
class TileWriter
{
public:
    TileWriter(const ResultTable& table, std::size_t row) : m_table(table), m_row(row), m_run(table, row) {}

    std::vector<ChartTile> write()
    {
        add("Wall time", ChartUnit::Seconds, [](const Figures& run) { return run("wall"); }, known(m_run("path")) ? say("critical path %1").arg(valueText(ChartUnit::Seconds, m_run("path"))) : QString());
        const double parallel = m_run("agent_time") / m_run("wall");
        add("Agent time", ChartUnit::Seconds, [](const Figures& run) { return run("agent_time"); }, known(parallel) ? say("%1× parallel").arg(parallel, 0, 'f', 1) : QString());
        add("Cost", ChartUnit::Usd, [](const Figures& run) { return run("cost"); }, spender());
        add("Tokens", ChartUnit::Count, tokensOf, tokenShares());
        add("Models / tools", ChartUnit::Percent, [](const Figures& run) { return 100 * modelShare(run); }, {});
        m_tiles.back().value = shares();
        m_tiles.back().detail = known(modelShare(m_run)) ? say("of the agents' time") : say("model calls are not recorded");
        add("Retries", ChartUnit::Count, [](const Figures& run) { return run("retries"); }, m_run.text("reason"));
        add("Errors", ChartUnit::Count, errorsOf, errorWords());
        return std::move(m_tiles);
    }

private:
    static bool known(double value) { return std::isfinite(value); }

    template <class Figure>
    void add(const char* label, ChartUnit unit, Figure figure, const QString& detail)
    {
        const double value = figure(m_run);
        ChartTile tile{say(label), known(value) ? valueText(unit, value) : QString(kUnknown), detail, {}};
        std::vector<double> all;
        for (std::size_t row = 0; row < m_table.rowCount(); ++row) {
            if (const double other = figure(Figures(m_table, row)); known(other))
                all.push_back(other);
        }
        if (known(value) && m_table.rowCount() > 1 && all.size() > 1)
            tile.versus = versus(value, median(all), unit);
        m_tiles.push_back(std::move(tile));
    }

    static double median(std::vector<double>& values)
    {
        std::sort(values.begin(), values.end());
        const std::size_t half = values.size() / 2;
        return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    static QString versus(double value, double median, ChartUnit unit)
    {
        const QString usual = valueText(unit, median);
        if (median == 0 || unit == ChartUnit::Percent)
            return say("median %1").arg(usual);
        const double change = std::round(100 * (value / median - 1));
        const QString sign = change < 0 ? QStringLiteral("−") : QStringLiteral("+");
        return change == 0 ? say("as the median") : say("%1%2 % of median %3").arg(sign, valueText(ChartUnit::Count, std::abs(change)), usual);
    }

    [[nodiscard]] QString spender() const
    {
        const double share = m_run("spent") / m_run("cost");
        if (!known(m_run("cost")))
            return say("not recorded");
        return known(share) && m_run("cost") > 0 ? m_run.text("spender") + QLatin1Char(' ') + percent(share) : QString();
    }

    [[nodiscard]] QString tokenShares() const
    {
        const double cached = m_run("cached_input_tokens") / m_run("input_tokens");
        const double reasoning = m_run("reasoning_tokens") / m_run("output_tokens");
        if (!known(tokensOf(m_run)))
            return say("not recorded");
        QStringList parts;
        if (known(cached))
            parts.append(say("%1 cached").arg(percent(cached)));
        if (known(reasoning) && reasoning > 0)
            parts.append(say("%1 reasoning").arg(percent(reasoning)));
        return parts.join(QStringLiteral(", "));
    }

    [[nodiscard]] QString errorWords() const
    {
        return known(m_run("tool_calls")) ? say("%1 of %2 tool calls").arg(valueText(ChartUnit::Count, m_run("failed_tools")), valueText(ChartUnit::Count, m_run("tool_calls")))
                                          : say("tool calls are not recorded");
    }

    [[nodiscard]] QString shares() const
    {
        const double models = modelShare(m_run);
        const double tools = m_run("tool_time") / m_run("agent_time");
        const QString toolText = known(tools) ? percent(tools) : m_run("tool_calls") == 0 ? QStringLiteral("0 %") : QString(kUnknown);
        return (known(models) ? percent(models) : QString(kUnknown)) + QStringLiteral(" / ") + toolText;
    }

    const ResultTable& m_table;
    const std::size_t m_row;
    const Figures m_run;
    std::vector<ChartTile> m_tiles;
};

} // namespace

std::vector<ChartTile> readTiles(const ResultTable& table, std::int64_t run)
{
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        if (Figures(table, row)("run_id") == double(run))
            return TileWriter(table, row).write();
    }
    return {};
}

} // namespace mgx
