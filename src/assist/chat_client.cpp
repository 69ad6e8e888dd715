// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/chat_client.h"

#include "base/text.h"
#include "net/url.h"

#include <future>
#include <nlohmann/json.hpp>

namespace mgx {

namespace {

constexpr std::uint64_t kMostBytes = 8 << 20;

using Json = nlohmann::json;

const Json* at(const Json& value, const char* key)
{
    const auto found = value.is_object() ? value.find(key) : value.end();
    return value.is_object() && found != value.end() ? &*found : nullptr;
}

/// The text of the first choice: of a piece of a stream ("delta") or of a whole answer ("message").
std::string textOf(const Json& document)
{
    const Json* choices = at(document, "choices");
    if (!choices || !choices->is_array() || choices->empty())
        return {};
    for (const char* key : {"delta", "message"}) {
        const Json* message = at(choices->front(), key);
        const Json* content = message ? at(*message, "content") : nullptr;
        if (content && content->is_string())
            return content->get<std::string>();
    }
    return {};
}

std::string errorOf(const Json& document)
{
    const Json* error = at(document, "error");
    const Json* message = error ? at(*error, "message") : nullptr;
    if (message && message->is_string())
        return message->get<std::string>();
    return error && error->is_string() ? error->get<std::string>() : std::string();
}

/// Gathers an answer as server-sent events, or as one JSON document.
class ChatReader
{
public:
    explicit ChatReader(const std::function<void(std::string_view)>& onText) : m_onText(onText) {}

    void consume(std::string_view piece)
    {
        m_all += m_isStream ? std::string_view() : piece;
        m_line += piece;
        std::size_t begin = 0;
        for (std::size_t end = m_line.find('\n'); end != std::string::npos; end = m_line.find('\n', begin)) {
            takeLine(trimmed(std::string_view(m_line).substr(begin, end - begin)));
            begin = end + 1;
        }
        m_line.erase(0, begin);
    }

    void finish()
    {
        takeLine(trimmed(m_line));
        if (!m_isStream)
            take(Json::parse(m_all, nullptr, false));
    }

    std::string text;
    std::string error;

private:
    void takeLine(std::string_view line)
    {
        if (!line.starts_with("data:"))
            return;
        m_isStream = true;
        line = trimmed(line.substr(5));
        if (line != "[DONE]")
            take(Json::parse(line, nullptr, false));
    }

    void take(const Json& document)
    {
        if (document.is_discarded())
            return;
        const std::string piece = textOf(document);
        text += piece;
        if (!piece.empty() && m_onText)
            m_onText(piece);
        if (error.empty())
            error = errorOf(document);
    }

    const std::function<void(std::string_view)>& m_onText;
    std::string m_line;
    std::string m_all; ///< until it shows that it is a stream
    bool m_isStream = false;
};

Error refusal(int status, const std::string& told, const std::string& where)
{
    const std::string words = told.empty() ? std::string() : ": " + std::string(utf8Prefix(told, 400));
    switch (status) {
    case 401:
    case 403: return {"the model's server does not accept the key" + words, where, "check the key in the settings"};
    case 404: return {"there is no such model or address" + words, where, "check the address and the model in the settings"};
    case 429: return {"the model's server answers no more questions for now" + words, where, "try again later"};
    default: return {"the model's server failed (" + std::to_string(status) + ")" + words, where, "try again later"};
    }
}

} // namespace

Result<std::string> chatUrl(const std::string& text)
{
    const Result<Url> url = parseSafeUrl(text);
    if (!url)
        return tl::unexpected(url.error());
    std::string path = url->path;
    while (path.ends_with('/'))
        path.pop_back();
    if (path.empty())
        path = "/v1";
    return url->origin() + (path.ends_with("/chat/completions") ? path : path + "/chat/completions");
}

std::string chatBody(const ModelEndpoint& endpoint, const std::vector<ChatMessage>& messages)
{
    nlohmann::ordered_json body;
    if (!endpoint.model.empty())
        body["model"] = endpoint.model;
    body["stream"] = true;
    body["messages"] = nlohmann::ordered_json::array();
    for (const ChatMessage& message : messages)
        body["messages"].push_back({{"role", message.role}, {"content", message.content}});
    return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<std::string> chat(const ModelEndpoint& endpoint, const std::vector<ChatMessage>& messages, HttpClient& client, const CancelToken& cancel,
                         const std::function<void(std::string_view)>& onText)
{
    const Result<std::string> url = chatUrl(endpoint.url);
    if (!url)
        return tl::unexpected(url.error());
    HttpRequest request;
    request.method = "POST";
    request.url = *url;
    request.headers = {{"Content-Type", "application/json"}};
    if (!endpoint.key.isEmpty())
        request.authorization = Secret("Bearer " + endpoint.key.reveal());
    request.body = chatBody(endpoint, messages);
    request.maxBytes = kMostBytes;
    request.idleTimeout = std::chrono::milliseconds(180'000); // a local model may think that long before its first word
    ChatReader reader(onText);
    std::promise<HttpOutcome> promise;
    HttpHandlers handlers;
    handlers.onData = [&](std::string_view data) {
        reader.consume(data);
        return true;
    };
    handlers.onDone = [&](HttpOutcome outcome) { promise.set_value(std::move(outcome)); };
    client.start(std::move(request), cancel, std::move(handlers));
    const HttpOutcome outcome = promise.get_future().get();
    if (!outcome.isDone)
        return tl::unexpected(outcome.error);
    reader.finish();
    const std::string where = parseUrl(*url)->origin();
    if (outcome.head.status != 200)
        return tl::unexpected(refusal(outcome.head.status, reader.error, where));
    if (!reader.error.empty())
        return failure(reader.error, where);
    if (reader.text.empty())
        return failure("the model answered nothing", where, "ask in other words");
    return reader.text;
}

} // namespace mgx
