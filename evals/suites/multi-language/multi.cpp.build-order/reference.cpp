#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

std::optional<std::vector<std::string>> build_order(const std::map<std::string, std::vector<std::string>>& needs) {
    std::map<std::string, std::set<std::string>> missing;
    std::map<std::string, std::set<std::string>> needed_by;
    for (const auto& [name, list] : needs) {
        missing[name].insert(list.begin(), list.end());
        for (const auto& need : list) {
            missing[need];
            needed_by[need].insert(name);
        }
    }
    const auto turn = [](const std::string& name) {
        return std::pair({{sign}} * static_cast<int>(name.size()), name);
    };
    std::set<std::pair<int, std::string>> ready;
    for (const auto& [name, names] : missing) {
        if (names.empty()) ready.insert(turn(name));
    }
    std::vector<std::string> order;
    while (!ready.empty()) {
        const std::string built = ready.extract(ready.begin()).value().second;
        order.push_back(built);
        for (const auto& name : needed_by[built]) {
            missing[name].erase(built);
            if (missing[name].empty()) ready.insert(turn(name));
        }
    }
    if (order.size() < missing.size()) return std::nullopt;
    return order;
}
