// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/span_colours.h"

#include "workspace/format.h"
#include "workspace/lane_agents.h"
#include "workspace/timeline_options.h"

#include <algorithm>
#include <QCoreApplication>

namespace mgx {

namespace {

constexpr TimeNs kSteps[] = {1'000'000, 10'000'000, 100'000'000, kNsPerSecond, 10 * kNsPerSecond, kNsPerMinute};
enum Status { Fine, Warned, Failed, Running };

QString tr(const char* text)
{
    return QCoreApplication::translate("SpanColours", text);
}

} // namespace

SpanColours::SpanColours(const TraceSnapshot& snapshot, const QString& by)
    : m_by(static_cast<By>(std::max<qsizetype>(0, TimelineOptions::colourings().indexOf(by))))
{
    if (m_by == By::Name)
        rankNames(snapshot);
    else if (m_by == By::Model)
        listModels(snapshot);
    else if (m_by == By::Status)
        m_legend = {tr("ok"), tr("warning"), tr("error"), tr("still open")};
    else if (m_by == By::Duration) {
        for (const TimeNs step : kSteps)
            m_legend.append(tr("< %1").arg(formatDuration(step)));
        m_legend.append(tr("longer"));
    }
}

/// The names that take the most time get a colour each, the others share one.
void SpanColours::rankNames(const TraceSnapshot& snapshot)
{
    std::unordered_map<StringId, double> times;
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        if (snapshot.kind(row) == RecordKind::Span && snapshot.lanes()[snapshot.lane(row)].kind != LaneKind::Coordination)
            times[snapshot.nameId(row)] += double(snapshot.duration(row));
    }
    std::vector<std::pair<double, StringId>> names;
    for (const auto& [name, time] : times)
        names.emplace_back(-time, name);
    std::sort(names.begin(), names.end());
    for (std::size_t i = 0; i < std::min(kMostNames, names.size()); ++i) {
        m_names.emplace(names[i].second, static_cast<int>(i));
        m_legend.append(toQString(snapshot.string(names[i].second).substr(0, 80)).simplified());
    }
    m_legend.append(tr("others"));
}

void SpanColours::listModels(const TraceSnapshot& snapshot)
{
    const auto placeOf = [this](const std::string& model) {
        if (model.empty())
            return -1;
        const QString name = toQString(model);
        if (!m_legend.contains(name))
            m_legend.append(name);
        return static_cast<int>(m_legend.indexOf(name));
    };
    const std::vector<int> agents = agentOfLanes(snapshot);
    for (LaneId lane = 0; lane < snapshot.lanes().size(); ++lane) {
        const Lane& each = snapshot.lanes()[lane];
        const auto agent = static_cast<std::size_t>(std::max(0, agents[lane]));
        const bool isKnown = each.kind == LaneKind::Agent && agents[lane] >= 0 && agent < snapshot.runFacts(each.run).agents.size();
        m_modelOfLane.push_back(isKnown ? placeOf(snapshot.runFacts(each.run).agents[agent].model) : -1);
    }
    for (RunId run = 0; run < snapshot.runCount(); ++run) {
        for (const ModelCallFact& call : snapshot.runFacts(run).modelCalls)
            m_modelOfCall.emplace(call.row, placeOf(call.model));
    }
    m_legend.append(tr("unknown"));
}

int SpanColours::place(const TraceSnapshot& snapshot, const LaneQuad& quad) const
{
    switch (m_by) {
    case By::Name: {
        const auto name = m_names.find(snapshot.nameId(quad.row));
        return name == m_names.end() ? -1 : name->second;
    }
    case By::Model: {
        const auto call = m_modelOfCall.find(quad.row);
        return call != m_modelOfCall.end() ? call->second : m_modelOfLane[snapshot.lane(quad.row)];
    }
    case By::Status:
        return quad.worst == SpanStatus::Error ? Failed : quad.worst == SpanStatus::Warning ? Warned : quad.end >= kOpenEnd ? Running : Fine;
    case By::Duration:
        return static_cast<int>(std::upper_bound(std::begin(kSteps), std::end(kSteps), snapshot.duration(quad.row)) - std::begin(kSteps));
    case By::Agent: break;
    }
    return -1;
}

QColor SpanColours::number(int place, const TimelineTheme& theme) const
{
    if (m_by == By::Status)
        return place == Failed ? theme.error : place == Warned ? theme.warning : place == Running ? theme.dim : theme.fine;
    if (m_by == By::Duration)
        return theme.durations.isEmpty() ? theme.coordination : theme.durations.at(std::min<qsizetype>(place, theme.durations.size() - 1));
    return theme.agent(place);
}

QRgb SpanColours::colour(const TraceSnapshot& snapshot, const LaneQuad& quad, const TimelineTheme& theme) const
{
    return number(place(snapshot, quad), theme).rgb();
}

QList<QColor> SpanColours::legendColours(const TimelineTheme& theme) const
{
    QList<QColor> colours;
    for (int i = 0; i < m_legend.size(); ++i) {
        const bool isRest = (m_by == By::Name || m_by == By::Model) && i == m_legend.size() - 1;
        colours.append(number(isRest ? -1 : i, theme));
    }
    return colours;
}

} // namespace mgx
