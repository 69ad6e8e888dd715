// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "launch/config_finder.h"

#include <QAbstractListModel>
#include <QSet>
#include <QtQml/qqmlregistration.h>
#include <vector>

namespace mgx {

/// The configs that were found, those first that the search leaves. Several can be chosen, for a matrix.
class ConfigListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Launcher")
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int total READ total NOTIFY countChanged)
    Q_PROPERTY(int current READ current NOTIFY chosenChanged)

public:
    enum Role {
        NameRole = Qt::UserRole + 1,
        PlaceRole,   ///< origin and folder
        DetailRole,  ///< "3 agents · gpt-5, claude-opus"
        ChipsRole,   ///< tools, workspace, restarts, cost
        DescriptionRole,
        AgentCountRole,
        PathRole,
        IsCurrentRole,
        IsChosenRole,
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    void setConfigs(std::vector<FoundConfig> configs);
    /// Chooses this one alone; one that is not listed is put in front.
    void choose(const QString& path);
    [[nodiscard]] QStringList chosenPaths() const { return m_chosen; }
    [[nodiscard]] QString search() const { return m_search; }
    void setSearch(const QString& search);
    [[nodiscard]] int count() const { return static_cast<int>(m_shown.size()); }
    [[nodiscard]] int total() const { return static_cast<int>(m_configs.size()); }
    /// Row of the one that is shown, or -1.
    [[nodiscard]] int current() const;
    Q_INVOKABLE void chooseRow(int row);
    /// Adds a config to those that are chosen, or takes it away; the last one stays.
    Q_INVOKABLE void toggleRow(int row);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void searchChanged();
    void countChanged();
    void chosenChanged();

private:
    void filter();
    void setChosen(const QStringList& paths);
    [[nodiscard]] const FoundConfig& at(int row) const { return m_configs[static_cast<std::size_t>(m_shown[static_cast<std::size_t>(row)])]; }

    std::vector<FoundConfig> m_configs;
    std::vector<int> m_shown;
    QString m_search;
    QStringList m_chosen; ///< the first one is current
};

} // namespace mgx
