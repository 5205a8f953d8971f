#include <algorithm>
#include <optional>
#include <string>

namespace {

constexpr char escape = '{{escape}}';
constexpr char mark = '{{mark}}';

/** How many bytes the UTF-8 code point has that begins with this one. */
std::size_t length_of(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

std::optional<std::string> unpack_runs(const std::string& text) {
    std::string original;
    std::size_t at = 0;
    while (at < text.size()) {
        const char byte = text[at++];
        if (byte != escape) {
            original += byte;
            continue;
        }
        if (at < text.size() && text[at] == escape) {
            original += text[at++];
            continue;
        }
        const std::size_t start = at;
        int count = 0;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            count = std::min(count * 10 + (text[at++] - '0'), 1000);
        }
        const bool number = at > start && text[start] != '0';
        if (!number || count < {{fewest}} || count > {{most}}) return std::nullopt;
        if (at + 1 >= text.size() || text[at] != mark) return std::nullopt;
        const std::string character = text.substr(at + 1, length_of(text[at + 1]));
        for (int times = 0; times < count; ++times) original += character;
        at += 1 + character.size();
    }
    return original;
}
