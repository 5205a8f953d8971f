#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace {

constexpr long long step = {{step}};
/** Whether the first of equals goes before the others, or the last. */
constexpr bool first_of_equals = {{order}} > 0;

}  // namespace

std::vector<long long> split_amount(long long amount, const std::vector<long long>& weights) {
    const long long total = std::accumulate(weights.begin(), weights.end(), 0LL);
    const bool negative = std::ranges::any_of(weights, [](long long weight) { return weight < 0; });
    if (negative || total == 0 || amount % step != 0) {
        throw std::invalid_argument("this amount cannot be split by these weights");
    }
    const long long coins = std::abs(amount) / step;
    const long long sign = amount < 0 ? -1 : 1;
    std::vector<long long> shares;
    long long left = coins;
    for (const long long weight : weights) {
        shares.push_back(coins * weight / total);
        left -= shares.back();
    }
    std::vector<std::size_t> by_loss(weights.size());
    std::iota(by_loss.begin(), by_loss.end(), std::size_t{0});
    if (!first_of_equals) std::ranges::reverse(by_loss);
    std::ranges::stable_sort(by_loss, std::greater<>{}, [&](std::size_t at) { return coins * weights[at] % total; });
    for (long long given = 0; given < left; ++given) ++shares[by_loss[static_cast<std::size_t>(given)]];
    for (auto& share : shares) share *= sign * step;
    return shares;
}
