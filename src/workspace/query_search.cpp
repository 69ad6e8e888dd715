// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/query_search.h"

#include <algorithm>

namespace mgx {

namespace {

bool holdsAll(const QString& text, const QStringList& words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

/// 0: the title has all words; 1: with the other texts; 2: with the SQL; 3: not at all.
int rankOf(const SavedQuery& query, const QStringList& words)
{
    if (holdsAll(query.title, words))
        return 0;
    const QString texts = QStringList{query.title, query.sentence, query.group, query.tags.join(QLatin1Char('\n'))}.join(QLatin1Char('\n'));
    if (holdsAll(texts, words))
        return 1;
    return holdsAll(texts + QLatin1Char('\n') + query.sql, words) ? 2 : 3;
}

/// How many letters to add, drop or change: Levenshtein, O(n·m).
int editDistance(const QString& a, const QString& b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i) + 1);
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const int changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({changed, row[at] + 1, row[at + 1] + 1});
        }
    }
    return row.back();
}

} // namespace

std::vector<SavedQuery> findQueries(const std::vector<SavedQuery>& queries, const QString& text)
{
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<SavedQuery> found;
    for (int rank = 0; rank < 3; ++rank) {
        for (const SavedQuery& query : queries) {
            if (rankOf(query, words) == rank)
                found.push_back(query);
        }
    }
    return found;
}

QStringList mostAlike(const QStringList& titles, const QString& name, int count)
{
    constexpr qsizetype kLongest = 100; // of either: a name that is not a title is no reason to work long
    const QString wanted = name.simplified().toLower().left(kLongest);
    const QStringList words = wanted.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<std::pair<int, QString>> scored;
    for (const QString& title : titles) {
        const QString lower = title.toLower().left(kLongest);
        int score = editDistance(lower, wanted);
        if (!wanted.isEmpty() && lower.contains(wanted))
            score -= 1000;
        for (const QString& word : words)
            score -= word.size() > 2 && lower.contains(word) ? 20 : 0;
        scored.emplace_back(score, title);
    }
    std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    QStringList result;
    for (const auto& [score, title] : scored) {
        if (result.size() < count && !result.contains(title))
            result.append(title);
    }
    return result;
}

} // namespace mgx
