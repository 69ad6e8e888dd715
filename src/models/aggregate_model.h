// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "models/aggregate.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace mgx {

class Workspace;

/// The spans of the trace by name. Counted on the pool, and only while someone looks.
class AggregateModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Explorer")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool isActive READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(QString order READ order WRITE setOrder NOTIFY orderChanged)

public:
    enum Role { NameRole = Qt::UserRole + 1, CountRole, TotalRole, SelfRole, P50Role, P95Role, MaxRole, ErrorsRole, ShareRole };
    Q_ENUM(Role)

    explicit AggregateModel(Workspace& workspace, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] bool isActive() const { return m_isActive; }
    void setActive(bool isActive);
    /// "total", "self", "count", "p50", "p95", "max", "errors" or "name".
    [[nodiscard]] QString order() const { return m_order; }
    void setOrder(const QString& order);

    /// Shows only the spans of this name in the hierarchy: the text to filter by.
    Q_INVOKABLE QString name(int index) const;

Q_SIGNALS:
    void countChanged();
    void activeChanged();
    void orderChanged();

private:
    void refresh();
    void take(std::shared_ptr<const TraceSnapshot> snapshot, std::vector<AggregateRow> rows);
    void sort();

    Workspace& m_workspace;
    bool m_isActive = false;
    QString m_order = QStringLiteral("total");
    std::shared_ptr<const TraceSnapshot> m_snapshot; ///< that the rows are of
    std::vector<AggregateRow> m_rows;
    TimeNs m_longest = 1; ///< total
    JobSlot m_job;
};

} // namespace mgx
