// Plays situations on a ledger and returns what can be seen. The mutex it brings knows who holds it, reports a wait
// that never ends instead of waiting for ever, and tells the harness when a thread has got or given back a lock.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace harness {

using namespace std::chrono_literals;

// Once set it stays: what comes after a deadlock does not wait for another one.
std::atomic<bool> stuck{false};
thread_local std::function<void()> onLock;
/** Called once. */
thread_local std::function<void()> onUnlock;

class Mutex {
public:
    void lock() {
        {
            std::unique_lock guard(inner_);
            const auto free = [this] { return !held_; };
            if (!turn_.wait_for(guard, stuck ? 1ms : 1500ms, free)) {
                stuck = true;
                throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur));
            }
            held_ = true;
        }
        if (onLock) onLock();
    }

    bool try_lock() {
        std::lock_guard guard(inner_);
        return held_ ? false : (held_ = true);
    }

    void unlock() {
        {
            std::lock_guard guard(inner_);
            held_ = false;
        }
        turn_.notify_all();
        if (onUnlock) std::exchange(onUnlock, nullptr)();
    }

private:
    std::mutex inner_;
    std::condition_variable turn_;
    bool held_ = false;
};

using Book = Ledger<Mutex>;

/** True when the work was done, false when it could not get a lock. */
bool done(const std::function<void()>& work) {
    try {
        work();
        return true;
    } catch (const std::system_error&) {
        return false;
    }
}

void together(const std::vector<std::function<void()>>& works) {
    std::vector<std::thread> threads;
    for (const auto& work : works) threads.emplace_back([&work] { done(work); });
    for (auto& thread : threads) thread.join();
}

std::vector<long long> with(std::vector<long long> seen, Book& book) {
    for (std::size_t at = 0; at < book.size(); ++at) seen.push_back(book.balance(at));
    return seen;
}

/** All moves at once, each held up after its first lock until everybody has one or a while has passed. */
long long allAtOnce(Book& book, const std::vector<std::vector<long long>>& moves, std::size_t count, bool meet) {
    std::atomic<std::size_t> holders{0};
    std::atomic<long long> right{0};
    std::vector<std::function<void()>> works;
    for (std::size_t at = 0; at < count; ++at) {
        works.push_back([&, at] {
            bool first = true;
            bool met = false;
            onLock = [&] {
                if (!first) return;
                first = false;
                ++holders;
                const auto until = std::chrono::steady_clock::now() + (meet ? 700ms : 8ms);
                while (holders < count && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(100us);
                met = holders >= count;
            };
            const bool moved = book.move(moves[at][0], moves[at][1], moves[at][2]);
            onLock = nullptr;
            if (moved && (met || !meet)) ++right;
        });
    }
    together(works);
    return right;
}

/** Runs `work`; when its thread gives back its first lock, `other` gets a while to run in a thread of its own. */
void interrupted(const std::function<void()>& work, const std::function<void()>& other) {
    std::thread helper;
    std::atomic<bool> over{false};
    onUnlock = [&] {
        helper = std::thread([&] {
            done(other);
            over = true;
        });
        for (int turn = 0; turn < 60 && !over; ++turn) std::this_thread::sleep_for(1ms);
    };
    done(work);
    onUnlock = nullptr;
    if (helper.joinable()) helper.join();
}

std::vector<long long> play(const std::string& situation, Book& book, const std::vector<std::vector<long long>>& moves) {
    std::vector<Move> list;
    for (const auto& move : moves) {
        list.push_back({static_cast<std::size_t>(move[0]), static_cast<std::size_t>(move[1]), move[2]});
    }
    std::vector<long long> seen;
    if (situation == "script") {
        for (const auto& each : list) seen.push_back(book.move(each.from, each.to, each.amount));
        seen.push_back(book.total());
    } else if (situation == "settle") {
        seen.push_back(book.settle(list));
        seen.push_back(book.total());
    } else if (situation == "apart") {
        seen.push_back(allAtOnce(book, moves, moves.size(), true));
    } else if (situation == "total meanwhile") {
        interrupted([&] { seen.push_back(book.total()); }, [&] {
            for (const auto& each : list) book.move(each.from, each.to, each.amount);
        });
    } else if (situation == "settle meanwhile") {
        // Seen by somebody else as soon as a lock is free: the account that the first move fills.
        long long before = book.balance(list[0].to);
        long long meanwhile = before;
        interrupted([&] { seen.push_back(book.settle(list)); }, [&] { meanwhile = book.balance(list[0].to); });
        const bool half = meanwhile != before && meanwhile != book.balance(list[0].to);
        seen.push_back(half ? meanwhile - before : book.total());
    } else {
        long long right = 0;
        for (long long round = 0; round < moves.back()[0]; ++round) {
            right += allAtOnce(book, moves, moves.size() - 1, false);
        }
        seen.push_back(right);
    }
    return with(seen, book);
}

}  // namespace harness

std::vector<long long> observe(std::string situation, std::vector<long long> balances, std::vector<std::vector<long long>> moves) {
    harness::Book book(balances);
    std::vector<long long> seen;
    if (!harness::done([&] { seen = harness::play(situation, book, moves); })) return {-1};
    return seen;
}
