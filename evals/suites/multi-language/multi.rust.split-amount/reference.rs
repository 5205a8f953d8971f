const STEP: i64 = {{step}};
/// 1: the first goes before the others, -1: the last.
const ORDER: i64 = {{order}};

pub fn split_amount(amount: i64, weights: Vec<i64>) -> Vec<i64> {
    let total: i64 = weights.iter().sum();
    assert!(weights.iter().all(|&weight| weight >= 0), "negative weight");
    assert!(total > 0 && amount % STEP == 0, "this amount cannot be split by these weights");
    let coins = amount.abs() / STEP;
    let mut shares: Vec<i64> = weights.iter().map(|weight| coins * weight / total).collect();
    let left = coins - shares.iter().sum::<i64>();
    let mut by_loss: Vec<usize> = (0..weights.len()).collect();
    by_loss.sort_by_key(|&at| (-(coins * weights[at] % total), ORDER * at as i64));
    for &at in by_loss.iter().take(left as usize) {
        shares[at] += 1;
    }
    shares.into_iter().map(|share| share * STEP * amount.signum()).collect()
}
