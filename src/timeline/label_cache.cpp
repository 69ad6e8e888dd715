// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/label_cache.h"

#include "workspace/format.h"

namespace mgx {

namespace {

constexpr std::size_t kLongestName = 200;

QString oneLine(std::string_view text)
{
    return toQString(text.substr(0, kLongestName)).simplified();
}

} // namespace

double LabelCache::width(const QString& text)
{
    if (m_widths.size() > kMostEntries)
        m_widths.clear();
    auto known = m_widths.find(text);
    if (known == m_widths.end())
        known = m_widths.insert(text, m_metrics.horizontalAdvance(text));
    return *known;
}

QString LabelCache::elided(const QString& text, double width)
{
    if (m_elided.size() > kMostEntries)
        m_elided.clear();
    const auto pixels = static_cast<int>(width);
    auto known = m_elided.find({text, pixels});
    if (known == m_elided.end()) {
        QString cut = m_metrics.elidedText(text, Qt::ElideRight, pixels);
        known = m_elided.insert({text, pixels}, cut.size() > kFewestLetters ? cut : QString());
    }
    return *known;
}

QString LabelCache::name(const TraceSnapshot& snapshot, RowId row)
{
    const std::string_view message = snapshot.message(row);
    if (message.data() != snapshot.name(row).data()) // its own message
        return oneLine(message);
    QString& name = m_names[snapshot.nameId(row)];
    if (name.isEmpty())
        name = oneLine(message);
    return name;
}

} // namespace mgx
