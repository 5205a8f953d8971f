use std::cell::RefCell;
use std::rc::Rc;

type Log = Rc<RefCell<Vec<String>>>;

struct Item {
    name: String,
    log: Log,
}

impl Drop for Item {
    fn drop(&mut self) {
        self.log.borrow_mut().push(format!("drop {}", self.name));
    }
}

struct Pair {
    {{fieldOne}}: Item,
    {{fieldTwo}}: Item,
}

fn item(log: &Log, name: &str) -> Item {
    Item { name: name.to_string(), log: Rc::clone(log) }
}

fn note(log: &Log, text: &str) {
    log.borrow_mut().push(text.to_string());
}

fn body(log: &Log, early: bool) {
    let _kept = item(log, "{{a}}");
    let _ = item(log, "{{b}}");
    let thing = item(log, "{{c}}");
    let thing = item(log, &format!("{}2", thing.name));
    note(log, "shadowed");
    let mut slot = item(log, "{{d}}");
    slot = item(log, "{{e}}");
    note(log, "assigned");
    let pair = Pair { {{fieldTwo}}: item(log, "{{fieldTwo}}"), {{fieldOne}}: item(log, "{{fieldOne}}") };
    let whole = Pair { {{fieldTwo}}: item(log, "whole {{fieldTwo}}"), {{fieldOne}}: item(log, "whole {{fieldOne}}") };
    let list = vec![{{vecOne}}, {{vecTwo}}];
    let Pair { {{fieldOne}}: taken, .. } = pair;
    if early {
        drop(list);
        note(log, "early");
    }
    let length = item(log, "temporary").name.len();
    note(log, &format!("end {} {}", length, taken.name));
    drop(whole);
}

pub fn run(early: bool) -> Vec<String> {
    let log: Log = Rc::default();
    body(&log, early);
    log.take()
}
