#[derive(Clone, Copy)]
struct Node {
    up: usize,
    rank: u32,
    members: usize,
    head: usize,
}

/// Keeps the two nodes that a call changes as they were before it.
pub struct {{typeName}} {
    nodes: Vec<Node>,
    groups: usize,
    journal: Vec<[(usize, Node); 2]>,
}

impl {{typeName}} {
    pub fn new(n: usize) -> Self {
        let nodes = (0..n).map(|up| Node { up, rank: 0, members: 1, head: up }).collect();
        {{typeName}} { nodes, groups: n, journal: vec![] }
    }

    fn find(&self, a: usize) -> usize {
        let up = self.nodes[a].up;
        if up == a { a } else { self.find(up) }
    }

    pub fn join(&mut self, a: usize, b: usize) -> bool {
        let (mut x, mut y) = (self.find(a), self.find(b));
        let entry = [(x, self.nodes[x]), (y, self.nodes[y])];
        if x == y {
            if !{{keeps}} {
                self.journal.push(entry);
            }
            return false;
        }
        self.journal.push(entry);
        if self.nodes[x].rank < self.nodes[y].rank {
            std::mem::swap(&mut x, &mut y);
        }
        let below = self.nodes[y];
        let above = &mut self.nodes[x];
        above.rank = above.rank.max(below.rank + 1);
        above.members += below.members;
        above.head = above.head.{{pick}}(below.head);
        self.nodes[y].up = x;
        self.groups -= 1;
        true
    }

    pub fn undo(&mut self) -> bool {
        match self.journal.pop() {
            None => false,
            Some(entry) => {
                if entry[0].0 != entry[1].0 {
                    self.groups += 1;
                }
                for (index, node) in entry {
                    self.nodes[index] = node;
                }
                true
            }
        }
    }

    pub fn same(&self, a: usize, b: usize) -> bool {
        self.find(a) == self.find(b)
    }

    pub fn size(&self, a: usize) -> usize {
        self.nodes[self.find(a)].members
    }

    pub fn leader(&self, a: usize) -> usize {
        self.nodes[self.find(a)].head
    }

    pub fn count(&self) -> usize {
        self.groups
    }
}
