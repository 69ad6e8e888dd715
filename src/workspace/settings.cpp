// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/settings.h"

#include <algorithm>
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

/// The stored word if it is one of `words`; else the first of them. Settings files are edited by hand, too.
QString Settings::oneOf(const QString& key, const QStringList& words) const
{
    const QString word = value(key, {}).toString();
    return words.contains(word) ? word : words.first();
}

int Settings::inRange(const QString& key, int least, int usual, int most) const
{
    bool isNumber = false;
    const int number = value(key, usual).toInt(&isNumber);
    return isNumber ? std::clamp(number, least, most) : usual;
}

QString Settings::theme() const
{
    return oneOf(QStringLiteral("theme"), {QStringLiteral("system"), QStringLiteral("dark"), QStringLiteral("light")});
}

void Settings::setTheme(const QString& theme)
{
    if (theme == this->theme())
        return;
    setValue(QStringLiteral("theme"), theme);
    Q_EMIT themeChanged();
}

QString Settings::timeDisplay() const
{
    return oneOf(QStringLiteral("timeDisplay"), {QStringLiteral("relative"), QStringLiteral("local"), QStringLiteral("utc")});
}

void Settings::setTimeDisplay(const QString& display)
{
    if (display == timeDisplay())
        return;
    setValue(QStringLiteral("timeDisplay"), display);
    Q_EMIT timeDisplayChanged();
}

int Settings::textSize() const
{
    return inRange(QStringLiteral("textSize"), kSmallestText, kUsualText, kLargestText);
}

void Settings::setTextSize(int size)
{
    if (size == textSize())
        return;
    setValue(QStringLiteral("textSize"), size);
    Q_EMIT textSizeChanged();
}

QString Settings::palette() const
{
    return oneOf(QStringLiteral("palette"), {QStringLiteral("usual"), QStringLiteral("strong"), QStringLiteral("grey")});
}

void Settings::setPalette(const QString& palette)
{
    if (palette == this->palette())
        return;
    setValue(QStringLiteral("palette"), palette);
    Q_EMIT paletteChanged();
}

int Settings::scalePercent() const
{
    return inRange(QStringLiteral("scalePercent"), 100, 100, 200);
}

void Settings::setScalePercent(int percent)
{
    if (percent == scalePercent())
        return;
    setValue(QStringLiteral("scalePercent"), percent);
    Q_EMIT scalePercentChanged();
}

QStringList Settings::folders() const
{
    return value(QStringLiteral("folders"), {}).toStringList();
}

void Settings::addFolder(const QString& folder)
{
    QStringList folders = this->folders();
    if (folder.isEmpty() || folders.contains(folder))
        return;
    folders.append(folder);
    setValue(QStringLiteral("folders"), folders);
    Q_EMIT foldersChanged();
}

void Settings::removeFolder(const QString& folder)
{
    QStringList folders = this->folders();
    if (folders.removeAll(folder) == 0)
        return;
    setValue(QStringLiteral("folders"), folders);
    Q_EMIT foldersChanged();
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
