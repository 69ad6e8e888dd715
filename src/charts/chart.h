// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_data.h"
#include "query/query_engine.h"

#include <memory>
#include <QObject>
#include <QSet>
#include <QtQml/qqmlregistration.h>
#include <QVariantList>

namespace mgx {

/// One chart of the page: its statement as it was run, what came of it, and what is switched off in its legend. GUI thread.
class Chart : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Charts")
    Q_PROPERTY(QString name READ name CONSTANT)
    Q_PROPERTY(QString title READ title CONSTANT)
    Q_PROPERTY(bool isCustom READ isCustom CONSTANT)
    Q_PROPERTY(bool isOverRuns READ isOverRuns CONSTANT)
    /// What is run: what the SQL page gets to see.
    Q_PROPERTY(QString statement READ statement NOTIFY changed)
    Q_PROPERTY(bool isWaiting READ isWaiting NOTIFY changed)
    Q_PROPERTY(bool hasPicture READ hasPicture NOTIFY changed)
    /// Why there is no picture; empty = there is one.
    Q_PROPERTY(QString message READ message NOTIFY changed)
    /// [{name, agent, shade, look}]: agent is -1 where an entry stands for a part of every agent.
    Q_PROPERTY(QVariantList legend READ legend NOTIFY legendChanged)
    /// Names in the legend that are switched off.
    Q_PROPERTY(QStringList hiddenNames READ hiddenNames NOTIFY changed)

public:
    Chart(ChartSpec spec, bool isCustom, QObject* parent = nullptr);

    [[nodiscard]] const ChartSpec& spec() const { return m_spec; }
    [[nodiscard]] QString name() const { return m_spec.id; }
    [[nodiscard]] QString title() const { return m_spec.title; }
    [[nodiscard]] bool isCustom() const { return m_isCustom; }
    [[nodiscard]] bool isOverRuns() const { return m_spec.isOverRuns; }
    [[nodiscard]] QString statement() const { return m_statement; }
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; }
    [[nodiscard]] bool hasPicture() const { return m_data && m_data->hasValues && m_failure.isEmpty(); }
    [[nodiscard]] QString message() const;
    [[nodiscard]] QVariantList legend() const;
    [[nodiscard]] QStringList hiddenNames() const { return m_hidden.values(); }
    /// Null until the first answer.
    [[nodiscard]] const std::shared_ptr<const ChartData>& data() const { return m_data; }
    [[nodiscard]] const std::shared_ptr<const ResultTable>& table() const { return m_table; }
    [[nodiscard]] const QSet<QString>& hidden() const { return m_hidden; }

    Q_INVOKABLE void toggle(const QString& name);

    void setStatement(const QString& statement);
    /// What was there stays until the answer comes.
    void take(std::shared_ptr<const ResultTable> table, std::shared_ptr<const ChartData> data);
    void fail(const QString& sentence);

Q_SIGNALS:
    void changed();
    void legendChanged();

private:
    ChartSpec m_spec;
    bool m_isCustom = false;
    QString m_statement;
    bool m_isWaiting = false;
    QString m_failure;
    std::shared_ptr<const ResultTable> m_table;
    std::shared_ptr<const ChartData> m_data;
    QSet<QString> m_hidden;
};

/// What a mark tells under the mouse: whose it is, and its value.
struct MarkWords
{
    QString title;
    QString text;
};
[[nodiscard]] MarkWords wordsFor(const ChartData& data, const MarkPlace& place);

} // namespace mgx
