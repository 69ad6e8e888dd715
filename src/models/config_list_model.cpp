// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config_list_model.h"

#include "workspace/format.h"

namespace mgx {

namespace {

QString modelsOf(const ConfigSummary& config)
{
    QStringList models;
    for (const ConfigAgent& agent : config.agents) {
        const QString model = toQString(agent.model.empty() ? agent.backend : agent.model);
        if (!models.contains(model))
            models.append(model);
    }
    return models.join(QStringLiteral(", "));
}

QString agentsOf(const ConfigSummary& config)
{
    return config.agents.size() == 1 ? ConfigListModel::tr("1 agent") : ConfigListModel::tr("%1 agents").arg(config.agents.size());
}

QStringList chipsOf(const ConfigSummary& config)
{
    QStringList chips;
    constexpr std::size_t kMostTools = 3;
    for (std::size_t i = 0; i < config.tools.size() && i < kMostTools; ++i)
        chips.append(toQString(config.tools[i]));
    if (config.tools.size() > kMostTools)
        chips.append(QStringLiteral("+%1").arg(config.tools.size() - kMostTools));
    if (config.hasWorkspace)
        chips.append(ConfigListModel::tr("workspace"));
    if (config.usesDocker)
        chips.append(ConfigListModel::tr("docker"));
    if (config.restarts > 0)
        chips.append(ConfigListModel::tr("restarts: %1").arg(config.restarts));
    chips.append(config.costLevel == 0 ? ConfigListModel::tr("free") : QString(config.costLevel, QLatin1Char('$')));
    return chips;
}

} // namespace

void ConfigListModel::setConfigs(std::vector<FoundConfig> configs)
{
    m_configs = std::move(configs);
    filter();
}

void ConfigListModel::setSearch(const QString& search)
{
    if (search == m_search)
        return;
    m_search = search;
    filter();
    Q_EMIT searchChanged();
}

void ConfigListModel::filter()
{
    beginResetModel();
    m_shown.clear();
    const std::string search = m_search.toStdString();
    for (std::size_t i = 0; i < m_configs.size(); ++i) {
        if (matchesConfig(m_configs[i], search))
            m_shown.push_back(static_cast<int>(i));
    }
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT chosenChanged();
}

void ConfigListModel::choose(const QString& path)
{
    const auto known = std::find_if(m_configs.begin(), m_configs.end(), [&](const auto& c) { return toQString(c.summary.path) == path; });
    if (known == m_configs.end() && !path.isEmpty()) {
        m_configs.insert(m_configs.begin(), {summarizeConfigFile(path.toStdString()), tr("opened").toStdString(), {}});
        filter();
    }
    setChosen(path.isEmpty() ? QStringList() : QStringList(path));
}

void ConfigListModel::setChosen(const QStringList& paths)
{
    if (paths == m_chosen)
        return;
    m_chosen = paths;
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), {IsCurrentRole, IsChosenRole});
    Q_EMIT chosenChanged();
}

void ConfigListModel::chooseRow(int row)
{
    if (row >= 0 && row < count())
        setChosen({toQString(at(row).summary.path)});
}

void ConfigListModel::toggleRow(int row)
{
    if (row < 0 || row >= count())
        return;
    const QString path = toQString(at(row).summary.path);
    QStringList chosen = m_chosen;
    if (chosen.contains(path) && chosen.size() > 1)
        chosen.removeAll(path);
    else if (!chosen.contains(path))
        chosen.append(path);
    setChosen(chosen);
}

int ConfigListModel::current() const
{
    for (int row = 0; row < count(); ++row) {
        if (!m_chosen.isEmpty() && toQString(at(row).summary.path) == m_chosen.first())
            return row;
    }
    return -1;
}

int ConfigListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ConfigListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const FoundConfig& config = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole: return toQString(config.summary.name);
    case PlaceRole: return toQString(config.folder.empty() ? config.origin : config.folder);
    case DetailRole:
        return QStringList{toQString(config.folder.empty() ? config.origin : config.folder), agentsOf(config.summary), modelsOf(config.summary)}.join(QStringLiteral(" · "));
    case ChipsRole: return chipsOf(config.summary);
    case DescriptionRole: return toQString(config.summary.description);
    case AgentCountRole: return static_cast<int>(config.summary.agents.size());
    case PathRole: return toQString(config.summary.path);
    case IsCurrentRole: return !m_chosen.isEmpty() && toQString(config.summary.path) == m_chosen.first();
    case IsChosenRole: return m_chosen.contains(toQString(config.summary.path));
    default: return {};
    }
}

QHash<int, QByteArray> ConfigListModel::roleNames() const
{
    return {{NameRole, "name"},       {PlaceRole, "place"},           {DetailRole, "detail"},       {ChipsRole, "chips"},
            {DescriptionRole, "description"}, {AgentCountRole, "agentCount"}, {PathRole, "path"}, {IsCurrentRole, "isCurrent"},
            {IsChosenRole, "isChosen"}};
}

} // namespace mgx
