// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/otel/otel_span.h"

#include "base/json_text.h"

#include <array>

namespace mgx {

namespace {

struct Alias
{
    std::string_view attribute;
    std::string_view column;
};
constexpr std::array<Alias, 6> kResourceColumns = {{
    {"service.namespace", "service_namespace"}, {"service.version", "service_version"},
    {"service.instance.id", "service_instance_id"}, {"telemetry.sdk.name", "telemetry_sdk_name"},
    {"telemetry.sdk.language", "telemetry_sdk_language"}, {"telemetry.sdk.version", "telemetry_sdk_version"},
}};

const OtelValue* find(const OtelAttributes& attributes, std::string_view key)
{
    for (const OtelAttribute& attribute : attributes) {
        if (attribute.key == key)
            return &attribute.value;
    }
    return nullptr;
}

} // namespace

void appendValue(std::string& out, const OtelValue& value)
{
    if (value.isText)
        appendJsonText(out, value.text);
    else
        out += value.text.empty() ? "null" : value.text;
}

void appendAttributes(std::string& out, const OtelAttributes& attributes)
{
    out += '{';
    for (const OtelAttribute& attribute : attributes) {
        if (&attribute != attributes.data())
            out += ',';
        appendJsonText(out, attribute.key);
        out += ':';
        appendValue(out, attribute.value);
    }
    out += '}';
}

void appendFraction(std::string& out, std::size_t begin)
{
    if (out.find_first_of(".eE", begin) == std::string::npos)
        out += ".0";
}

void appendRawMember(std::string& members, std::string_view name, std::string_view json)
{
    if (!members.empty())
        members += ',';
    appendJsonText(members, name);
    members += ':';
    members += json;
}

void appendMember(std::string& members, std::string_view name, std::string_view text)
{
    appendRawMember(members, name, {});
    appendJsonText(members, text);
}

OtelOrigin originOfResource(const OtelAttributes& resource)
{
    OtelOrigin origin;
    if (!resource.empty())
        appendAttributes(origin.resource, resource);
    const auto text = [&](std::string_view key) {
        const OtelValue* value = find(resource, key);
        return value ? value->text : std::string_view();
    };
    origin.service = text("service.name");
    for (const Alias& alias : kResourceColumns) {
        if (const std::string_view value = text(alias.attribute); !value.empty())
            appendMember(origin.columns, alias.column, value);
    }
    std::string_view environment = text("deployment.environment.name");
    if (environment.empty())
        environment = text("deployment.environment");
    if (!environment.empty())
        appendMember(origin.columns, "deployment_environment", environment);
    if (const OtelValue* pid = find(resource, "process.pid"); pid && !pid->isText)
        appendRawMember(origin.columns, "process_pid", pid->text);
    return origin;
}

std::shared_ptr<const OtelOrigin> withScope(const OtelOrigin& resource, std::string_view name, std::string_view version,
                                            const OtelAttributes& attributes)
{
    auto origin = std::make_shared<OtelOrigin>(resource);
    origin->scope = name;
    if (!version.empty())
        appendMember(origin->columns, "otel_scope_version", version);
    if (!attributes.empty()) {
        std::string json;
        appendAttributes(json, attributes);
        appendRawMember(origin->columns, "otel_scope_attributes", json);
    }
    return origin;
}

} // namespace mgx
