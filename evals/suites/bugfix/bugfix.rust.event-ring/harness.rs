// Plays operations on one ring and returns what each of them answered.
use crate::event_ring::Ring;

pub fn observe(capacity: i64, operations: Vec<String>, numbers: Vec<i64>) -> Vec<Vec<i64>> {
    let mut ring = Ring::new(capacity as usize);
    operations
        .iter()
        .zip(numbers)
        .map(|(operation, number)| match operation.as_str() {
            "push" => vec![ring.push(number) as i64],
            "fill" => (0..number).map(|at| ring.push(at * at + 3) as i64).collect(),
            "len" => vec![ring.len() as i64, i64::from(ring.is_empty())],
            "recent" => {
                let items = ring.recent(number as usize);
                items.iter().flat_map(|item| [item.sequence as i64, item.value]).collect()
            }
            _ => {
                let (items, missed) = ring.since(number as u64);
                let kept = items.iter().flat_map(|item| [item.sequence as i64, item.value]);
                [missed as i64].into_iter().chain(kept).collect()
            }
        })
        .collect()
}
