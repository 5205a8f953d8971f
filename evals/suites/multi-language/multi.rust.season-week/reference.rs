const LEAST: i64 = {{least}};
/// Days from Monday to the first day of a week.
const FIRST: i64 = {{offset}};

pub fn season_week(date: String) -> Option<String> {
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    if !(1601..=2399).contains(&year) || !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
        return None;
    }
    let count = new_year(year) + (1..month).map(|before| days_in(year, before)).sum::<i64>() + day - 1;
    let in_week = (count - FIRST).rem_euclid(7);
    let pivot = count - in_week + 7 - LEAST;
    let owner = (year - 1..=year + 1).rev().find(|&owner| new_year(owner) <= pivot)?;
    let week = (pivot - new_year(owner)) / 7 + 1;
    Some(format!("{owner:04}-W{week:02}-{}", in_week + 1))
}

fn number(digits: &str, length: usize) -> Option<i64> {
    let is_valid = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_valid.then(|| digits.parse().ok())?
}

fn days_in(year: i64, month: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 0001-01-01, a Monday, to the year's first day.
fn new_year(year: i64) -> i64 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400
}
