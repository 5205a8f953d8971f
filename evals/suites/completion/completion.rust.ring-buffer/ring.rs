//! A queue of bounded size in one allocation.

/// The elements, oldest first, lie in `slots[head]`, `slots[head + 1]`, ... and go on at `slots[0]` behind the last
/// slot. All other slots are `None`.
pub struct {{typeName}}<T> {
    slots: Vec<Option<T>>,
    head: usize,
    len: usize,
}

impl<T> {{typeName}}<T> {
    pub fn new(capacity: usize) -> Self {
        Self { slots: std::iter::repeat_with(|| None).take(capacity).collect(), head: 0, len: 0 }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn capacity(&self) -> usize {
        self.slots.len()
    }

    /// Takes the oldest element out.
    pub fn pop(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        let value = self.slots[self.head].take();
        self.head = (self.head + 1) % self.slots.len();
        self.len -= 1;
        value
    }

    /// All elements, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.len).filter_map(|at| self.slots[(self.head + at) % self.slots.len()].as_ref())
    }

    // pub fn push(&mut self, value: T) -> Option<T>
    //   Adds an element behind all others. {{fullText}}
    //   With a capacity of 0 the new element itself comes back.
    //
    // pub fn resize(&mut self, capacity: usize) -> Vec<T>
    //   Changes the capacity. The elements keep their order; when there are more than the new capacity holds, the
    //   {{keep}} ones stay, and the others are returned, oldest first. Afterwards the oldest element lies in slot 0.

{{cursor}}

    /// Where the elements lie, for debugging: `x` for a slot that is taken.
    pub fn layout(&self) -> String {
        self.slots.iter().map(|slot| if slot.is_some() { 'x' } else { '.' }).collect()
    }
}
