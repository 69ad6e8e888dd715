// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <QFontMetricsF>
#include <QHash>
#include <QString>
#include <unordered_map>

namespace mgx {

/// Names and the widths of texts, kept from frame to frame: measuring a text costs more than all else that a frame does for a
/// span. Belongs to one snapshot lineage and font.
class LabelCache
{
public:
    explicit LabelCache(const QFont& font = {}) : m_font(font), m_metrics(font) {}

    [[nodiscard]] const QFont& font() const { return m_font; }
    [[nodiscard]] double width(const QString& text);
    /// `text` cut to fit `width`, with an ellipsis; empty if hardly anything of it would be left.
    [[nodiscard]] QString elided(const QString& text, double width);
    /// The name of a row as one line.
    [[nodiscard]] QString name(const TraceSnapshot& snapshot, RowId row);

private:
    static constexpr qsizetype kMostEntries = 20'000;
    static constexpr qsizetype kFewestLetters = 5; ///< "rou…" says nothing

    QFont m_font;
    QFontMetricsF m_metrics;
    QHash<QString, double> m_widths;
    QHash<std::pair<QString, int>, QString> m_elided;
    std::unordered_map<StringId, QString> m_names;
};

} // namespace mgx
