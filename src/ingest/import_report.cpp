// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/import_report.h"

namespace mgx {

void ImportReport::add(Problem::Severity severity, std::string_view file, std::string_view where, std::string_view sentence)
{
    for (Problem& problem : m_problems) {
        if (problem.severity == severity && problem.sentence == sentence && problem.file == file) {
            ++problem.count;
            return;
        }
    }
    Problem& problem = m_problems.emplace_back();
    problem.severity = severity;
    problem.file = file;
    problem.where = where;
    problem.sentence = sentence;
}

void ImportReport::merge(const ImportReport& other)
{
    for (const Problem& problem : other.m_problems) {
        add(problem.severity, problem.file, problem.where, problem.sentence);
        for (Problem& mine : m_problems) {
            if (mine.file == problem.file && mine.sentence == problem.sentence && mine.severity == problem.severity)
                mine.count += problem.count - 1;
        }
    }
    bytes += other.bytes;
    records += other.records;
    skipped += other.skipped;
}

} // namespace mgx
