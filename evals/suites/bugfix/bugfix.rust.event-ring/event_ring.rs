/// One {{itemLower}} with the number it got when it was pushed; numbers count from 0 and are never used again.
#[derive(Clone, Debug, PartialEq)]
pub struct {{item}} {
    pub sequence: u64,
    pub value: i64,
}

/// The last `capacity` values of a stream.
pub struct Ring {
    capacity: usize,
    slots: Vec<{{item}}>,
    /// Where the oldest one lies once all slots are taken.
    start: usize,
    next_sequence: u64,
}

impl Ring {
    /// A capacity of 0 is taken for 1.
    pub fn new(capacity: usize) -> Ring {
        let capacity = capacity.max(1);
        Ring { capacity, slots: Vec::new(), start: 0, next_sequence: 0 }
    }

    pub fn len(&self) -> usize {
        self.slots.len()
    }

    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Keeps the value in place of the oldest one when the ring is full, and returns its sequence number.
    pub fn push(&mut self, value: i64) -> u64 {
        let sequence = self.next_sequence;
        self.next_sequence += 1;
        let item = {{item}} { sequence, value };
        if self.slots.len() < self.capacity {
            self.slots.push(item);
        } else {
            self.slots[self.start] = item;
            self.start = {{startCode}};
        }
        sequence
    }

    /// The `wanted` newest ones, oldest of them first; all there are when fewer are kept.
    pub fn recent(&self, wanted: usize) -> Vec<{{item}}> {
        let length = self.slots.len();
        let count = {{countCode}};
        (length - count..length).map(|at| self.at(at).clone()).collect()
    }

    /// Everything kept with a number of at least `sequence`, oldest first, and how many with such numbers are
    /// no longer kept.
    pub fn since(&self, sequence: u64) -> (Vec<{{item}}>, u64) {
        let oldest = {{oldestCode}};
        let missed = oldest.saturating_sub(sequence);
        let kept = (0..self.slots.len()).map(|at| self.at(at)).filter(|item| item.sequence >= sequence);
        (kept.cloned().collect(), missed)
    }

    /// The one at a position counted from the oldest.
    fn at(&self, position: usize) -> &{{item}} {
        &self.slots[(self.start + position) % self.slots.len()]
    }
}
