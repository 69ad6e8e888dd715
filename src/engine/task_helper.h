// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/duck.h"

#include <thread>

namespace mgx {

/// Lends DuckDB a thread while it lives, beyond those of its settings: compressing what was loaded is worth all cores.
class TaskHelper
{
public:
    explicit TaskHelper(duckdb_database database)
        : m_state(duckdb_create_task_state(database)), m_thread([state = m_state] { duckdb_execute_tasks_state(state); })
    {}
    ~TaskHelper()
    {
        duckdb_finish_execution(m_state);
        m_thread.join();
        duckdb_destroy_task_state(m_state);
    }
    TaskHelper(const TaskHelper&) = delete;
    TaskHelper& operator=(const TaskHelper&) = delete;

private:
    duckdb_task_state m_state;
    std::thread m_thread;
};

} // namespace mgx
