pub fn add_all(_: Vec<i64>) -> i64 {
    std::process::abort()
}
