// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <QTimer>
#include <vector>

namespace mgx {

class Settings;

/// The tabs of the SQL page. There is always one; what was typed is kept in the settings within a second.
class QueryTabs : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Queries")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
    Q_PROPERTY(bool canReopen READ canReopen NOTIFY countChanged)

public:
    enum Role { TitleRole = Qt::UserRole + 1 };
    Q_ENUM(Role)

    struct Tab
    {
        QString title;
        QString text;
        int cursor = 0;

        bool operator==(const Tab&) const = default;
    };

    explicit QueryTabs(Settings& settings, QObject* parent = nullptr);
    ~QueryTabs() override;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_tabs.size()); }
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int current);
    [[nodiscard]] bool canReopen() const { return !m_closed.empty(); }
    [[nodiscard]] const std::vector<Tab>& tabs() const { return m_tabs; }
    void setTabs(std::vector<Tab> tabs, int current);

    /// Opens a tab and makes it current; an empty title is made from a number.
    Q_INVOKABLE void add(const QString& title, const QString& text);
    Q_INVOKABLE void close(int index);
    /// Opens again what was closed last.
    Q_INVOKABLE void reopen();
    Q_INVOKABLE void rename(int index, const QString& title);
    Q_INVOKABLE QString title(int index) const;
    Q_INVOKABLE QString text(int index) const;
    Q_INVOKABLE int cursor(int index) const;
    Q_INVOKABLE void setText(int index, const QString& text, int cursor);

Q_SIGNALS:
    void countChanged();
    void currentChanged();
    /// Texts, titles, order or the current tab: what is worth keeping.
    void edited();

private:
    void read(const QString& json);
    void save();
    [[nodiscard]] QString freeTitle() const;

    Settings& m_settings;
    std::vector<Tab> m_tabs;
    std::vector<Tab> m_closed;
    int m_current = 0;
    QTimer m_saveSoon; ///< typing is kept when it pauses
};

} // namespace mgx
