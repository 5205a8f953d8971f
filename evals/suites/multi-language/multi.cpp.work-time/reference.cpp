#include <optional>
#include <string>

namespace {

std::optional<long long> minutes_of(char unit) {
    switch (unit) {
        case 'w': return 60LL * {{dayHours}} * {{weekDays}};
        case 'd': return 60LL * {{dayHours}};
        case 'h': return 60;
        case 'm': return 1;
        default: return std::nullopt;
    }
}

}  // namespace

std::optional<long long> parse_work_time(const std::string& text) {
    long long total = 0;
    std::optional<long long> before;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t start = at;
        long long number = 0;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - start <= {{most}}) {
            number = number * 10 + (text[at++] - '0');
        }
        const std::size_t digits = at - start;
        const bool leading_zero = digits > 1 && text[start] == '0';
        if (digits == 0 || digits > {{most}} || leading_zero || at == text.size()) return std::nullopt;
        const auto size = minutes_of(text[at]);
        if (!size) return std::nullopt;
        const long long minutes = number * *size;
        if (before && (*size >= *before || minutes >= *before)) return std::nullopt;
        total += minutes;
        before = size;
    }
    if (!before) return std::nullopt;
    return total;
}
