// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart.h"

#include "charts/chart_scene.h"

#include <algorithm>

namespace mgx {

Chart::Chart(ChartSpec spec, bool isCustom, QObject* parent) : QObject(parent), m_spec(std::move(spec)), m_isCustom(isCustom) {}

QString Chart::message() const
{
    if (!m_failure.isEmpty())
        return m_failure;
    if (!m_data || m_data->hasValues)
        return {};
    if (m_data->hasRows)
        return m_spec.missing.isEmpty() ? tr("The rows of this chart hold no values.") : m_spec.missing;
    return m_spec.empty.isEmpty() ? tr("There are no rows.") : m_spec.empty;
}

QVariantList Chart::legend() const
{
    QVariantList list;
    QSet<QString> seen;
    if (!m_data)
        return list;
    const auto add = [&](const QString& name, int agent, double shade, PartLook look) {
        if (seen.contains(name))
            return;
        seen.insert(name);
        list.append(QVariantMap{{QStringLiteral("name"), name}, {QStringLiteral("agent"), agent}, {QStringLiteral("shade"), shade},
                                {QStringLiteral("look"), static_cast<int>(look)}});
    };
    const bool isOfParts = m_data->isBars() || m_data->kind == ChartKind::Flow;
    QSet<int> used;
    for (const ChartPanel& panel : m_data->panels) {
        for (const ChartRow& row : panel.rows) {
            for (const ChartMark& mark : row.marks)
                used.insert(mark.part);
            if (!isOfParts && !row.marks.empty())
                add(row.label, row.agent, 1, PartLook::Plain);
        }
    }
    for (std::size_t part = 0; isOfParts && part < m_data->parts.size(); ++part) {
        if (used.contains(static_cast<int>(part)))
            add(m_data->parts[part].name, -1, shadeOf(*m_data, static_cast<int>(part)), m_data->parts[part].look);
    }
    return list;
}

void Chart::toggle(const QString& name)
{
    if (!m_hidden.remove(name))
        m_hidden.insert(name);
    Q_EMIT changed();
}

void Chart::setStatement(const QString& statement)
{
    m_statement = statement;
    m_isWaiting = true;
    Q_EMIT changed();
}

void Chart::take(std::shared_ptr<const ResultTable> table, std::shared_ptr<const ChartData> data)
{
    m_isWaiting = false;
    m_failure.clear();
    m_table = std::move(table);
    m_data = std::move(data);
    Q_EMIT legendChanged();
    Q_EMIT changed();
}

void Chart::fail(const QString& sentence)
{
    m_isWaiting = false;
    m_failure = sentence;
    Q_EMIT changed();
}

MarkWords wordsFor(const ChartData& data, const MarkPlace& place)
{
    const ChartMark* mark = markAt(data, place);
    if (!mark)
        return {};
    const ChartPanel& panel = data.panels[static_cast<std::size_t>(place.panel)];
    const ChartRow& row = panel.rows[static_cast<std::size_t>(place.row)];
    MarkWords words;
    words.title = row.label;
    const QString part = data.parts.empty() ? QString() : data.parts[static_cast<std::size_t>(mark->part)].name;
    if (data.kind == ChartKind::Flow) {
        words.text = part + QStringLiteral(": ") + mark->label + QStringLiteral(", ") + valueText(ChartUnit::Seconds, mark->x);
    } else if (data.isBars()) {
        const double sum = row.sum();
        words.text = (part.isEmpty() ? QString() : part + QStringLiteral(": ")) + valueText(data.unit, mark->value);
        if (row.marks.size() > 1 && sum > 0)
            words.text += QStringLiteral(" (%1)").arg(valueText(ChartUnit::Percent, 100 * mark->value / sum));
    } else {
        words.text = valueText(data.unit, mark->value) + QStringLiteral(" · ") + valueText(data.isOfTime ? ChartUnit::Seconds : ChartUnit::Count, mark->x);
    }
    if (!mark->hint.isEmpty())
        words.text += QLatin1Char('\n') + mark->hint;
    return words;
}

} // namespace mgx
