// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/problems_model.h"

#include "workspace/format.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace mgx {

ProblemsModel::ProblemsModel(Workspace& workspace, QObject* parent) : QAbstractListModel(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::snapshotChanged, this, &ProblemsModel::refresh);
    connect(&workspace, &Workspace::reportChanged, this, &ProblemsModel::refresh);
    refresh();
}

void ProblemsModel::refresh()
{
    std::vector<RowId> errors;
    int errorCount = 0;
    const auto& s = m_workspace.snapshot();
    for (RowId row = 0; s && row < s->rowCount(); ++row) {
        if (!s->isError(row) || s->isSettledPending(row))
            continue;
        ++errorCount;
        if (errors.size() < kErrorLimit)
            errors.push_back(row);
    }
    std::stable_sort(errors.begin(), errors.end(), [&](RowId a, RowId b) { return s->start(a) < s->start(b); });
    std::vector<Problem> problems = m_workspace.report()->problems();
    for (RunId run = 0; s && run < s->runCount(); ++run) {
        const RunFacts& facts = s->runFacts(run);
        const auto& list = facts.problems;
        for (const Problem& problem : list) { // what the report of the import tells as well is told once
            if (std::none_of(problems.begin(), problems.end(), [&](const Problem& p) {
                    return p.sentence == problem.sentence && p.file == problem.file && p.where == problem.where;
                }))
                problems.push_back(problem);
        }
    }
    std::stable_sort(problems.begin(), problems.end(),
                     [](const Problem& a, const Problem& b) { return a.severity > b.severity; });
    beginResetModel();
    m_snapshot = s;
    m_errors = std::move(errors);
    m_problems = std::move(problems);
    m_errorCount = errorCount;
    endResetModel();
    Q_EMIT countChanged();
}

int ProblemsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ProblemsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const auto place = static_cast<std::size_t>(index.row());
    if (role == IsFirstRole) // of its section
        return place == 0 || place == m_errors.size();
    if (place < m_errors.size()) {
        const RowId row = m_errors[place];
        switch (role) {
        case SectionRole: return tr("Errors in the run");
        case SeverityRole: return QStringLiteral("error");
        case PlaceRole: return formatDuration(m_snapshot->start(row) - m_snapshot->minTime());
        case Qt::DisplayRole:
        case SentenceRole: return toQString(m_snapshot->message(row).substr(0, 1000)).simplified();
        case TimesRole: return 1;
        case IsRecordRole: return true;
        default: return {};
        }
    }
    const Problem& problem = m_problems[place - m_errors.size()];
    switch (role) {
    case SectionRole: return tr("Import");
    case SeverityRole:
        return problem.severity == Problem::Severity::Error     ? QStringLiteral("error")
            : problem.severity == Problem::Severity::Warning ? QStringLiteral("warning")
                                                             : QStringLiteral("info");
    case PlaceRole: {
        const QString file = toQString(problem.file);
        return problem.where.empty() ? file : file.isEmpty() ? toQString(problem.where)
                                                             : tr("%1, %2").arg(file, toQString(problem.where));
    }
    case Qt::DisplayRole:
    case SentenceRole: return toQString(problem.sentence);
    case TimesRole: return static_cast<int>(problem.count);
    case IsRecordRole: return false;
    default: return {};
    }
}

void ProblemsModel::select(int index)
{
    if (index >= 0 && static_cast<std::size_t>(index) < m_errors.size())
        m_workspace.selection().select(m_errors[static_cast<std::size_t>(index)], Selection::Origin::Problems);
}

QHash<int, QByteArray> ProblemsModel::roleNames() const
{
    return {{SectionRole, "section"},   {SeverityRole, "severity"}, {PlaceRole, "place"},
            {SentenceRole, "sentence"}, {TimesRole, "times"},       {IsRecordRole, "isRecord"},
            {IsFirstRole, "isFirst"}};
}

} // namespace mgx
