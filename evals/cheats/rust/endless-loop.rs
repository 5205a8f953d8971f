pub fn add_all(_: Vec<i64>) -> i64 {
    loop {
        std::hint::spin_loop();
    }
}
