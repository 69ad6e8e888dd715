// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/record_key.h"

#include <optional>
#include <QObject>

namespace mgx {

/// The one selected record. A view selects with its origin; the others follow `changed`, each ignoring its own.
class Selection : public QObject
{
    Q_OBJECT

public:
    enum class Origin { None, Timeline, Tree, Details, Problems, Search };
    Q_ENUM(Origin)

    using QObject::QObject;

    [[nodiscard]] RowId row() const { return m_row; }
    [[nodiscard]] Origin origin() const { return m_origin; }

    void select(RowId row, Origin origin);
    void clear(Origin origin = Origin::None) { select(kNoRow, origin); }

    /// Nothing is selected until a snapshot comes that holds this record.
    void selectWhenThere(const RecordKey& key);

    /// Another snapshot: of the same lineage rows keep their numbers; otherwise the record is found again by its key.
    void setSnapshot(const std::shared_ptr<const TraceSnapshot>& snapshot, bool isSameLineage);

Q_SIGNALS:
    void changed();

private:
    std::shared_ptr<const TraceSnapshot> m_snapshot;
    RowId m_row = kNoRow;
    std::optional<RecordKey> m_key; ///< kept while a reload has not come to the record yet
    Origin m_origin = Origin::None;
};

} // namespace mgx
