pub struct {{typeName}} {
    parent: Vec<usize>,
    size: Vec<usize>,
    leader: Vec<usize>,
    count: usize,
    /// What was put below what, and which leader the upper one had; nothing for a call without effect.
    steps: Vec<Option<(usize, usize, usize)>>,
}

impl {{typeName}} {
    pub fn new(n: usize) -> Self {
        Self { parent: (0..n).collect(), size: vec![1; n], leader: (0..n).collect(), count: n, steps: Vec::new() }
    }

    pub fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            let keeps_nothing = {{keeps}};
            if !keeps_nothing {
                self.steps.push(None);
            }
            return false;
        }
        let (top, low) = if self.size[a] >= self.size[b] { (a, b) } else { (b, a) };
        self.steps.push(Some((top, low, self.leader[top])));
        self.parent[low] = top;
        self.size[top] += self.size[low];
        self.leader[top] = self.leader[top].{{pick}}(self.leader[low]);
        self.count -= 1;
        true
    }

    pub fn undo(&mut self) -> bool {
        let Some(step) = self.steps.pop() else { return false };
        if let Some((top, low, leader)) = step {
            self.parent[low] = low;
            self.size[top] -= self.size[low];
            self.leader[top] = leader;
            self.count += 1;
        }
        true
    }

    pub fn same(&self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    pub fn size(&self, a: usize) -> usize {
        self.size[self.root(a)]
    }

    pub fn leader(&self, a: usize) -> usize {
        self.leader[self.root(a)]
    }

    pub fn count(&self) -> usize {
        self.count
    }

    fn root(&self, mut a: usize) -> usize {
        while self.parent[a] != a {
            a = self.parent[a];
        }
        a
    }
}
