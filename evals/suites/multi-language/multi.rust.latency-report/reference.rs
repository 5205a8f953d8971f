use std::collections::BTreeMap;

pub fn latency_report(lines: Vec<String>) -> BTreeMap<String, Vec<f64>> {
    let mut durations: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for line in &lines {
        let Some((name, duration)) = line.rsplit_once('{{mark}}') else { continue };
        let Some(milliseconds) = parse(duration) else { continue };
        if !name.is_empty() {
            durations.entry(name.to_string()).or_default().push(milliseconds);
        }
    }
    durations
        .into_iter()
        .filter(|(_, values)| values.len() >= {{fewest}})
        .map(|(name, values)| (name, summary(values)))
        .collect()
}

fn parse(duration: &str) -> Option<u64> {
    let (digits, factor) = match duration.strip_suffix("ms") {
        Some(digits) => (digits, 1),
        None => (duration.strip_suffix('s')?, 1000),
    };
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || digits.len() > 9 {
        return None;
    }
    Some(digits.parse::<u64>().ok()? * factor)
}

fn summary(mut values: Vec<u64>) -> Vec<f64> {
    values.sort_unstable();
    let count = values.len();
    let median = (values[(count - 1) / 2] + values[count / 2]) as f64 / 2.0;
    let nearest = values[({{rank}} * count).div_ceil(100) - 1];
    let mean = values.iter().sum::<u64>() as f64 / count as f64;
    vec![median, nearest as f64, mean]
}
