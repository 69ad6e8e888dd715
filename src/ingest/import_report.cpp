// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/import_report.h"

#include <algorithm>

namespace mgx {

namespace {

/// A hostile file may be damaged in a million different ways; the report stays readable.
constexpr std::size_t kMaxProblems = 1000;

} // namespace

void ImportReport::add(Problem::Severity severity, std::string_view file, std::string_view where, std::string_view sentence)
{
    add(Problem{severity, std::string(file), std::string(where), std::string(sentence)});
}

void ImportReport::add(Problem problem)
{
    const auto same = std::find_if(m_problems.begin(), m_problems.end(), [&](const Problem& p) {
        return p.file == problem.file && p.sentence == problem.sentence && p.severity == problem.severity;
    });
    if (same != m_problems.end()) {
        same->count += problem.count;
        return;
    }
    if (m_problems.size() < kMaxProblems) {
        m_problems.push_back(std::move(problem));
        return;
    }
    if (m_problems.size() == kMaxProblems)
        m_problems.push_back({Problem::Severity::Warning, {}, {}, "there are more problems than are listed here", 0});
    m_problems.back().count += problem.count;
}

void ImportReport::merge(const ImportReport& other)
{
    bytes += other.bytes;
    records += other.records;
    skipped += other.skipped;
    for (const Problem& problem : other.m_problems)
        add(problem);
}

} // namespace mgx
