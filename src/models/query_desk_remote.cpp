// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the SQL page that knows of a remote engine: where a statement runs, pages of its answer, and what is said meanwhile.
#include "models/query_desk.h"

#include "logfire/query_body.h"
#include "logfire/result_paging.h"
#include "models/remote_desk.h"
#include "models/result_shape.h"
#include "workspace/format.h"

namespace mgx {

bool QueryDesk::isRemote() const
{
    return m_remote && m_remote->isRemote();
}

void QueryDesk::setRemote(RemoteDesk* remote)
{
    m_remote = remote;
    if (!remote)
        return;
    connect(remote, &RemoteDesk::noteChanged, this, &QueryDesk::stateChanged);
    connect(remote, &RemoteDesk::partialCame, this, [this](const std::shared_ptr<const ResultTable>& table) {
        if (!m_isRunning || !m_runsRemotely)
            return;
        m_result.setTable(table, shapeOf(*table));
        Q_EMIT stateChanged();
    });
}

void QueryDesk::startOn(QueryRequest request, std::function<void(QueryAnswer)> done)
{
    if (m_runsRemotely)
        m_remote->start(std::move(request), m_cancel, std::move(done));
    else
        m_engine->start(std::move(request), m_cancel, std::move(done));
}

/// What is not the same for a remote engine: rows on their way, waiting, answers that were known, and why there are not more.
QString QueryDesk::remoteStateText() const
{
    const QString note = m_remote ? m_remote->note() : QString();
    if (m_isRunning)
        return note.isEmpty() ? tr("Asking, %1").arg(formatDuration(m_clock.nsecsElapsed())) : note;
    const auto& table = m_result.table();
    if (!table)
        return {};
    const QString rows = formatCount(static_cast<qint64>(table->rowCount()));
    const QString time = note.isEmpty() ? formatDuration(static_cast<TimeNs>(table->elapsedMs() * 1e6)) : note;
    if (m_skip > 0)
        return tr("rows %1 to %2, %3").arg(formatCount(qint64(m_skip) + 1), formatCount(qint64(m_skip + table->rowCount())), time);
    return table->isTruncated() ? tr("limited to %1 of more rows, %2").arg(rows, time) : tr("%1 rows, %2").arg(rows, time);
}

bool QueryDesk::canTurnPage(int step) const
{
    if (!m_runsRemotely || m_isRunning || !m_failure.isEmpty() || !m_result.table())
        return false;
    return step < 0 ? m_skip > 0 : m_result.table()->rowCount() == kMostRemoteRows && pageSql(m_request.sql, m_skip + kMostRemoteRows, kMostRemoteRows);
}

void QueryDesk::turnPage(int step)
{
    if (!canTurnPage(step))
        return;
    m_skip = step < 0 ? m_skip - kMostRemoteRows : m_skip + kMostRemoteRows;
    begin(m_statement, m_from, m_values);
}

} // namespace mgx
