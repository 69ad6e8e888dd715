// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/selection.h"

namespace mgx {

void Selection::select(RowId row, Origin origin)
{
    if (row != kNoRow && (!m_snapshot || row >= m_snapshot->rowCount()))
        return;
    if (row == m_row) {
        return;
    }
    m_row = row;
    m_origin = origin;
    m_key.reset();
    if (row != kNoRow)
        m_key = keyOf(*m_snapshot, row);
    Q_EMIT changed();
}

void Selection::selectWhenThere(const RecordKey& key)
{
    clear();
    m_key = key;
}

void Selection::setSnapshot(const std::shared_ptr<const TraceSnapshot>& snapshot, bool isSameLineage)
{
    m_snapshot = snapshot;
    const RowId before = m_row;
    if (!isSameLineage || !snapshot)
        m_row = kNoRow;
    if (m_row == kNoRow && m_key && snapshot)
        m_row = findRow(*snapshot, *m_key);
    if (m_row != before) {
        m_origin = Origin::None;
        Q_EMIT changed();
    }
}

} // namespace mgx
