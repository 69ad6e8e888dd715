// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <QObject>
#include <QSettings>
#include <QStringList>
#include <QVariant>

namespace mgx {

/// What a person has set and the app has remembered, in one INI file. Every change is written at once.
class Settings : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY themeChanged)
    Q_PROPERTY(QStringList recentPaths READ recentPaths NOTIFY recentPathsChanged)

public:
    /// An empty path is the user's own file; "-" keeps everything in memory (tests, rendering).
    explicit Settings(const QString& path = {}, QObject* parent = nullptr);

    /// "system", "dark" or "light".
    [[nodiscard]] QString theme() const;
    void setTheme(const QString& theme);

    /// Paths that were opened, newest first.
    [[nodiscard]] QStringList recentPaths() const;
    void addRecentPath(const QString& path);
    Q_INVOKABLE void clearRecentPaths();

    /// Sizes and switches of the views, by name.
    Q_INVOKABLE QVariant layout(const QString& key, const QVariant& fallback) const;
    Q_INVOKABLE void setLayout(const QString& key, const QVariant& value);

Q_SIGNALS:
    void themeChanged();
    void recentPathsChanged();

private:
    [[nodiscard]] QVariant value(const QString& key, const QVariant& fallback) const;
    void setValue(const QString& key, const QVariant& value);

    std::unique_ptr<QSettings> m_file; ///< null: in memory
    QVariantMap m_memory;
};

} // namespace mgx
