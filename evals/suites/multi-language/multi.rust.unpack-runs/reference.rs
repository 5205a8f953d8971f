const ESCAPE: char = '{{escape}}';
const MARK: char = '{{mark}}';

pub fn unpack_runs(text: String) -> Option<String> {
    let mut original = String::new();
    let mut points = text.chars().peekable();
    while let Some(point) = points.next() {
        if point != ESCAPE {
            original.push(point);
            continue;
        }
        if points.next_if_eq(&ESCAPE).is_some() {
            original.push(ESCAPE);
            continue;
        }
        let mut digits = String::new();
        while let Some(digit) = points.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        let count: usize = digits.parse().ok()?;
        let is_valid = !digits.starts_with('0') && ({{fewest}}..={{most}}).contains(&count);
        if !is_valid || points.next() != Some(MARK) {
            return None;
        }
        original.extend(std::iter::repeat_n(points.next()?, count));
    }
    Some(original)
}
