// The Python side of every run in Python: loads the candidate, calls it with each test's arguments and writes what came
// back. It judges nothing. Whatever it needs is taken before the candidate is loaded, because the candidate may replace
// anything afterwards.

/** Encoder and decoder of tagged JSON, shared by the drivers. */
export const pythonCodec = `
import base64, collections, json, os, sys, time

class Tamper(Exception):
    pass

def make_codec():
    quote = json.dumps
    b64 = base64.b64encode
    unb64 = base64.b64decode
    mro_of = type.__dict__["__mro__"].__get__
    as_maps = (dict, collections.OrderedDict, collections.defaultdict, collections.Counter)
    as_sets = (set, frozenset)
    readers = {
        bool: None, int: int.__int__, float: float.__float__, str: str.__str__, list: list.__iter__,
        tuple: tuple.__iter__, dict: dict.items, set: set.__iter__, frozenset: frozenset.__iter__,
    }
    bases = (bool, int, float, str, list, tuple, dict, set, frozenset)
    equal, unequal = "__eq__", "__ne__"
    limit = 1 << 53
    join, text_of, float_text = ",".join, int.__repr__, float.__repr__
    items_of = dict.items
    type_of, len_of, all_of, tuple_of = type, len, all, tuple
    type_name = type.__dict__["__name__"].__get__
    deque, as_bytes = collections.deque, (bytes, bytearray)

    def sequence(items):
        return join([encode(item) for item in items])

    def mapping(items):
        items = tuple_of(items)
        plain = all_of([type_of(key) is str and key[:1] != "$" for key, _ in items])
        if plain:
            return "{" + join([quote(key) + ":" + encode(item) for key, item in items]) + "}"
        pairs = ["[" + encode(key) + "," + encode(item) + "]" for key, item in items]
        return '{"$dict":[' + join(pairs) + "]}"

    def encode(value):
        kind = type_of(value)
        if value is None:
            return "null"
        if kind is bool:
            return "true" if value else "false"
        if kind is int:
            text = text_of(value)
            return text if -limit < value < limit else '{"$int":"' + text + '"}'
        if kind is float:
            return '{"$float":"' + float_text(value) + '"}'
        if kind is str:
            return quote(value)
        if kind is list:
            return "[" + sequence(value) + "]"
        if kind is tuple:
            return '{"$tuple":[' + sequence(value) + "]}"
        if kind in as_maps:
            return mapping(items_of(value))
        if kind in as_sets:
            return '{"$' + type_name(kind) + '":[' + sequence(value) + "]}"
        if kind in as_bytes:
            return '{"$bytes":"' + b64(value).decode("ascii") + '"}'
        if kind is complex:
            return '{"$complex":["' + float_text(value.real) + '","' + float_text(value.imag) + '"]}'
        if kind is deque:
            return '{"$other":"deque"}'
        return of_subclass(value, kind)

    def of_subclass(value, kind):
        own = mro_of(kind)
        for base in bases:
            if base not in own:
                continue
            for parent in own:
                if parent is base:
                    break
                if parent not in as_maps and (equal in vars(parent) or unequal in vars(parent)):
                    raise Tamper("a " + type_name(base) + " that decides itself what it equals")
            content = readers[base](value)
            if base is dict:
                return mapping(content)
            if base in (int, float, str):
                return encode(base.__new__(base, content))
            return encode(base(content))
        return '{"$other":' + quote(type_name(kind)[:60]) + "}"

    def decode(value):
        kind = type_of(value)
        if kind is list:
            return [decode(item) for item in value]
        if kind is not dict:
            return value
        if len_of(value) == 1:
            (tag, content), = value.items()
            if tag == "$int":
                return int(content)
            if tag == "$float":
                return float(content)
            if tag == "$tuple":
                return tuple(decode(item) for item in content)
            if tag in ("$set", "$frozenset"):
                return (set if tag == "$set" else frozenset)(decode(item) for item in content)
            if tag == "$dict":
                return {decode(key): decode(item) for key, item in content}
            if tag == "$bytes":
                return unb64(content)
            if tag == "$complex":
                return complex(float(content[0]), float(content[1]))
        return {key: decode(item) for key, item in value.items()}

    return encode, decode, quote
`;

/** Loading and calling the candidate, shared by the drivers that do. */
export const pythonCandidate = String.raw`
import importlib

def open_channel(descriptor):
    write = os.write
    os.set_inheritable(descriptor, False)
    def send(text):
        data = text.encode("utf-8", "backslashreplace")
        while data:
            data = data[write(descriptor, data):]
    return send

def hide_input():
    own = os.fdopen(os.dup(0), "rb")
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    return own

def make_caller(encode):
    wall, cpu, leave = time.perf_counter, time.process_time, os._exit
    shown, name_of, type_of, least = str, type.__dict__["__name__"].__get__, type, min
    load_module = importlib.import_module

    def told(error):
        try:
            text = shown(error)
        except BaseException:
            text = "?"
        return (name_of(type_of(error)) + ": " + text)[:300].replace("\n", " ").replace("\r", " ")

    def load(module, name, own):
        try:
            entry = load_module(module).__dict__.get(name)
        except SystemExit:
            leave(0)
        except SyntaxError as error:
            return None, "syntax 0 line " + shown(error.lineno) + ": " + told(error)
        except ImportError as error:
            kind = "missing" if error.name in own else "error"
            return None, kind + " 0 " + told(error)
        except BaseException as error:
            return None, "error 0 " + told(error)
        return entry, None if entry is not None else "missing 0 " + name + " is not defined"

    def run(entry, args, named, returns):
        started, worked = wall(), cpu()
        try:
            result = entry(*args, **named)
            kind = "v"
        except SystemExit:
            leave(0)
        except MemoryError:
            kind, result = "m", ""
        except BaseException as error:
            kind, result = "t", told(error)
        ms = "%.3f" % (1000 * least(wall() - started, cpu() - worked))
        if kind == "v":
            try:
                result = encode(result) if returns else "null"
            except Tamper as error:
                kind, result = "x", shown(error)
            except RecursionError:
                result = '{"$other":"endless"}'
            except MemoryError:
                kind, result = "m", ""
        return kind + " " + ms + " " + result

    return load, run, told
`;

export const pythonDriver = `${pythonCodec}${pythonCandidate}${String.raw`
def main():
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    encode, decode, _ = make_codec()
    load, run, _ = make_caller(encode)
    shown, leave = str, os._exit
    flushes = (sys.stdout.flush, sys.stderr.flush)
    lines = hide_input().read().split(b"\n")
    head = json.loads(lines[0])
    send = open_channel(3)
    nonce, returns = "\n" + head["nonce"] + " ", head["returns"]
    tests = [decode(json.loads(line)) for line in lines[1 : 1 + head["tests"]]]
    sys.path.insert(0, "/w")
    entry, problem = load(head["module"], head["entry"], head["own"])
    if problem:
        send(nonce + "load " + problem + "\n")
        leave(0)
    for index in range(len(tests)):
        args, tests[index] = tests[index], None
        send(nonce + shown(index) + " " + run(entry, args, {}, returns) + "\n")
    for flush in flushes:
        try:
            flush()
        except BaseException:
            pass
    send(nonce + "end\n")
    leave(0)

main()
`}`;
