#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

struct Move {
    std::size_t from;
    std::size_t to;
    long long amount;
};

/** Accounts with balances of at least 0. Everything may be called by many threads at once. */
template <class Mutex>
class Ledger {
public:
    explicit Ledger(std::vector<long long> balances)
        : balances_(std::move(balances)), mutexes_(std::make_unique<Mutex[]>(balances_.size())) {}

    std::size_t size() const { return balances_.size(); }

    long long balance(std::size_t account) {
        std::lock_guard guard(mutexes_[account]);
        return balances_[account];
    }

    /**
     * Moves {{unit}}; false, and nothing is moved, when there are too few. From an account to itself nothing changes:
     * the answer is whether there are enough.
     */
    bool move(std::size_t from, std::size_t to, long long amount) {
{{moveCode}}
    }

    /** The sum of all balances at one moment: since moves change no sum, it is always the same. */
    long long total() {
{{totalCode}}
    }

    /**
     * Makes all moves, in their order, or none of them: false, and nothing is changed, when one of them would find too
     * few. Nobody sees a part of it.
     */
    bool settle(const std::vector<Move>& moves) {
{{settleCode}}
    }

private:
    bool enough(std::size_t account, long long amount) {
        std::lock_guard guard(mutexes_[account]);
        return balances_[account] >= amount;
    }

    /** Locks every account, in the order of the indices. */
    std::vector<std::unique_lock<Mutex>> lockAll() {
        std::vector<std::unique_lock<Mutex>> held;
        for (std::size_t at = 0; at < size(); ++at) held.emplace_back(mutexes_[at]);
        return held;
    }

    std::vector<long long> balances_;
    std::unique_ptr<Mutex[]> mutexes_;
};
