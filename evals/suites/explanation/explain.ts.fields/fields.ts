const order: string[] = [];

function noted<T>(text: string, value: T): T {
  order.push(text);
  return value;
}

class Base {
  label: string = noted("base field", "base");
  constructor() {
    order.push("base constructor");
    this.setUp();
  }
  setUp(): void {
    this.label += "+";
  }
}

class Child extends Base {
  static count: number = noted("static", {{start}});
  label: string = noted("child field", "{{word}}");
  items: string[] | undefined;
  extra: string;
  constructor() {
    order.push("child constructor");
    super();
    order.push(`label ${this.label}`);
    this.extra = "x";
  }
  override setUp(): void {
    order.push("child set-up");
    super.setUp();
    this.items = ["set"];
    this.extra = "early";
  }
}

class Counter {
  count: number = {{start}};
  add(this: Counter | undefined): number {
    return this === undefined ? -1 : (this.count += {{step}});
  }
  addArrow = (): number => (this.count += {{step}});
}

export function run() {
  order.length = 1;
  const child = new Child();
  const counter = new Counter();
  const { add, addArrow } = counter;
  const lost = [add(), counter.count];
  const kept = [addArrow(), add.call(counter), counter.count];

  const mixed: Record<string, number> = { b: 1, "10": 2, a: 3, "{{start}}": 4, "-1": 5 };
  let base = {{start}};
  const source = {
    get twice(): number {
      return base * 2;
    },
    inner: { value: base },
  };
  const copy = { ...source };
  base = {{step}};
  copy.inner.value += 1;
  const maybe: { deep?: { size: number } } | undefined = {};
  let touched = 0;
  const chain = [
    maybe?.deep?.size.toFixed(touched++) ?? "none",
    touched,
    0 || {{step}},
    0 ?? {{step}},
    "" ?? "{{word}}",
  ];
  return {
    order,
    child: [child.label, child.extra],
    list: child.items,
    lost,
    kept,
    keys: Object.keys(mixed),
    copy: [copy.twice, source.twice, source.inner.value],
    chain,
  };
}
