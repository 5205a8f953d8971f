// Builds the system-call filter of the Linux process tier, as the bytes that bubblewrap loads. It closes what namespaces
// leave open: memory that no resident size shows (also in sockets larger than usual), new namespaces, address families
// that are not the network's, and the parts of the kernel that no program of a test needs. Everything else is allowed.

/** Undefined on an architecture whose call numbers are not listed here. */
export function syscallFilter(architecture: string): Uint8Array | undefined {
  const numbers = numbersOf[architecture];
  if (numbers === undefined) return undefined;
  const refused = [...numbers.refused, numbers.unshare, numbers.setns];
  return encode([
    load(offsetOfArchitecture),
    ...unless(numbers.auditArchitecture, returning(killProcess)),
    load(offsetOfNumber),
    ...numbers.refusedFrom.flatMap((number) => [jumpIfAtLeast(number, 0, 1), refuse(ENOSYS)]),
    ...refused.flatMap((number) => when(number, refuse(EPERM))),
    // Programs fall back to what is there: clone instead of clone3 (whose flags a filter cannot see), files for memfd.
    ...[numbers.clone3, numbers.memfdCreate].flatMap((number) => when(number, refuse(ENOSYS))),
    jumpIf(numbers.clone, 0, 3),
    load(offsetOfFirstArgument),
    jumpIfAnyOf(namespaceFlags, 0, 1),
    refuse(EPERM),
    load(offsetOfNumber),
    jumpIf(numbers.setsockopt, 0, 4),
    load(offsetOfThirdArgument),
    ...when(sendBuffer, refuse(EPERM)),
    load(offsetOfNumber),
    jumpIf(numbers.socket, 0, 3 + families.length),
    load(offsetOfFirstArgument),
    ...families.map((family, index) => jumpIf(family, families.length - index, 0)),
    refuse(EAFNOSUPPORT),
    returning(allow),
    returning(allow),
  ]);
}

/** Allows everything. */
export function allowingFilter(): Uint8Array {
  return encode([returning(allow)]);
}

type Numbers = {
  auditArchitecture: number;
  /** Second tables of calls, such as x32. */
  refusedFrom: readonly number[];
  clone: number;
  clone3: number;
  unshare: number;
  setns: number;
  socket: number;
  setsockopt: number;
  memfdCreate: number;
  /** shmget, msgget, memfd_secret, io_uring_setup, userfaultfd, add_key, request_key, keyctl, bpf, perf_event_open */
  refused: readonly number[];
};

const numbersOf: Readonly<Record<string, Numbers>> = {
  x64: {
    auditArchitecture: 0xc000003e,
    refusedFrom: [0x40000000],
    clone: 56,
    clone3: 435,
    unshare: 272,
    setns: 308,
    socket: 41,
    setsockopt: 54,
    memfdCreate: 319,
    refused: [29, 68, 447, 425, 323, 248, 249, 250, 321, 298],
  },
  arm64: {
    auditArchitecture: 0xc00000b7,
    refusedFrom: [],
    clone: 220,
    clone3: 435,
    unshare: 97,
    setns: 268,
    socket: 198,
    setsockopt: 208,
    memfdCreate: 279,
    refused: [194, 186, 447, 425, 282, 217, 218, 219, 280, 241],
  },
};

/** CLONE_NEWTIME shares its bit with the exit signal and cannot be asked of clone. */
const namespaceFlags = 0x7e020000;
/** AF_UNIX, AF_INET, AF_INET6, AF_NETLINK: all of them end at the network namespace. AF_VSOCK does not. */
const families = [1, 2, 10, 16];

/** SO_SNDBUF. Whatever has the same number at another level is not needed either. */
const sendBuffer = 7;

const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;

const offsetOfNumber = 0;
const offsetOfArchitecture = 4;
const offsetOfFirstArgument = 16;
const offsetOfThirdArgument = 32;

const killProcess = 0x80000000;
const allow = 0x7fff0000;

/** Code, jump when true, jump when false, operand: `struct sock_filter`. */
type Instruction = readonly [number, number, number, number];

const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const jumpIf = (value: number, yes: number, no: number): Instruction => [0x15, yes, no, value];
const jumpIfAtLeast = (value: number, yes: number, no: number): Instruction => [
  0x35,
  yes,
  no,
  value,
];
const jumpIfAnyOf = (bits: number, yes: number, no: number): Instruction => [0x45, yes, no, bits];
const returning = (action: number): Instruction => [0x06, 0, 0, action];
const refuse = (errno: number): Instruction => returning(0x00050000 | errno);
const when = (value: number, then: Instruction): Instruction[] => [jumpIf(value, 0, 1), then];
const unless = (value: number, then: Instruction): Instruction[] => [jumpIf(value, 1, 0), then];

function encode(instructions: readonly Instruction[]): Uint8Array {
  const bytes = Buffer.alloc(instructions.length * 8);
  for (const [index, [code, yes, no, operand]] of instructions.entries()) {
    const at = bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(no, bytes.writeUInt8(yes, at));
    bytes.writeUInt32LE(operand >>> 0, index * 8 + 4);
  }
  return bytes;
}
