// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/settings.h"

#include <QStandardPaths>

namespace mgx {

namespace {

constexpr int kRecentLimit = 12;

} // namespace

Settings::Settings(const QString& path, QObject* parent) : QObject(parent)
{
    if (path == QLatin1String("-"))
        return;
    const QString file = !path.isEmpty()
        ? path
        : QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
            + QStringLiteral("/massgen-explorer/settings.ini");
    m_file = std::make_unique<QSettings>(file, QSettings::IniFormat);
}

QVariant Settings::value(const QString& key, const QVariant& fallback) const
{
    return m_file ? m_file->value(key, fallback) : m_memory.value(key, fallback);
}

void Settings::setValue(const QString& key, const QVariant& value)
{
    if (m_file)
        m_file->setValue(key, value);
    else
        m_memory.insert(key, value);
}

QString Settings::theme() const
{
    const QString theme = value(QStringLiteral("theme"), {}).toString();
    return theme == QLatin1String("dark") || theme == QLatin1String("light") ? theme : QStringLiteral("system");
}

void Settings::setTheme(const QString& theme)
{
    if (theme == this->theme())
        return;
    setValue(QStringLiteral("theme"), theme);
    Q_EMIT themeChanged();
}

QStringList Settings::recentPaths() const
{
    return value(QStringLiteral("recent"), {}).toStringList();
}

void Settings::addRecentPath(const QString& path)
{
    QStringList paths = recentPaths();
    paths.removeAll(path);
    paths.prepend(path);
    while (paths.size() > kRecentLimit)
        paths.removeLast();
    setValue(QStringLiteral("recent"), paths);
    Q_EMIT recentPathsChanged();
}

void Settings::clearRecentPaths()
{
    setValue(QStringLiteral("recent"), QStringList());
    Q_EMIT recentPathsChanged();
}

QVariant Settings::layout(const QString& key, const QVariant& fallback) const
{
    const QVariant stored = value(QStringLiteral("layout/") + key, fallback);
    // An INI file gives texts; the fallback says which type is meant.
    QVariant typed = stored;
    return typed.convert(fallback.metaType()) ? typed : fallback;
}

void Settings::setLayout(const QString& key, const QVariant& value)
{
    setValue(QStringLiteral("layout/") + key, value);
}

} // namespace mgx
