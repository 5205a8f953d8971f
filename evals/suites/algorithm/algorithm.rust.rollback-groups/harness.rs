// Replays calls on fresh groups; `chain` joins all members one after the other and asks from the far end.
use crate::solution::{{typeName}};

pub fn run(n: i64, calls: Vec<String>, args: Vec<Vec<i64>>) -> Vec<i64> {
    let mut groups = {{typeName}}::new(n as usize);
    let mut results = Vec::new();
    for (call, args) in calls.iter().zip(&args) {
        let at = |index: usize| args[index] as usize;
        match call.as_str() {
            "join" => results.push(groups.join(at(0), at(1)) as i64),
            "undo" => results.push(groups.undo() as i64),
            "same" => results.push(groups.same(at(0), at(1)) as i64),
            "size" => results.push(groups.size(at(0)) as i64),
            "leader" => results.push(groups.leader(at(0)) as i64),
            "count" => results.push(groups.count() as i64),
            _ => results.push(chain(&mut groups, n as usize, args[0] != 0)),
        }
    }
    results
}

fn chain(groups: &mut {{typeName}}, n: usize, turned: bool) -> i64 {
    let mut sum = 0;
    for member in 1..n {
        let (a, b) = if turned { (member, member - 1) } else { (member - 1, member) };
        groups.join(a, b);
        sum += groups.size(0) + groups.leader(0);
    }
    for _ in 1..n {
        groups.undo();
        sum += groups.size(0);
    }
    sum as i64
}
