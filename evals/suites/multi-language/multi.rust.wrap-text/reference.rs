const MARK: char = '{{mark}}';
const LEAST: usize = {{least}};

pub fn wrap_text(text: String, width: i64) -> Vec<String> {
    let width = width as usize;
    let mut lines: Vec<String> = Vec::new();
    let mut line: Vec<char> = Vec::new();
    for part in text.split(' ').filter(|part| !part.is_empty()) {
        let word: Vec<char> = part.chars().collect();
        if !line.is_empty() && line.len() + 1 + word.len() <= width {
            line.push(' ');
            line.extend(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(line.iter().collect());
        }
        let mut rest = word.as_slice();
        while rest.len() > width {
            let end = (width - 1).min(rest.len() - LEAST);
            lines.push(rest[..end].iter().chain([&MARK]).collect());
            rest = &rest[end..];
        }
        line = rest.to_vec();
    }
    if !line.is_empty() {
        lines.push(line.into_iter().collect());
    }
    lines
}
