#include <optional>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view signs = "{{symbols}}";
constexpr int base = {{base}};

}  // namespace

std::optional<long long> read_numeral(const std::string& text) {
    std::string_view rest = text;
    long long value = 0;
    for (std::size_t at = signs.size(); at-- > 0;) {
        const bool greatest = at + 1 == signs.size();
        int digit = 0;
        if (!greatest && rest.starts_with(signs.substr(at, 2))) {
            digit = base - 1;
            rest.remove_prefix(2);
        } else {
            const int most = greatest ? base - 1 : base - 2;
            while (digit < most && rest.starts_with(signs[at])) {
                ++digit;
                rest.remove_prefix(1);
            }
        }
        value = value * base + digit;
    }
    if (!rest.empty() || value == 0) return std::nullopt;
    return value;
}
