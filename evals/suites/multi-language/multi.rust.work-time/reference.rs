fn minutes_of(unit: u8) -> Option<i64> {
    match unit {
        b'w' => Some(60 * {{dayHours}} * {{weekDays}}),
        b'd' => Some(60 * {{dayHours}}),
        b'h' => Some(60),
        b'm' => Some(1),
        _ => None,
    }
}

pub fn parse_work_time(text: String) -> Option<i64> {
    let mut rest = text.as_bytes();
    let mut total = 0;
    let mut before: Option<i64> = None;
    while !rest.is_empty() {
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, behind) = rest.split_at(length);
        let has_leading_zero = length > 1 && digits[0] == b'0';
        if length == 0 || length > {{most}} || has_leading_zero {
            return None;
        }
        let size = minutes_of(*behind.first()?)?;
        let number = digits.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        let minutes = number * size;
        if before.is_some_and(|before| size >= before || minutes >= before) {
            return None;
        }
        total += minutes;
        before = Some(size);
        rest = &behind[1..];
    }
    before.map(|_| total)
}
