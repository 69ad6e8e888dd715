// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/result_model.h"

#include "models/json_indent.h"
#include "query/result_writer.h"
#include "workspace/format.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <QClipboard>
#include <QGuiApplication>

namespace mgx {

namespace {

constexpr qsizetype kShownCharacters = 300;
constexpr std::size_t kQuickRows = 20'000; ///< ordered at once

} // namespace

ResultModel::ResultModel(Workspace& workspace, QObject* parent) : QAbstractTableModel(parent), m_workspace(workspace)
{
    connect(&workspace.settings(), &Settings::timeDisplayChanged, this, [this] {
        if (count() > 0)
            Q_EMIT dataChanged(index(0, 0), index(count() - 1, columnCount() - 1));
    });
}

void ResultModel::setTable(std::shared_ptr<const ResultTable> table, std::vector<ColumnShape> shape)
{
    m_orderJob.cancel();
    beginResetModel();
    m_table = std::move(table);
    m_shape = std::move(shape);
    m_order = {};
    m_rows.resize(m_table ? m_table->rowCount() : 0);
    std::iota(m_rows.begin(), m_rows.end(), 0u);
    describe();
    endResetModel();
    Q_EMIT tableChanged();
    Q_EMIT rowsChanged();
    Q_EMIT orderChanged();
}

void ResultModel::describe()
{
    m_columns.clear();
    m_spanColumn = m_traceColumn = -1;
    for (std::size_t c = 0; m_table && c < m_table->columns().size(); ++c) {
        const ResultColumn& column = m_table->columns()[c];
        const std::string_view type = column.engineType.empty() ? valueTypeWord(column.type) : std::string_view(column.engineType);
        m_columns.append(QVariantMap{{QStringLiteral("name"), toQString(column.name)},
                                     {QStringLiteral("type"), toQString(type)},
                                     {QStringLiteral("isNumeric"), isNumeric(column.type)},
                                     {QStringLiteral("width"), m_shape[c].width}});
        if (column.name == "span_id")
            m_spanColumn = static_cast<int>(c);
        if (column.name == "trace_id")
            m_traceColumn = static_cast<int>(c);
    }
}

void ResultModel::setFilter(const QString& filter)
{
    if (filter == this->filter())
        return;
    m_order.filter = filter.toStdString();
    reorder();
}

void ResultModel::toggleSort(int column)
{
    if (m_order.sortColumn != column) {
        m_order.sortColumn = column;
        m_order.isDescending = false;
    } else if (!m_order.isDescending) {
        m_order.isDescending = true;
    } else {
        m_order.sortColumn = -1;
        m_order.isDescending = false;
    }
    reorder();
}

void ResultModel::reorder()
{
    if (!m_table)
        return;
    if (m_table->rowCount() <= kQuickRows) {
        m_orderJob.cancel();
        takeRows(orderedRows(*m_table, m_order, {}));
        return;
    }
    m_orderJob.start([table = m_table, order = m_order](const JobSlot::Run& run) { return orderedRows(*table, order, run.cancel); },
                     [this](std::vector<std::uint32_t> rows) { takeRows(std::move(rows)); });
    Q_EMIT orderChanged();
}

void ResultModel::takeRows(std::vector<std::uint32_t> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT rowsChanged();
    Q_EMIT orderChanged();
}

int ResultModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

int ResultModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->columns().size());
}

QString ResultModel::cellText(std::size_t row, std::size_t column) const
{
    if (m_table->isNull(row, column))
        return QStringLiteral("NULL");
    const QString display = m_workspace.settings().timeDisplay();
    if (m_table->columns()[column].type == ValueType::TimestampTz && display == QLatin1String("local")) {
        const double us = m_table->number(row, column);
        if (std::abs(us) < 9e15)
            return formatTime(static_cast<TimeNs>(us) * 1000, true);
    }
    const std::string text = m_table->text(row, column);
    return toQString(std::string_view(text).substr(0, 4 * kShownCharacters)).left(kShownCharacters).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

QVariant ResultModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_table || index.row() >= count() || index.column() >= columnCount())
        return {};
    const std::size_t row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    const ValueType type = m_table->columns()[column].type;
    switch (role) {
    case Qt::DisplayRole: return cellText(row, column);
    case IsNullRole: return m_table->isNull(row, column);
    case IsNumericRole: return isNumeric(type);
    case IsJsonRole: return type == ValueType::Json || type == ValueType::List || type == ValueType::Struct;
    case FractionRole: {
        const double value = m_table->number(row, column);
        const double greatest = m_shape[column].greatest;
        return greatest > 0 && std::isfinite(value) ? std::abs(value) / greatest : -1.0;
    }
    default: return {};
    }
}

QVariant ResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    return columnName(section);
}

QHash<int, QByteArray> ResultModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {IsNullRole, "isNull"}, {IsNumericRole, "isNumeric"}, {FractionRole, "fraction"}, {IsJsonRole, "isJson"}};
}

QString ResultModel::columnName(int column) const
{
    return column >= 0 && column < columnCount() ? toQString(m_table->columns()[static_cast<std::size_t>(column)].name) : QString();
}

/// The text of a cell, empty for NULL and places that do not exist.
std::string ResultModel::field(int row, int column) const
{
    if (row < 0 || row >= count() || column < 0 || column >= columnCount())
        return {};
    return m_table->text(m_rows[static_cast<std::size_t>(row)], static_cast<std::size_t>(column));
}

QString ResultModel::wholeValue(int row, int column) const
{
    const std::string text = field(row, column);
    if (!index(row, column).isValid())
        return {};
    if (data(index(row, column), IsNullRole).toBool())
        return QStringLiteral("NULL");
    if (!data(index(row, column), IsJsonRole).toBool())
        return toQString(text);
    std::string indented;
    appendIndented(indented, text);
    return toQString(indented);
}

QString ResultModel::literal(int row, int column) const
{
    if (!index(row, column).isValid() || data(index(row, column), IsNullRole).toBool())
        return QStringLiteral("NULL");
    const QString text = toQString(field(row, column));
    const ValueType type = m_table->columns()[static_cast<std::size_t>(column)].type;
    if (type == ValueType::Integer || type == ValueType::Float || type == ValueType::Decimal || type == ValueType::Boolean)
        return text;
    return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\'');
}

QVariant ResultModel::chartData(const QString& kind, int xColumn, int yColumn) const
{
    QVariantList labels, xs, values;
    std::vector<double> numbers;
    double leastX = HUGE_VAL, greatestX = -HUGE_VAL;
    const bool isBars = kind == QLatin1String("bar");
    const bool isHistogram = kind == QLatin1String("histogram");
    const int most = isBars ? kMostBars : isHistogram ? count() : kMostPoints;
    const int step = isBars ? 1 : std::max(1, count() / std::max(1, most));
    if (!m_table || yColumn < 0 || yColumn >= columnCount())
        return QVariantMap();
    for (int row = 0; row < count() && static_cast<int>(numbers.size()) < most; row += step) {
        const std::size_t at = m_rows[static_cast<std::size_t>(row)];
        const double y = m_table->number(at, static_cast<std::size_t>(yColumn));
        if (!std::isfinite(y))
            continue;
        numbers.push_back(y);
        if (isBars)
            labels.append(xColumn >= 0 ? cellText(at, static_cast<std::size_t>(xColumn)).left(24) : QString::number(row + 1));
        if (isBars || isHistogram)
            continue;
        const double x = xColumn >= 0 && xColumn < columnCount() ? m_table->number(at, static_cast<std::size_t>(xColumn)) : row;
        xs.append(std::isfinite(x) ? x : row);
        leastX = std::min(leastX, xs.last().toDouble());
        greatestX = std::max(greatestX, xs.last().toDouble());
    }
    if (isHistogram && !numbers.empty()) {
        const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
        constexpr int kBuckets = 20;
        const double from = *low, width = (*high - *low) / kBuckets;
        std::vector<double> buckets(kBuckets);
        for (const double number : numbers)
            ++buckets[static_cast<std::size_t>(width > 0 ? std::min<double>(kBuckets - 1, (number - from) / width) : 0)];
        for (int i = 0; i < kBuckets; ++i)
            labels.append(QString::number(from + i * width, 'g', 3));
        numbers = std::move(buckets);
    }
    double least = HUGE_VAL, greatest = -HUGE_VAL;
    for (const double number : numbers) {
        values.append(number);
        least = std::min(least, number);
        greatest = std::max(greatest, number);
    }
    const auto finite = [](double value) { return std::isfinite(value) ? value : 0.0; };
    return QVariantMap{{QStringLiteral("labels"), labels},     {QStringLiteral("xs"), xs},
                       {QStringLiteral("values"), values},     {QStringLiteral("least"), finite(least)},
                       {QStringLiteral("greatest"), finite(greatest)}, {QStringLiteral("leastX"), finite(leastX)},
                       {QStringLiteral("greatestX"), finite(greatestX)}};
}

void ResultModel::copyRows(int from, int to, const QString& format) const
{
    if (!m_table)
        return;
    const ResultFormat kind = format == QLatin1String("json") ? ResultFormat::Json
        : format == QLatin1String("markdown")                 ? ResultFormat::Markdown
                                                              : ResultFormat::Tsv;
    std::string text;
    ResultWriter writer(*m_table, kind, text);
    writer.begin();
    for (int row = std::max(0, from); row <= std::min(to, count() - 1); ++row)
        writer.row(m_rows[static_cast<std::size_t>(row)]);
    writer.end();
    QGuiApplication::clipboard()->setText(toQString(text));
}

void ResultModel::copyCell(int row, int column) const
{
    QGuiApplication::clipboard()->setText(toQString(field(row, column)));
}

bool ResultModel::selectRecord(int row) const
{
    const auto& snapshot = m_workspace.snapshot();
    const QString spanId = toQString(field(row, m_spanColumn));
    bool isHex = false;
    const std::uint64_t span = spanId.toULongLong(&isHex, 16);
    if (!snapshot || !isHex)
        return false;
    const std::string trace = field(row, m_traceColumn);
    RowId found = kNoRow;
    for (RowId r = 0; r < snapshot->rowCount(); ++r) {
        if (snapshot->spanId(r) != span || (!trace.empty() && toHex(snapshot->trace(r)) != trace))
            continue;
        found = r;
        if (snapshot->kind(r) == RecordKind::Span)
            break;
    }
    if (found != kNoRow)
        m_workspace.selection().select(found, Selection::Origin::Search);
    return found != kNoRow;
}

} // namespace mgx
