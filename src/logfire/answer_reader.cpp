// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/answer_reader.h"

#include "base/json_text.h"
#include "logfire/arrow_type.h"
#include "logfire/cell_reader.h"

#include <nlohmann/json.hpp>
#include <set>
#include <simdjson.h>

namespace mgx {

namespace {

constexpr std::size_t kMostLine = std::size_t(256) << 20; ///< a line without an end is damage

} // namespace

class AnswerReader::Impl
{
public:
    bool consume(std::string_view piece)
    {
        m_line += piece;
        std::size_t done = 0;
        for (std::size_t end = m_line.find('\n', m_scanned); end != std::string::npos; end = m_line.find('\n', end + 1)) {
            if (!takeLine(std::string_view(m_line).substr(done, end - done)))
                return false;
            done = end + 1;
        }
        m_line.erase(0, done);
        m_scanned = m_line.size();
        return m_line.size() <= kMostLine || fail("a line of the answer has no end");
    }

    bool finish()
    {
        if (m_problem.empty() && !m_line.empty() && !takeLine(m_line))
            return false;
        m_line.clear();
        return m_problem.empty() && (m_hasEnded || fail("the answer broke off before its end"));
    }

    std::shared_ptr<ResultTable> table() const
    {
        if (!m_hasSchema)
            return nullptr;
        auto table = std::make_shared<ResultTable>(m_columns);
        for (const ResultPage& page : m_pages)
            table->add(page);
        return table;
    }

    std::size_t m_rows = 0;
    std::string m_problem;

private:
    bool fail(std::string problem)
    {
        m_problem = std::move(problem);
        return false;
    }

    bool takeLine(std::string_view line)
    {
        if (line.find_first_not_of(" \r\t") == std::string_view::npos)
            return true;
        m_padded.assign(line);
        m_padded.reserve(line.size() + simdjson::SIMDJSON_PADDING);
        simdjson::ondemand::document document;
        std::string_view type;
        if (m_parser.iterate(m_padded).get(document) || document["type"].get_string().get(type))
            return fail("the answer is not what the query API sends");
        if (type == "data")
            return takeRows(document);
        if (type == "schema")
            return takeSchema(line);
        if (type == "error") {
            std::string_view message;
            return fail(document["message"].get_string().get(message) ? "the query failed" : std::string(message));
        }
        m_hasEnded = m_hasEnded || type == "end";
        return true;
    }

    bool takeSchema(std::string_view line)
    {
        const auto document = nlohmann::ordered_json::parse(line, nullptr, false);
        const auto schema = document.is_object() ? document.find("schema") : document.end();
        if (schema == document.end() || !schema->is_object() || !schema->contains("fields") || !(*schema)["fields"].is_array())
            return fail("the answer has a schema that cannot be read");
        std::set<std::string> names;
        for (const auto& field : (*schema)["fields"]) {
            m_columns.push_back(columnOf(field));
            if (!names.insert(m_columns.back().name).second)
                return fail("two columns are called \"" + m_columns.back().name + "\"; give one of them another name with AS");
        }
        m_hasSchema = true;
        return true;
    }

    bool takeRows(simdjson::ondemand::document& document)
    {
        simdjson::ondemand::array rows;
        if (!m_hasSchema || document["rows"].get_array().get(rows))
            return fail("the answer has rows that cannot be read");
        for (auto row : rows) {
            simdjson::ondemand::object object;
            if (row.get_object().get(object) || !takeRow(object))
                return fail("the answer has a row that cannot be read");
        }
        return true;
    }

    bool takeRow(simdjson::ondemand::object& object)
    {
        m_cells.assign(m_columns.size(), {});
        std::size_t next = 0;
        for (auto member : object) {
            std::string_view name;
            std::string_view raw;
            if (member.unescaped_key().get(name))
                return false;
            const std::size_t column = columnNamed(name, next);
            simdjson::ondemand::value value;
            if (member.value().get(value) || simdjson::to_json_string(value).get(raw))
                return false;
            if (column < m_cells.size())
                m_cells[column] = raw;
            next = column + 1;
        }
        if (m_pages.empty() || m_pages.back().rowCount == ResultTable::kPageRows)
            m_pages.push_back({std::vector<ColumnPage>(m_columns.size()), 0});
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            addTo(i, m_cells[i]);
        ++m_pages.back().rowCount;
        ++m_rows;
        return true;
    }

    /// JSON columns are reported as text and come as JSON: such a column shows itself with the first value that is no string.
    void addTo(std::size_t i, std::string_view cell)
    {
        const bool isJson = !cell.empty() && cell[0] != '"' && cell != "null";
        if (isJson && m_columns[i].type == ValueType::Text)
            makeJson(i);
        addCell(m_columns[i].type, cell, m_pages.back().columns[i]);
    }

    void makeJson(std::size_t i)
    {
        m_columns[i].type = ValueType::Json;
        for (ResultPage& page : m_pages) {
            ColumnPage cells;
            for (std::size_t row = 0; row < page.columns[i].rowCount(); ++row) {
                std::string text;
                appendJsonText(text, page.columns[i].text(row));
                page.columns[i].isNull(row) ? cells.addNull() : cells.addText(text);
            }
            page.columns[i] = std::move(cells);
        }
    }

    /// Rows name their columns in the order of the schema, mostly.
    std::size_t columnNamed(std::string_view name, std::size_t guess) const
    {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const std::size_t column = (guess + i) % m_columns.size();
            if (m_columns[column].name == name)
                return column;
        }
        return m_columns.size();
    }

    simdjson::ondemand::parser m_parser;
    std::string m_line; ///< what has no line break yet
    std::size_t m_scanned = 0;
    std::string m_padded;
    std::vector<ResultColumn> m_columns;
    std::vector<std::string_view> m_cells; ///< raw JSON; empty = not there
    std::vector<ResultPage> m_pages;
    bool m_hasSchema = false;
    bool m_hasEnded = false;
};

AnswerReader::AnswerReader() : m_impl(std::make_unique<Impl>()) {}
AnswerReader::~AnswerReader() = default;

bool AnswerReader::consume(std::string_view piece)
{
    return m_impl->consume(piece);
}

bool AnswerReader::finish()
{
    return m_impl->finish();
}

std::size_t AnswerReader::rowCount() const
{
    return m_impl->m_rows;
}

const std::string& AnswerReader::problem() const
{
    return m_impl->m_problem;
}

std::shared_ptr<ResultTable> AnswerReader::table() const
{
    return m_impl->table();
}

} // namespace mgx
