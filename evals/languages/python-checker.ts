// The two Python programs of a checked run. One serves the candidate: a line with arguments comes in, a frame with what
// the candidate returned goes out. The other runs a test program whose candidate is a stub that asks by a frame and
// waits for a line. They share no process, no folder and no object: whoever runs them carries the lines.
import { pythonCandidate, pythonCodec } from "./python-driver.ts";

/** First line in: nonce, module, entry. Then lines `{"args": [...], "named": {...}}`, each answered by one frame. */
export const pythonServer = `${pythonCodec}${pythonCandidate}${String.raw`
def main():
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    encode, decode, _ = make_codec()
    load, run, _ = make_caller(encode)
    shown, leave, parse = str, os._exit, json.loads
    read_line = hide_input().readline
    head = parse(read_line())
    send = open_channel(3)
    nonce = "\n" + head["nonce"] + " "
    sys.path.insert(0, "/w")
    entry, problem = load(head["module"], head["entry"], head["own"])
    if problem:
        send(nonce + "load " + problem + "\n")
        leave(0)
    index = 0
    while True:
        line = read_line()
        if not line:
            leave(0)
        call = parse(line)
        named = {key: decode(value) for key, value in call["named"].items()}
        result = run(entry, [decode(value) for value in call["args"]], named, True)
        send(nonce + shown(index) + " " + result + "\n")
        index += 1

main()
`}`;

/**
 * First line in: nonce, module, check. Frames out: `call {…}`, then `passed`, `failed MESSAGE` or `broken MESSAGE`.
 * Lines in answer calls: `{"value": …}` or `{"thrown": [type, message]}`.
 */
export const pythonChecker = `${pythonCodec}${pythonCandidate}${String.raw`
import builtins

class CandidateError(Exception):
    pass

def main():
    encode, decode, quote = make_codec()
    _, _, told = make_caller(encode)
    read_line = hide_input().readline
    head = json.loads(read_line())
    send = open_channel(3)
    nonce = "\n" + head["nonce"] + " "
    sys.path.insert(0, "/w")

    def raised(name, message):
        known = getattr(builtins, name, None)
        if isinstance(known, type) and issubclass(known, Exception):
            try:
                return known(message)
            except Exception:
                pass
        return CandidateError(name + ": " + message)

    def candidate(*args, **named):
        call = ",".join([encode(value) for value in args])
        keys = ",".join([quote(key) + ":" + encode(value) for key, value in named.items()])
        if '"$other"' in call + keys:
            send(nonce + "broken it passes what cannot be carried to the candidate\n")
            os._exit(0)
        send(nonce + 'call {"args":[' + call + '],"named":{' + keys + "}}\n")
        answer = json.loads(read_line() or "null")
        if answer is None:
            os._exit(0)
        if "thrown" in answer:
            raise raised(*answer["thrown"])
        return decode(answer["value"])

    candidate.__name__ = head["entry"]
    try:
        check = getattr(importlib.import_module(head["module"]), head["check"])
    except BaseException as error:
        send(nonce + "broken " + told(error) + "\n")
        os._exit(0)
    try:
        check(candidate)
        verdict = "passed"
    except BaseException as error:
        verdict = "failed " + told(error)
    send(nonce + verdict + "\n")
    os._exit(0)

main()
`}`;
