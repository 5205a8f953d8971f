#include <array>
#include <cstdio>
#include <optional>
#include <string>

namespace {

constexpr int least = {{least}};
/** Days from Monday to the first day of a week. */
constexpr int first = {{offset}};

int days_in(int year, int month) {
    constexpr std::array months{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return months[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

/** Days from 0001-01-01, a Monday, to the year's first day. */
int new_year(int year) {
    const int past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

bool has_form(const std::string& date) {
    if (date.size() != 10) return false;
    for (std::size_t at = 0; at < date.size(); ++at) {
        const bool dash = at == 4 || at == 7;
        if (dash ? date[at] != '-' : date[at] < '0' || date[at] > '9') return false;
    }
    return true;
}

}  // namespace

std::optional<std::string> season_week(const std::string& date) {
    if (!has_form(date)) return std::nullopt;
    const int year = std::stoi(date.substr(0, 4));
    const int month = std::stoi(date.substr(5, 2));
    const int day = std::stoi(date.substr(8, 2));
    if (year < 1601 || year > 2399 || month < 1 || month > 12) return std::nullopt;
    if (day < 1 || day > days_in(year, month)) return std::nullopt;
    int count = new_year(year) + day - 1;
    for (int before = 1; before < month; ++before) count += days_in(year, before);
    const int in_week = (count + 7 - first) % 7;
    const int pivot = count - in_week + 7 - least;
    const int owner = pivot < new_year(year) ? year - 1 : pivot < new_year(year + 1) ? year : year + 1;
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-W%02d-%d", owner, (pivot - new_year(owner)) / 7 + 1, in_week + 1);
    return std::string(text.data());
}
