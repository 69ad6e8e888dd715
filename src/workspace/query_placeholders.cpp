// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/query_placeholders.h"

#include <algorithm>
#include <functional>

namespace mgx {

namespace {

/// Behind the text that `quote` opens at `at`; a doubled quote belongs to it.
qsizetype endOfQuoted(const QString& sql, qsizetype at)
{
    const QChar quote = sql[at];
    for (++at; at < sql.size(); ++at) {
        if (sql[at] != quote)
            continue;
        if (at + 1 < sql.size() && sql[at + 1] == quote)
            ++at;
        else
            return at + 1;
    }
    return at;
}

qsizetype endOfBlockComment(const QString& sql, qsizetype at)
{
    int depth = 0;
    while (at < sql.size()) {
        const QStringView two = QStringView(sql).mid(at, 2);
        if (two == QLatin1String("/*"))
            ++depth;
        else if (two == QLatin1String("*/") && --depth == 0)
            return at + 2;
        at += two == QLatin1String("/*") || two == QLatin1String("*/") ? 2 : 1;
    }
    return sql.size();
}

/// `[NAME]` between the quotes of a literal, or empty.
QStringView nameIn(QStringView literal)
{
    if (literal.size() < 5 || !literal.startsWith(QLatin1String("'[")) || !literal.endsWith(QLatin1String("]'")))
        return {};
    const QStringView name = literal.mid(2, literal.size() - 4);
    const auto isPart = [](QChar c) { return c.isLetterOrNumber() || c == QLatin1Char('_'); };
    return name.size() <= 100 && name[0].isLetter() && std::all_of(name.begin(), name.end(), isPart) ? name : QStringView();
}

/// Calls `visit(begin, end, name)` for every placeholder, with the place of its literal.
void eachPlaceholder(const QString& sql, const std::function<void(qsizetype, qsizetype, QStringView)>& visit)
{
    qsizetype at = 0;
    while (at < sql.size()) {
        const QStringView two = QStringView(sql).mid(at, 2);
        const qsizetype begin = at;
        if (two == QLatin1String("--")) {
            const qsizetype end = sql.indexOf(QLatin1Char('\n'), at);
            at = end < 0 ? sql.size() : end;
        } else if (two == QLatin1String("/*")) {
            at = endOfBlockComment(sql, at);
        } else if (sql[at] == QLatin1Char('\'') || sql[at] == QLatin1Char('"')) {
            at = endOfQuoted(sql, at);
            if (const QStringView name = nameIn(QStringView(sql).mid(begin, at - begin)); !name.isEmpty())
                visit(begin, at, name);
        } else {
            ++at;
        }
    }
}

} // namespace

QStringList placeholdersOf(const QString& sql)
{
    QStringList names;
    eachPlaceholder(sql, [&](qsizetype, qsizetype, QStringView name) {
        if (!names.contains(name.toString(), Qt::CaseInsensitive))
            names.append(name.toString());
    });
    return names;
}

QString fillPlaceholders(const QString& sql, const QMap<QString, QString>& values)
{
    QString filled;
    qsizetype done = 0;
    eachPlaceholder(sql, [&](qsizetype begin, qsizetype end, QStringView name) {
        for (auto value = values.begin(); value != values.end(); ++value) {
            if (name.compare(value.key(), Qt::CaseInsensitive) != 0)
                continue;
            filled += QStringView(sql).mid(done, begin - done);
            filled += QLatin1Char('\'') + QString(value.value()).replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\'');
            done = end;
            return;
        }
    });
    filled += QStringView(sql).mid(done);
    return filled;
}

} // namespace mgx
