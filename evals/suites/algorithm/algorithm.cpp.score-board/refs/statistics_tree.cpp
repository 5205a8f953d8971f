#include <climits>
#include <ext/pb_ds/assoc_container.hpp>
#include <ext/pb_ds/tree_policy.hpp>
#include <optional>
#include <utility>

class {{typeName}} {
  using Key = std::pair<long long, long long>;  // score and number of the call that added it
  __gnu_pbds::tree<Key, __gnu_pbds::null_type, std::less<Key>, __gnu_pbds::rb_tree_tag,
                   __gnu_pbds::tree_order_statistics_node_update>
      scores;
  long long added = 0;

  long long below(long long score) const {
    return static_cast<long long>(scores.order_of_key({score, LLONG_MIN}));
  }
  long long up_to(long long score) const {
    return static_cast<long long>(scores.order_of_key({score, LLONG_MAX}));
  }

 public:
  void add(long long score) { scores.insert({score, ++added}); }

  bool remove(long long score) {
    auto found = scores.lower_bound({score, LLONG_MIN});
    if (found == scores.end() || found->first != score) return false;
    scores.erase(found);
    return true;
  }

  std::optional<long long> at(long long place) const {
    const auto total = static_cast<long long>(scores.size());
    if (place <= 0 || place > total) return {};
    return scores.find_by_order({{index}})->first;
  }

  long long place(long long score) const {
    [[maybe_unused]] const auto total = static_cast<long long>(scores.size());
    return {{ahead}} + 1;
  }

  long long between(long long low, long long high) const {
    const long long result = {{upper}} - below(low);
    return result > 0 ? result : 0;
  }
};
