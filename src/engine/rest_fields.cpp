// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rest_fields.h"

#include <simdjson.h>
#include <vector>

namespace mgx {

class RestReader::Impl
{
public:
    void read(std::string_view rest, Visitor& visitor)
    {
        if (rest.empty())
            return;
        const std::size_t needed = rest.size() + simdjson::SIMDJSON_PADDING;
        if (m_padded.size() < needed)
            m_padded.resize(needed * 2);
        std::memcpy(m_padded.data(), rest.data(), rest.size());
        std::memset(m_padded.data() + rest.size(), ' ', simdjson::SIMDJSON_PADDING);
        simdjson::ondemand::document document;
        simdjson::ondemand::object object;
        if (m_parser.iterate(m_padded.data(), rest.size(), m_padded.size()).get(document) || document.get_object().get(object))
            return;
        for (auto field : object) {
            std::string_view name;
            simdjson::ondemand::value value;
            simdjson::ondemand::json_type type;
            if (field.unescaped_key().get(name) || field.value().get(value) || value.type().get(type))
                return;
            std::string_view content;
            const bool isText = type == simdjson::ondemand::json_type::string;
            if (isText ? value.get_string().get(content) : simdjson::to_json_string(value).get(content))
                return;
            if (content != "null" || isText)
                visitor.field(name, content, isText);
        }
    }

private:
    simdjson::ondemand::parser m_parser;
    std::vector<char> m_padded;
};

RestReader::RestReader() : m_impl(std::make_unique<Impl>()) {}
RestReader::~RestReader() = default;

void RestReader::read(std::string_view rest, Visitor& visitor)
{
    m_impl->read(rest, visitor);
}

bool restField(std::string_view rest, std::string_view name, std::string& scratch, std::string_view& value)
{
    struct One final : RestReader::Visitor
    {
        std::string_view name;
        std::string& scratch;
        bool isFound = false;
        One(std::string_view n, std::string& s) : name(n), scratch(s) {}
        void field(std::string_view found, std::string_view content, bool) override
        {
            if (found != name)
                return;
            scratch = content;
            isFound = true;
        }
    };
    if (rest.find(name) == std::string_view::npos)
        return false;
    thread_local RestReader reader; // its buffers are worth keeping: one call per row
    One one(name, scratch);
    reader.read(rest, one);
    value = scratch;
    return one.isFound;
}

} // namespace mgx
