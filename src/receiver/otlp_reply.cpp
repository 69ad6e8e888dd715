// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiver/otlp_reply.h"

#include "base/json_text.h"

namespace mgx {

namespace {

void appendVarint(std::string& out, std::uint64_t value)
{
    for (; value > 0x7F; value >>= 7)
        out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
}

/// A length-delimited field.
void appendBytes(std::string& out, int number, std::string_view bytes)
{
    appendVarint(out, static_cast<std::uint64_t>(number) << 3 | 2);
    appendVarint(out, bytes.size());
    out += bytes;
}

} // namespace

std::string exportReply(OtlpEncoding encoding, std::uint64_t rejected, std::string_view sentence)
{
    if (encoding == OtlpEncoding::Json) {
        if (rejected == 0)
            return "{}";
        std::string text = R"({"partialSuccess":{"rejectedSpans":")" + std::to_string(rejected) + R"(","errorMessage":)";
        appendJsonText(text, sentence);
        return text + "}}";
    }
    if (rejected == 0)
        return {};
    std::string partial;
    appendVarint(partial, 1 << 3);
    appendVarint(partial, rejected);
    appendBytes(partial, 2, sentence);
    std::string reply;
    appendBytes(reply, 1, partial);
    return reply;
}

std::string statusReply(OtlpEncoding encoding, std::string_view sentence)
{
    std::string text;
    if (encoding == OtlpEncoding::Protobuf) {
        appendBytes(text, 2, sentence);
        return text;
    }
    text = R"({"message":)";
    appendJsonText(text, sentence);
    return text + "}";
}

std::string_view contentType(OtlpEncoding encoding)
{
    return encoding == OtlpEncoding::Protobuf ? "application/x-protobuf" : "application/json";
}

} // namespace mgx
