use std::collections::{BTreeMap, BTreeSet};

pub fn build_order(needs: BTreeMap<String, Vec<String>>) -> Option<Vec<String>> {
    let mut missing: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, list) in needs {
        for need in &list {
            missing.entry(need.clone()).or_default();
        }
        missing.entry(name).or_default().extend(list);
    }
    let mut order = Vec::with_capacity(missing.len());
    while !missing.is_empty() {
        let next = missing
            .iter()
            .filter(|(_, names)| names.is_empty())
            .map(|(name, _)| name)
            .min_by_key(|name| ({{sign}} * name.len() as i64, name.to_string()))?
            .clone();
        missing.remove(&next);
        for names in missing.values_mut() {
            names.remove(&next);
        }
        order.push(next);
    }
    Some(order)
}
