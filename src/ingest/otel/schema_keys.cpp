// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/otel/schema_keys.h"

#include <simdjson.h>

namespace mgx {

namespace {

SchemaKeys::Keys keysOf(std::string_view schema)
{
    namespace dom = simdjson::dom;
    SchemaKeys::Keys keys;
    if (schema.empty()) // may have no address, which the parser would copy from
        return keys;
    dom::parser parser;
    dom::element root;
    dom::object properties;
    if (parser.parse(schema.data(), schema.size()).get(root) || root.at_key("properties").get(properties))
        return keys;
    for (const auto& [key, value] : properties) {
        dom::object description;
        if (!value.get(description) && description.size() > 0)
            keys.emplace(key);
    }
    return keys;
}

} // namespace

const SchemaKeys::Keys& SchemaKeys::of(std::string_view schema)
{
    if (schema.empty() || schema.size() > kMaxBytes) {
        m_last = schema.empty() ? Keys() : keysOf(schema);
        return m_last;
    }
    std::string text(schema);
    const auto found = m_known.find(text);
    if (found != m_known.end())
        return found->second;
    if (m_known.size() >= kMaxSchemas)
        m_known.clear();
    return m_known.emplace(std::move(text), keysOf(schema)).first->second;
}

} // namespace mgx
