// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspace_paths.h"

#include <algorithm>
#include <QDir>
#include <QFileInfo>

namespace mgx {

namespace {

constexpr qsizetype kLongestPath = 4096;

/// Places where reading has effects or never ends.
bool isOfTheSystem(const QString& path)
{
    for (const QLatin1String place : {QLatin1String("/dev"), QLatin1String("/proc"), QLatin1String("/sys")}) {
        if (path == place || path.startsWith(place + QLatin1Char('/')))
            return true;
    }
    return false;
}

} // namespace

QString pathInFile(const QString& path, const QString& folder)
{
    if (folder.isEmpty() || !QDir::isAbsolutePath(path))
        return path;
    const QString relative = QDir(folder).relativeFilePath(path);
    const QString up = QStringLiteral("../");
    const bool isFar = relative.startsWith(up + up + up);
    // What the two have in common has to be more than the root.
    const QString top = folder.section(QLatin1Char('/'), 1, 1);
    return isFar || QDir::isAbsolutePath(relative) || path.section(QLatin1Char('/'), 1, 1) != top ? path : relative;
}

QString pathFromFile(const QString& text, const QString& folder)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (text.isEmpty() || text.size() > kLongestPath || std::any_of(text.begin(), text.end(), isControl))
        return {};
    // Qt reads ":/x" and "qrc:" from the program itself and hands "scheme:" to others.
    if (text.startsWith(QLatin1Char(':')) || text.contains(QLatin1String("://")) || text.startsWith(QLatin1String("//"))
        || text.startsWith(QLatin1String("qrc:")))
        return {};
    const QString path = QDir::cleanPath(QDir(folder).absoluteFilePath(text));
    const QFileInfo info(path);
    if (isOfTheSystem(path) || isOfTheSystem(info.canonicalFilePath()))
        return {};
    return info.exists() && !info.isFile() && !info.isDir() ? QString() : path;
}

} // namespace mgx
