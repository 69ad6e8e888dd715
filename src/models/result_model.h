// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "models/result_order.h"
#include "models/result_shape.h"

#include <memory>
#include <QAbstractTableModel>
#include <QtQml/qqmlregistration.h>
#include <QVariantList>

namespace mgx {

class Workspace;

/// The answer to a query as a table: only cells in sight are made into text. Sorting and filtering happen on the pool; the rows
/// before stay until the new order is there.
class ResultModel : public QAbstractTableModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Queries")
    Q_PROPERTY(int count READ count NOTIFY rowsChanged)
    Q_PROPERTY(int totalCount READ totalCount NOTIFY tableChanged)
    /// {name, type, isNumeric, width}: width in characters, from the first rows.
    Q_PROPERTY(QVariantList columns READ columns NOTIFY tableChanged)
    Q_PROPERTY(int sortColumn READ sortColumn NOTIFY orderChanged)
    Q_PROPERTY(bool isDescending READ isDescending NOTIFY orderChanged)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY orderChanged)
    Q_PROPERTY(bool isSorting READ isSorting NOTIFY orderChanged)
    /// Rows lead to records: there is a column span_id.
    Q_PROPERTY(bool hasRecords READ hasRecords NOTIFY tableChanged)

public:
    enum Role {
        IsNullRole = Qt::UserRole + 1,
        IsNumericRole,
        FractionRole, ///< of a number: its share of the column's greatest, 0 to 1; -1 = no number
        IsJsonRole,
    };
    Q_ENUM(Role)

    static constexpr int kMostBars = 40, kMostPoints = 5000;

    explicit ResultModel(Workspace& workspace, QObject* parent = nullptr);

    /// `shape` is shapeOf(*table), made where there was time.
    void setTable(std::shared_ptr<const ResultTable> table, std::vector<ColumnShape> shape);
    [[nodiscard]] const std::shared_ptr<const ResultTable>& table() const { return m_table; }
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int totalCount() const { return m_table ? static_cast<int>(m_table->rowCount()) : 0; }
    [[nodiscard]] QVariantList columns() const { return m_columns; }
    [[nodiscard]] int sortColumn() const { return m_order.sortColumn; }
    [[nodiscard]] bool isDescending() const { return m_order.isDescending; }
    [[nodiscard]] QString filter() const { return QString::fromStdString(m_order.filter); }
    void setFilter(const QString& filter);
    [[nodiscard]] const ResultOrder& order() const { return m_order; }
    [[nodiscard]] bool isSorting() const { return m_orderJob.isRunning(); }
    [[nodiscard]] bool hasRecords() const { return m_spanColumn >= 0; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Up, down, as the query gave them.
    Q_INVOKABLE void toggleSort(int column);
    /// The whole value, JSON indented.
    Q_INVOKABLE QString wholeValue(int row, int column) const;
    /// The value as SQL wants it written: 'text', 12, NULL.
    Q_INVOKABLE QString literal(int row, int column) const;
    Q_INVOKABLE QString columnName(int column) const;
    /// {labels, xs, values, least, greatest, leastX, greatestX} of the shown rows for a chart of a kind ("bar", "line", "scatter",
    /// "histogram"); at most kMostBars bars and kMostPoints points, evenly chosen.
    Q_INVOKABLE QVariant chartData(const QString& kind, int xColumn, int yColumn) const;
    /// Rows `from` to `to` into the clipboard as "tsv", "markdown" or "json".
    Q_INVOKABLE void copyRows(int from, int to, const QString& format) const;
    Q_INVOKABLE void copyCell(int row, int column) const;
    /// Selects the record of the row in all views. False if there is none among what is open.
    Q_INVOKABLE bool selectRecord(int row) const;

Q_SIGNALS:
    void tableChanged();
    void rowsChanged();
    void orderChanged();

private:
    void describe();
    void reorder();
    void takeRows(std::vector<std::uint32_t> rows);
    [[nodiscard]] QString cellText(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::string field(int row, int column) const;

    Workspace& m_workspace;
    std::shared_ptr<const ResultTable> m_table;
    QVariantList m_columns;
    std::vector<ColumnShape> m_shape;
    std::vector<std::uint32_t> m_rows;
    ResultOrder m_order;
    int m_spanColumn = -1;
    int m_traceColumn = -1;
    JobSlot m_orderJob;
};

} // namespace mgx
