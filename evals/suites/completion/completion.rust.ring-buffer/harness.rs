// Replays calls on a ring of values that can be neither copied nor cloned.
use crate::ring::{{typeName}};

struct Token(i64);

pub fn run(capacity: i64, calls: Vec<String>, args: Vec<i64>) -> Vec<String> {
    let mut ring = {{typeName}}::new(capacity as usize);
    let show = |token: Option<Token>| token.map_or("none".to_string(), |Token(n)| n.to_string());
    let list = |values: Vec<i64>| values.iter().map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
    let mut results = Vec::new();
    for (call, &arg) in calls.iter().zip(&args) {
        let result = match call.as_str() {
            "push" => show(ring.push(Token(arg))),
            "pop" => show(ring.pop()),
            "resize" => list(ring.resize(arg as usize).into_iter().map(|token| token.0).collect()),
            _ => {
                let items = list(ring.iter().map(|token| token.0).collect());
                format!("{} of {}: {} [{}]", ring.len(), ring.capacity(), items, ring.layout())
            }
        };
        results.push(result);
    }
    results
}
