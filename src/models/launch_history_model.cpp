// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/launch_history_model.h"

#include "launch/shell_words.h"
#include "workspace/format.h"

namespace mgx {

namespace {

/// Words of the theme's state colours.
QString stateOf(const LaunchRecord& record)
{
    if (!record.outcome)
        return isAlive(record.process) ? QStringLiteral("running") : QStringLiteral("incomplete");
    switch (record.outcome->state) {
    case Outcome::State::Complete: return QStringLiteral("complete");
    case Outcome::State::Failed:
    case Outcome::State::Killed: return QStringLiteral("failed");
    default: return QStringLiteral("incomplete");
    }
}

QString figuresOf(const LaunchRecord& record)
{
    QStringList parts{formatTime(record.started, true).left(16)};
    if (record.ended != kNoTime)
        parts.append(formatDuration(record.ended - record.started));
    if (record.costUsd)
        parts.append(formatCost(record.costUsd));
    if (record.spans > 0)
        parts.append(LaunchHistoryModel::tr("%1 spans").arg(formatCount(static_cast<qint64>(record.spans))));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

void LaunchHistoryModel::setRecords(std::vector<LaunchRecord> records)
{
    beginResetModel();
    m_records = std::move(records);
    endResetModel();
    Q_EMIT countChanged();
}

const LaunchRecord* LaunchHistoryModel::at(int row) const
{
    return row >= 0 && row < count() ? &m_records[static_cast<std::size_t>(row)] : nullptr;
}

int LaunchHistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant LaunchHistoryModel::data(const QModelIndex& index, int role) const
{
    const LaunchRecord* record = index.isValid() ? at(index.row()) : nullptr;
    if (!record)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case QuestionRole: return toQString(record->question).simplified();
    case ConfigRole: return toQString(record->config.substr(record->config.rfind('/') + 1));
    case StateRole: return stateOf(*record);
    case SentenceRole: return record->outcome ? toQString(record->outcome->sentence) : tr("going on, or cut off");
    case FiguresRole: return figuresOf(*record);
    case CommandRole: return toQString(shellLine(record->words));
    case HasRunRole: return !record->logFolder.empty();
    default: return {};
    }
}

QHash<int, QByteArray> LaunchHistoryModel::roleNames() const
{
    return {{QuestionRole, "question"}, {ConfigRole, "config"},   {StateRole, "runState"}, {SentenceRole, "sentence"},
            {FiguresRole, "figures"},   {CommandRole, "command"}, {HasRunRole, "hasRun"}};
}

} // namespace mgx
