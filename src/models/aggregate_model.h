// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "models/aggregate.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace mgx {

class Workspace;

/// The spans of the trace by name or agent: of the whole trace, or of the stretch of time that is selected. Counted on the pool, and
/// only while someone looks.
class AggregateModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Explorer")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool isActive READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(QString order READ order WRITE setOrder NOTIFY orderChanged)
    Q_PROPERTY(bool isByAgent READ isByAgent WRITE setByAgent NOTIFY groupingChanged)
    /// The rows are of a stretch of time, not of all.
    Q_PROPERTY(bool hasRange READ hasRange NOTIFY countChanged)
    /// Everything together in one line: "1,234 spans · 2m 03s in all · …".
    Q_PROPERTY(QString sumText READ sumText NOTIFY countChanged)

public:
    enum Role { NameRole = Qt::UserRole + 1, CountRole, TotalRole, SelfRole, P50Role, P95Role, MaxRole, TokensRole, CostRole, ErrorsRole, ShareRole };
    Q_ENUM(Role)

    explicit AggregateModel(Workspace& workspace, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] bool isActive() const { return m_isActive; }
    void setActive(bool isActive);
    /// "total", "self", "count", "p50", "p95", "max", "tokens", "cost", "errors" or "name".
    [[nodiscard]] QString order() const { return m_order; }
    void setOrder(const QString& order);
    [[nodiscard]] bool isByAgent() const { return m_wanted.by == AggregateBy::Agent; }
    void setByAgent(bool isByAgent);
    [[nodiscard]] bool hasRange() const { return m_shown.to < kMaxTime; }
    [[nodiscard]] QString sumText() const;

    /// The name of a row: the text to filter the hierarchy by.
    Q_INVOKABLE QString name(int index) const;

Q_SIGNALS:
    void countChanged();
    void activeChanged();
    void orderChanged();
    void groupingChanged();

private:
    struct Counted
    {
        std::shared_ptr<const Aggregator> data;
        AggregateQuery query;
        Aggregate result;
    };

    void refresh();
    void take(Counted counted);
    void sort();
    [[nodiscard]] QString title(const AggregateRow& row) const;

    Workspace& m_workspace;
    bool m_isActive = false;
    bool m_isStale = false; ///< something has changed since the running job began
    QString m_order = QStringLiteral("total");
    std::shared_ptr<const Aggregator> m_data; ///< that the rows point into
    AggregateQuery m_wanted;
    AggregateQuery m_shown;
    std::vector<AggregateRow> m_rows;
    AggregateRow m_sum;
    TimeNs m_longest = 1; ///< total
    JobSlot m_job;
};

} // namespace mgx
