// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "workspace/named_records.h"

#include <QObject>

namespace mgx {

class Selection;

/// What is looked for in the open trace, and where it was found: a text, a condition in SQL, or the records that the rows of an answer
/// name. A text is looked for on the pool; for the other two somebody with an engine answers recordsWanted(). Every new snapshot
/// is searched again; the hits before stay until the new ones are there.
class Search : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    /// The text is the condition of a WHERE over `records_all`.
    Q_PROPERTY(bool isCondition READ isCondition WRITE setCondition NOTIFY kindChanged)
    /// Of the rows that are shown instead of a text; empty = none.
    Q_PROPERTY(QString rowsTitle READ rowsTitle NOTIFY kindChanged)
    /// Rows that name no record but a time.
    Q_PROPERTY(int stretchCount READ stretchCount NOTIFY changed)
    /// Rows that name nothing in the open trace.
    Q_PROPERTY(int elsewhere READ elsewhere NOTIFY changed)
    /// Why the condition has no answer; empty = it has one.
    Q_PROPERTY(QString failure READ failure NOTIFY changed)
    Q_PROPERTY(bool isActive READ isActive NOTIFY changed)
    Q_PROPERTY(bool isRunning READ isRunning NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// Place of the selected record among the hits, from 1; 0 = it is none of them.
    Q_PROPERTY(int position READ position NOTIFY positionChanged)

public:
    explicit Search(Selection& selection, QObject* parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString& text);
    [[nodiscard]] bool isCondition() const { return m_isCondition; }
    void setCondition(bool isCondition);
    [[nodiscard]] QString rowsTitle() const { return m_rowsTitle; }
    [[nodiscard]] int stretchCount() const { return static_cast<int>(m_stretches.size()); }
    [[nodiscard]] int elsewhere() const { return m_elsewhere; }
    [[nodiscard]] QString failure() const { return m_failure; }
    [[nodiscard]] bool isActive() const { return m_hits != nullptr; }
    [[nodiscard]] bool isRunning() const { return m_job.isRunning() || m_isWaiting; }
    [[nodiscard]] int count() const { return m_hits ? static_cast<int>(m_hits->rows.size()) : 0; }
    [[nodiscard]] int position() const { return m_position; }
    /// Null: nothing is looked for, or the first hits are not there yet.
    [[nodiscard]] const std::shared_ptr<const SearchHits>& hits() const { return m_hits; }
    /// Of rows that name no record but a time.
    [[nodiscard]] const std::vector<NamedStretch>& stretches() const { return m_stretches; }

    /// Shows the rows of an answer instead of what a text found; recordsWanted() asks for them.
    void showRows(const QString& title);
    /// Nothing is looked for any more.
    Q_INVOKABLE void clear();
    /// The answers to recordsWanted().
    void take(NamedRecords found);
    void fail(const QString& sentence);

    /// Selects the next (1) or previous (-1) hit in time, round and round.
    Q_INVOKABLE void step(int by);

    /// Another snapshot to look in; of another lineage the hits before are void at once.
    void setSnapshot(const std::shared_ptr<const TraceSnapshot>& snapshot, bool isSameLineage);

Q_SIGNALS:
    void textChanged();
    void kindChanged();
    /// The condition, or the rows, are to be looked up in the snapshot that is open now. Not wanted any more: neither is set.
    void recordsWanted();
    void changed(); ///< the hits, or whether they are being looked for
    void positionChanged();

private:
    void start();
    void takeHits(std::shared_ptr<const SearchHits> hits);
    void findPosition();
    [[nodiscard]] std::ptrdiff_t placeOf(RowId row) const;

    Selection& m_selection;
    std::shared_ptr<const TraceSnapshot> m_snapshot;
    QString m_text;
    bool m_isCondition = false;
    QString m_rowsTitle;
    QString m_failure;
    std::vector<NamedStretch> m_stretches;
    int m_elsewhere = 0;
    bool m_isWaiting = false; ///< for the answer to recordsWanted()
    std::shared_ptr<const SearchHits> m_hits;
    int m_position = 0;
    bool m_isStepWanted = false; ///< Enter came before the hits
    JobSlot m_job;
};

} // namespace mgx
