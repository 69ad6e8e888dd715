// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "workspace/search_hits.h"

#include <QObject>

namespace mgx {

class Selection;

/// What is looked for in the open trace, and where it was found. The search runs on the pool, and again for every new snapshot;
/// the hits of the text before stay until the new ones are there.
class Search : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(bool isActive READ isActive NOTIFY changed)
    Q_PROPERTY(bool isRunning READ isRunning NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// Place of the selected record among the hits, from 1; 0 = it is none of them.
    Q_PROPERTY(int position READ position NOTIFY positionChanged)

public:
    explicit Search(Selection& selection, QObject* parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString& text);
    [[nodiscard]] bool isActive() const { return m_hits != nullptr; }
    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }
    [[nodiscard]] int count() const { return m_hits ? static_cast<int>(m_hits->rows.size()) : 0; }
    [[nodiscard]] int position() const { return m_position; }
    /// Null: nothing is looked for, or the first hits are not there yet.
    [[nodiscard]] const std::shared_ptr<const SearchHits>& hits() const { return m_hits; }

    /// Selects the next (1) or previous (-1) hit in time, round and round.
    Q_INVOKABLE void step(int by);

    /// Another snapshot to look in; of another lineage the hits before are void at once.
    void setSnapshot(const std::shared_ptr<const TraceSnapshot>& snapshot, bool isSameLineage);

Q_SIGNALS:
    void textChanged();
    void changed(); ///< the hits, or whether they are being looked for
    void positionChanged();

private:
    void start();
    void take(std::shared_ptr<const SearchHits> hits);
    void findPosition();
    [[nodiscard]] std::ptrdiff_t placeOf(RowId row) const;

    Selection& m_selection;
    std::shared_ptr<const TraceSnapshot> m_snapshot;
    QString m_text;
    std::shared_ptr<const SearchHits> m_hits;
    int m_position = 0;
    bool m_isStepWanted = false; ///< Enter came before the hits
    JobSlot m_job;
};

} // namespace mgx
