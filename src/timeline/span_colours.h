// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/timeline_theme.h"
#include "store/trace_snapshot.h"

#include <QStringList>
#include <unordered_map>
#include <vector>

namespace mgx {

/// What spans are coloured by, other than the agent, and what each colour means. Made once per snapshot and colouring, O(records);
/// a colour is asked for in O(1).
class SpanColours
{
public:
    /// By agent: nothing is here, lanes have the colours of their agents.
    SpanColours() = default;
    /// `by` is a word of TimelineOptions::colourings().
    SpanColours(const TraceSnapshot& snapshot, const QString& by);

    [[nodiscard]] bool isByAgent() const { return m_by == By::Agent; }
    /// Of one span, or of several that share a pixel: that of the longest, by status that of the worst.
    [[nodiscard]] QRgb colour(const TraceSnapshot& snapshot, const LaneQuad& quad, const TimelineTheme& theme) const;
    /// What the colours mean, most of the time first.
    [[nodiscard]] const QStringList& legend() const { return m_legend; }
    [[nodiscard]] QList<QColor> legendColours(const TimelineTheme& theme) const;

private:
    enum class By { Agent, Name, Model, Status, Duration };
    static constexpr std::size_t kMostNames = 8; ///< with a colour of their own

    void rankNames(const TraceSnapshot& snapshot);
    void listModels(const TraceSnapshot& snapshot);
    [[nodiscard]] QColor number(int place, const TimelineTheme& theme) const;
    [[nodiscard]] int place(const TraceSnapshot& snapshot, const LaneQuad& quad) const;

    By m_by = By::Agent;
    QStringList m_legend;
    std::unordered_map<StringId, int> m_names;
    std::vector<int> m_modelOfLane;
    std::unordered_map<RowId, int> m_modelOfCall;
};

} // namespace mgx
