// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/search.h"

#include "workspace/selection.h"

#include <algorithm>

namespace mgx {

Search::Search(Selection& selection, QObject* parent) : QObject(parent), m_selection(selection)
{
    connect(&selection, &Selection::changed, this, &Search::findPosition);
}

void Search::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_isStepWanted = false;
    Q_EMIT textChanged();
    start();
}

void Search::setSnapshot(const std::shared_ptr<const TraceSnapshot>& snapshot, bool isSameLineage)
{
    m_snapshot = snapshot;
    if (!isSameLineage && m_hits)
        take(nullptr);
    start();
}

void Search::start()
{
    if (m_text.isEmpty() || !m_snapshot) {
        m_job.cancel();
        if (m_hits)
            take(nullptr);
        return;
    }
    m_job.start(
        [snapshot = m_snapshot, text = m_text.toStdString()](const JobSlot::Run& run) {
            return std::make_shared<const SearchHits>(searchRecords(*snapshot, text, run.cancel));
        },
        [this](std::shared_ptr<const SearchHits> hits) { take(std::move(hits)); });
    Q_EMIT changed();
}

void Search::take(std::shared_ptr<const SearchHits> hits)
{
    m_hits = std::move(hits);
    Q_EMIT changed();
    findPosition();
    if (std::exchange(m_isStepWanted, false))
        step(1);
}

/// Where the row stands among the hits, or where it would stand, as -1 - place.
std::ptrdiff_t Search::placeOf(RowId row) const
{
    const auto& rows = m_hits->rows;
    const auto isBefore = [this](RowId a, RowId b) {
        return std::pair(m_snapshot->start(a), a) < std::pair(m_snapshot->start(b), b);
    };
    const auto found = std::lower_bound(rows.begin(), rows.end(), row, isBefore);
    const std::ptrdiff_t place = found - rows.begin();
    return found != rows.end() && *found == row ? place : -1 - place;
}

void Search::findPosition()
{
    const RowId row = m_selection.row();
    const std::ptrdiff_t place = m_hits && row != kNoRow && row < m_hits->isHit.size() ? placeOf(row) : -1;
    const int position = place < 0 ? 0 : static_cast<int>(place) + 1;
    if (std::exchange(m_position, position) != position)
        Q_EMIT positionChanged();
}

void Search::step(int by)
{
    if (m_job.isRunning()) {
        m_isStepWanted = true;
        return;
    }
    if (count() == 0)
        return;
    const RowId row = m_selection.row();
    std::ptrdiff_t place = by > 0 ? -1 : count();
    if (row != kNoRow && row < m_hits->isHit.size()) {
        place = placeOf(row);
        if (place < 0) // between two hits: the one before, or the one after
            place = by > 0 ? -2 - place : -1 - place;
    }
    place = (place + by % count() + count()) % count();
    m_selection.select(m_hits->rows[static_cast<std::size_t>(place)], Selection::Origin::Search);
}

} // namespace mgx
