const SIGNS: &str = "{{symbols}}";
const BASE: usize = {{base}};

pub fn read_numeral(text: String) -> Option<i64> {
    let signs: Vec<char> = SIGNS.chars().collect();
    let mut rest: Vec<char> = text.chars().collect();
    let mut value = 0;
    for at in (0..signs.len()).rev() {
        let next = signs.get(at + 1);
        let (digit, length) = if next.is_some() && rest.first() == Some(&signs[at]) && rest.get(1) == next {
            (BASE - 1, 2)
        } else {
            let most = if next.is_none() { BASE - 1 } else { BASE - 2 };
            let count = rest.iter().take(most).take_while(|&&sign| sign == signs[at]).count();
            (count, count)
        };
        value = value * BASE + digit;
        rest.drain(..length);
    }
    (rest.is_empty() && value > 0).then_some(value as i64)
}
