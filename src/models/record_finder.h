// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query_engine.h"
#include "workspace/workspace.h"

#include <functional>
#include <QTimer>

namespace mgx {

/// Answers the searches that are SQL: runs the condition, or the statement whose rows are shown on the timeline, whenever the text
/// or the snapshot is another. GUI thread; the engine works on its own.
class RecordFinder : public QObject
{
    Q_OBJECT

public:
    /// `engine` makes the engine when it is first needed; null: there is none, `failed` says why.
    RecordFinder(Workspace& workspace, std::function<QueryEngine*()> engine, QObject* parent = nullptr);

    /// Shows what the rows of this statement name, and goes on doing so while data arrives.
    void showRows(const QString& title, QueryRequest request);
    /// Nothing is asked of the engine any more; it may go.
    void stop();

private:
    void find();
    void take(const QueryAnswer& answer, NamedRecords found, std::size_t before);

    Workspace& m_workspace;
    std::function<QueryEngine*()> m_engine;
    QTimer m_soon; ///< a condition is run when the typing pauses
    QueryRequest m_rows;
    QueryEngine* m_running = nullptr; ///< what the token belongs to
    CancelToken m_cancel;
    quint64 m_turn = 0; ///< answers of earlier turns are dropped
};

} // namespace mgx
