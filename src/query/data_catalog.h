// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mgx {

/// A value that occurs in the data, and how often.
struct DataValue
{
    std::string text;
    std::uint64_t count = 0;
    std::string note; ///< what else is known of it: the run of a trace id; mostly empty
};

/// A key of a JSON column.
struct DataKey
{
    std::string column; ///< attributes, otel_resource_attributes
    std::string parent; ///< key of the object that it is in; empty = the column's own key
    std::string name;
    std::string type;   ///< text, integer, number, boolean, object, array, null; several: "integer, text"
    std::uint64_t count = 0; ///< records that have it
    std::vector<std::string> examples; ///< short ones, most frequent first
};

/// Values of a column wherever a column of that name is in scope.
struct DataColumn
{
    std::string name; ///< span_name, agent_id, model, service_name, …
    std::vector<DataValue> values; ///< most frequent first
};

struct DataTable
{
    std::string name;
    std::uint64_t rows = 0;
};

/// What the loaded traces hold, as far as a person who writes SQL wants to be reminded of it: texts are short (a cut one ends in …), without control
/// characters and without what looks like a secret. Made by workspace/data_catalog.h; immutable once shared.
struct DataCatalog
{
    std::vector<DataKey> keys; ///< most frequent first
    std::vector<DataColumn> columns;
    std::vector<DataTable> tables;
    bool isSampled = false;   ///< counts of keys are estimates from a part of the records
    bool isTruncated = false; ///< there were more keys or values than are kept
};

} // namespace mgx
