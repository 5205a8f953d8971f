#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::optional<long long> parse(std::string_view duration) {
    long long factor = 1000;
    if (duration.ends_with("ms")) {
        factor = 1;
        duration.remove_suffix(1);
    } else if (!duration.ends_with("s")) {
        return std::nullopt;
    }
    duration.remove_suffix(1);
    const auto is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    if (duration.empty() || duration.size() > 9 || !std::ranges::all_of(duration, is_digit)) return std::nullopt;
    return std::stoll(std::string(duration)) * factor;
}

std::vector<double> summary(std::vector<long long> values) {
    std::ranges::sort(values);
    const std::size_t count = values.size();
    const double median = static_cast<double>(values[(count - 1) / 2] + values[count / 2]) / 2;
    const double nearest = static_cast<double>(values[({{rank}} * count + 99) / 100 - 1]);
    const long long total = std::accumulate(values.begin(), values.end(), 0LL);
    return {median, nearest, static_cast<double>(total) / static_cast<double>(count)};
}

}  // namespace

std::map<std::string, std::vector<double>> latency_report(const std::vector<std::string>& lines) {
    std::map<std::string, std::vector<long long>> durations;
    for (const auto& line : lines) {
        const auto at = line.rfind("{{mark}}");
        if (at == std::string::npos || at == 0) continue;
        if (const auto duration = parse(std::string_view(line).substr(at + 1))) {
            durations[line.substr(0, at)].push_back(*duration);
        }
    }
    std::map<std::string, std::vector<double>> report;
    for (const auto& [name, values] : durations) {
        if (values.size() >= {{fewest}}) report[name] = summary(values);
    }
    return report;
}
