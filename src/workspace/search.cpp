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
    if (text == m_text && (text.isEmpty() || m_rowsTitle.isEmpty()))
        return;
    m_text = text;
    m_isStepWanted = false;
    Q_EMIT textChanged();
    if (!m_rowsTitle.isEmpty()) {
        m_rowsTitle.clear();
        Q_EMIT kindChanged();
    }
    start();
}

void Search::setCondition(bool isCondition)
{
    if (isCondition == m_isCondition)
        return;
    m_isCondition = isCondition;
    Q_EMIT kindChanged();
    if (m_rowsTitle.isEmpty())
        start();
}

void Search::showRows(const QString& title)
{
    m_rowsTitle = title;
    m_isStepWanted = false;
    m_text.clear();
    Q_EMIT textChanged();
    Q_EMIT kindChanged();
    start();
}

void Search::clear()
{
    if (m_rowsTitle.isEmpty()) {
        setText({});
        return;
    }
    m_rowsTitle.clear();
    Q_EMIT kindChanged();
    start();
}

void Search::setSnapshot(const std::shared_ptr<const TraceSnapshot>& snapshot, bool isSameLineage)
{
    m_snapshot = snapshot;
    if (!isSameLineage && m_hits) {
        m_stretches.clear();
        takeHits(nullptr);
    }
    start();
}

void Search::start()
{
    m_failure.clear();
    const bool wantsRecords = m_snapshot && (!m_rowsTitle.isEmpty() || (m_isCondition && !m_text.trimmed().isEmpty()));
    if (std::exchange(m_isWaiting, wantsRecords) || wantsRecords)
        Q_EMIT recordsWanted();
    if (wantsRecords) {
        m_job.cancel();
        Q_EMIT changed();
        return;
    }
    m_stretches.clear();
    m_elsewhere = 0;
    if (m_isCondition || m_text.isEmpty() || !m_snapshot) {
        m_job.cancel();
        takeHits(nullptr);
        return;
    }
    m_job.start(
        [snapshot = m_snapshot, text = m_text.toStdString()](const JobSlot::Run& run) {
            return std::make_shared<const SearchHits>(searchRecords(*snapshot, text, run.cancel));
        },
        [this](std::shared_ptr<const SearchHits> hits) { takeHits(std::move(hits)); });
    Q_EMIT changed();
}

void Search::take(NamedRecords found)
{
    if (!m_isWaiting)
        return;
    m_isWaiting = false;
    m_stretches = std::move(found.stretches);
    m_elsewhere = static_cast<int>(found.elsewhere);
    // Rows that only name times leave the records as they are.
    const bool isOnlyTimes = found.hits.rows.empty() && !m_stretches.empty();
    takeHits(isOnlyTimes ? nullptr : std::make_shared<const SearchHits>(std::move(found.hits)));
}

/// Half a condition is no reason to forget what the whole one found.
void Search::fail(const QString& sentence)
{
    if (!m_isWaiting)
        return;
    m_isWaiting = false;
    m_isStepWanted = false;
    m_failure = sentence;
    Q_EMIT changed();
}

void Search::takeHits(std::shared_ptr<const SearchHits> hits)
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
    if (isRunning()) {
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
