// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/import_report.h"
#include "store/trace_snapshot.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <vector>

namespace mgx {

class Workspace;

/// What went wrong: first the errors of the run itself (records), then what the import could not read or had to repair.
class ProblemsModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Explorer")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int errorCount READ errorCount NOTIFY countChanged)
    Q_PROPERTY(int importCount READ importCount NOTIFY countChanged)

public:
    enum Role { SectionRole = Qt::UserRole + 1, SeverityRole, PlaceRole, SentenceRole, TimesRole, IsRecordRole, IsFirstRole };
    Q_ENUM(Role)
    static constexpr std::size_t kErrorLimit = 5000; ///< nobody reads more; the count tells of the rest

    explicit ProblemsModel(Workspace& workspace, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_errors.size() + m_problems.size()); }
    /// Errors in the run, also those beyond the limit.
    [[nodiscard]] int errorCount() const { return m_errorCount; }
    [[nodiscard]] int importCount() const { return static_cast<int>(m_problems.size()); }

    /// Selects the record of an error; nothing for a problem of the import.
    Q_INVOKABLE void select(int index);

Q_SIGNALS:
    void countChanged();

private:
    void refresh();

    Workspace& m_workspace;
    std::shared_ptr<const TraceSnapshot> m_snapshot;
    std::vector<RowId> m_errors;
    std::vector<Problem> m_problems;
    int m_errorCount = 0;
};

} // namespace mgx
