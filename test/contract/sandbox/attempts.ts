/** Ways out of a sandbox, tried by test/contract/escape.test.ts in every mode and as every user; docs/security.md lists them. */

/** One way out. The program prints ESCAPED when it worked; what only the machine can see is looked at from outside. */
export interface Attempt {
  /** what is tried, for the table */
  readonly what: string;
  /** for bash; the environment names what there is on the machine, see `surroundings` */
  readonly line: string;
  /** the same line, run outside, prints ESCAPED: so the attempt is a real one */
  readonly works?: true;
}

/** Heads of the table, with their attempts. */
export type Attempts = Readonly<Record<string, readonly Attempt[]>>;

const say = (test: string): string => `{ ${test} ; } >/dev/null 2>&1 && echo ESCAPED`;
const reads = (path: string): string => say(`grep -q "$CANARY" ${path}`);
const writes = (path: string): string => say(`echo x >>${path}`);
const python = (code: string): string =>
  `python3 - 2>/dev/null <<'EOF'\nimport ctypes, errno, os, socket, struct, sys\nlibc = ctypes.CDLL(None, use_errno=True)\nE = os.environ\n${code}\nEOF`;
/** A call of the kernel by its number on x86-64 and arm64; anything but a refusal has got through. */
const syscall = (numbers: readonly [number, number], words: string): string =>
  python(
    `n = ${numbers[0]} if os.uname().machine == 'x86_64' else ${numbers[1]}\nr = libc.syscall(n, ${words})\nif r >= 0 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS, errno.EACCES): print('ESCAPED')`,
  );
const opens = (family: string, kind: string): string => python(`socket.socket(${family}, ${kind})\nprint('ESCAPED')`);

export const ATTEMPTS: Attempts = {
  'reading files': [
    { what: 'the database', line: reads('"$DATA/omega.db"'), works: true },
    { what: 'the configuration', line: reads('"$DATA/config.toml"'), works: true },
    { what: 'the token', line: reads('"$DATA/token"'), works: true },
    { what: 'a backup', line: reads('"$DATA/backups/omega-1.db"'), works: true },
    { what: 'the names in the data folder', line: say('ls "$DATA" | grep omega.db'), works: true },
    { what: 'the workspace of another project', line: reads('"$DATA/workspaces/q/secret.txt"'), works: true },
    { what: 'keys of SSH', line: reads('"$USER_HOME/.ssh/id_ed25519"'), works: true },
    { what: 'keys of GnuPG', line: reads('"$USER_HOME/.gnupg/private-keys"'), works: true },
    { what: 'credentials of a cloud', line: reads('"$USER_HOME/.aws/credentials"'), works: true },
    { what: 'the profile of a browser', line: reads('"$USER_HOME/.mozilla/profile/logins.json"'), works: true },
    { what: 'the passwords of the machine', line: say('grep -q root: /etc/shadow') },
    { what: '`..` out of the workspace', line: reads('../../omega.db'), works: true },
    { what: 'a link that was there before', line: reads('link-to-db'), works: true },
    { what: 'a link made inside', line: `ln -s "$DATA/token" mine; ${reads('mine')}; rm -f mine`, works: true },
    { what: 'a hard link made inside', line: `ln "$DATA/token" hard; ${reads('hard')}; rm -f hard`, works: true },
    { what: 'the root of process 1', line: reads('"/proc/1/root$DATA/omega.db"') },
    {
      what: 'the root of a process of the machine',
      line: reads('"/proc/$VICTIM_PID/root$DATA/omega.db"'),
      works: true,
    },
    { what: 'a file by its handle', line: syscall([304, 265], '0, 0, 0') },
    {
      what: 'a disk of the machine',
      line: say('for d in /dev/vda /dev/sda /dev/nvme0n1; do head -c1 $d && break; done | grep -q .'),
    },
    {
      what: 'the memory of the machine',
      line: say('head -c1 /dev/mem | grep -q . || head -c1 /proc/kcore | grep -q .'),
    },
    { what: 'temporary files of the machine', line: reads('"$HOST_TMP"'), works: true },
  ],
  'writing files': [
    { what: 'the database', line: writes('"$DATA/omega.db"') },
    { what: 'a new file in the data folder', line: writes('"$DATA/new"') },
    { what: 'beside the workspace', line: writes('../beside') },
    { what: 'papers of the person', line: writes('"$USER_HOME/papers/letter.txt"') },
    { what: 'through a link that leads out', line: writes('link-to-papers/letter.txt') },
    { what: 'what starts with a shell', line: writes('"$USER_HOME/.bashrc"') },
    { what: 'keys that may log in', line: writes('"$USER_HOME/.ssh/authorized_keys"') },
    { what: 'programs of the system', line: writes('/usr/bin/omega-escape') },
    { what: 'settings of the system', line: writes('/etc/omega-escape') },
    { what: 'jobs of cron', line: writes('/etc/cron.d/omega-escape') },
    { what: 'renaming the folder above', line: say('mv ../p ../moved') },
    { what: 'changing rights outside', line: say('chmod 777 "$USER_HOME/papers"') },
    {
      what: 'settings of the kernel',
      line: say('echo x >/proc/sys/kernel/core_pattern || echo x >/proc/sys/kernel/hostname'),
    },
    { what: 'SysRq', line: writes('/proc/sysrq-trigger') },
    { what: '/sys', line: say('echo 1 >/sys/power/wake_lock || mkdir /sys/fs/cgroup/omega-escape') },
    { what: 'the launcher itself', line: writes('/run/omega/launch') },
  ],
  processes: [
    {
      what: 'seeing the machine’s',
      line: say('test -e "/proc/$VICTIM_PID/stat" && grep -q sleep "/proc/$VICTIM_PID/stat"'),
      works: true,
    },
    { what: 'the environment of one', line: reads('"/proc/$VICTIM_PID/environ"'), works: true },
    { what: 'the environment of all', line: say('cat /proc/[0-9]*/environ | grep -q "VICTIM=$CANARY"'), works: true },
    {
      what: 'killing one',
      line: python("try:\n  os.kill(int(E['VICTIM_PID']), 0)\n  print('ESCAPED')\nexcept OSError: pass"),
      works: true,
    },
    { what: 'killing all', line: 'kill -9 -1 2>/dev/null; true' },
    { what: 'tracing one', line: python("if libc.ptrace(16, int(E['VICTIM_PID']), 0, 0) == 0: print('ESCAPED')") },
    {
      what: 'the memory of one',
      line: say(
        'head -c1 "/proc/$VICTIM_PID/mem"; test -e "/proc/$VICTIM_PID/maps" && grep -q sleep "/proc/$VICTIM_PID/maps"',
      ),
      works: true,
    },
    {
      what: 'killing the launcher',
      line: 'kill -9 1 2>/dev/null; sleep 0.1; kill -0 1 2>/dev/null; test -e /proc/1/stat || echo ESCAPED',
    },
    { what: 'tracing the launcher', line: python("if libc.ptrace(16, 1, 0, 0) == 0: print('ESCAPED')") },
    { what: 'descriptors of the launcher', line: say('readlink /proc/1/fd/4 || cat /proc/1/environ') },
    { what: 'the daemon’s environment', line: say('env | grep -q "DAEMON=$CANARY"') },
  ],
  network: [
    {
      what: 'TCP to the machine itself',
      line: python("socket.create_connection(('127.0.0.1', int(E['TCP'])), 2)\nprint('ESCAPED')"),
      works: true,
    },
    {
      what: 'TCP to an address of the machine',
      line: python("socket.create_connection((E['ADDRESS'], int(E['TCP'])), 2)\nprint('ESCAPED')"),
      works: true,
    },
    { what: 'TCP to the internet', line: python("socket.create_connection(('1.1.1.1', 443), 2)\nprint('ESCAPED')") },
    {
      what: 'the cloud’s metadata',
      line: python("socket.create_connection(('169.254.169.254', 80), 2)\nprint('ESCAPED')"),
    },
    {
      what: 'UDP',
      line: python(
        "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nfor a in ('127.0.0.1', E['ADDRESS']):\n  try: s.sendto(b'x', (a, int(E['UDP'])))\n  except OSError: pass",
      ),
    },
    { what: 'names', line: python("socket.getaddrinfo('example.com', 443)\nprint('ESCAPED')") },
    { what: 'raw sockets', line: opens('socket.AF_INET', 'socket.SOCK_RAW, 1') },
    { what: 'packet sockets', line: opens('socket.AF_PACKET', 'socket.SOCK_RAW') },
    { what: 'sockets of virtual machines', line: opens('40', 'socket.SOCK_STREAM') },
    {
      what: 'a unix socket of the machine',
      line: python("s = socket.socket(socket.AF_UNIX)\ns.connect(E['UNIX'])\nprint('ESCAPED')"),
      works: true,
    },
    {
      what: 'an abstract socket of the machine',
      line: python("s = socket.socket(socket.AF_UNIX)\ns.connect('\\0' + E['ABSTRACT'])\nprint('ESCAPED')"),
      works: true,
    },
    {
      what: 'docker, D-Bus',
      line: say(
        'test -S /var/run/docker.sock || test -S /run/dbus/system_bus_socket || test -S /run/containerd/containerd.sock',
      ),
    },
    { what: 'a new interface', line: python("import fcntl\nf = os.open('/dev/net/tun', os.O_RDWR)\nprint('ESCAPED')") },
  ],
  rights: [
    { what: 'becoming root', line: python("os.setresuid(0, 0, 0)\nprint('ESCAPED')") },
    {
      what: 'a program with the bit of its owner',
      line: 'cp /bin/sh ./sh 2>/dev/null && chmod u+s ./sh && ./sh -p -c \'test "$(id -u)" = 0 && echo ESCAPED\'; rm -f ./sh',
    },
    { what: 'su, sudo', line: say('sudo -n true || su -c true </dev/null') },
    {
      what: 'rights of any kind',
      line: say('grep -E "^Cap(Prm|Eff|Bnd|Amb):" /proc/self/status | grep -v 0000000000000000'),
    },
    { what: 'mounting', line: say('mount -t tmpfs none . || mount --bind / . || mount -t proc proc .') },
    { what: 'mounting by the new calls', line: syscall([430, 430], "b'tmpfs', 0") },
    { what: 'taking a mount away', line: say('umount "$DATA" || umount /proc || umount /tmp || umount /run') },
    {
      what: 'namespaces by unshare',
      line: say('unshare -Ur true || unshare -m true || unshare -n true || unshare -p true'),
    },
    { what: 'namespaces by clone', line: syscall([56, 220], '0x10000011, 0, 0, 0, 0') },
    {
      what: 'namespaces by clone3',
      line: python(
        "n = 435\na = (ctypes.c_uint64 * 11)(0x10000000, 0, 0, 0, 17)\nr = libc.syscall(n, a, 88)\nif r == 0: os._exit(0)\nif r > 0: print('ESCAPED')",
      ),
    },
    { what: 'a namespace of the machine', line: say('nsenter -t 1 -m -n true || nsenter -t "$VICTIM_PID" -m true') },
    { what: 'another root', line: say('chroot / /bin/true') },
    { what: 'pivot_root', line: syscall([155, 41], "b'.', b'.'") },
    {
      what: 'making a device',
      line: 'mknod dev-mem c 1 1 2>/dev/null && head -c1 dev-mem >/dev/null 2>&1 && echo ESCAPED; mknod dev-disk b 254 0 2>/dev/null && head -c1 dev-disk >/dev/null 2>&1 && echo ESCAPED; rm -f dev-mem dev-disk',
    },
    {
      what: 'words put into a terminal',
      line: python("import fcntl\nm, s = os.openpty()\nfcntl.ioctl(s, 0x5412, b'x')\nprint('ESCAPED')"),
    },
    { what: 'io_uring', line: syscall([425, 425], '8, (ctypes.c_uint8 * 120)()') },
    { what: 'BPF', line: syscall([321, 280], '0, (ctypes.c_uint8 * 64)(1, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 1), 64') },
    { what: 'events of the processor', line: syscall([298, 241], '(ctypes.c_uint8 * 128)(), 0, -1, -1, 0') },
    { what: 'faults of pages', line: syscall([323, 282], '1') },
    { what: 'keys of the kernel', line: syscall([250, 219], '0, -3, 1') },
    { what: 'memory that has no name', line: syscall([319, 279], "b'x', 0") },
    { what: 'shared memory of System V', line: syscall([29, 194], '0, 4096, 0o1600') },
    { what: 'modules of the kernel', line: syscall([313, 273], "0, b'', 0") },
    {
      what: 'calls of 32 bits',
      line:
        "printf '\\177ELF' | head -c4 >/dev/null; " +
        python(
          "import mmap\nif os.uname().machine == 'x86_64':\n  m = mmap.mmap(-1, 4096, prot=7)\n  m.write(bytes([0x53, 0xb8, 20, 0, 0, 0, 0xcd, 0x80, 0x5b, 0xc3]))\n  f = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(m)))\n  if f() > 0: print('ESCAPED')",
        ),
    },
  ],
};

/** Attempts on what all share: looked at from outside, each with its own end. */
export const GREED: readonly { what: string; line: string; ends: readonly string[]; wallMs?: number }[] = [
  { what: 'a fork bomb', line: 'f() { f | f & }; f; sleep 30', ends: ['killed', 'timeout', 'exit'] },
  {
    what: 'a bomb of processes that leave their parents',
    line: 'python3 -c "\nimport os\nwhile True:\n  try:\n    if os.fork() == 0: os.setsid()\n  except OSError: pass"',
    ends: ['killed', 'timeout', 'cpu', 'oom'],
  },
  {
    what: 'a bomb of threads',
    line: 'python3 -c "\nimport threading, time\nthreading.stack_size(65536)\nfor i in range(5000): threading.Thread(target=time.sleep, args=(20,), daemon=True).start()\nprint(\'ESCAPED\')"',
    ends: ['killed', 'exit'],
  },
  {
    what: '2 GB of memory',
    line: "exec python3 -c \"x = bytearray(2000000000); x[::4096] = b'1' * len(x[::4096]); print('ESCAPED')\"",
    ends: ['oom', 'exit'],
  },
  {
    what: '2 GB of memory by many processes',
    line: 'for i in $(seq 6); do python3 -c "x = b\'1\' * 350000000; import time; time.sleep(60)" & done; wait; echo ESCAPED',
    ends: ['oom'],
    wallMs: 15_000,
  },
  {
    what: '2 GB in /dev/shm',
    line: 'for i in $(seq 40); do head -c 50000000 /dev/zero >/dev/shm/$i || exit 1; done; echo ESCAPED',
    ends: ['exit'],
  },
  {
    what: '2 GB in /tmp',
    line: 'for i in $(seq 40); do head -c 50000000 /dev/zero >/tmp/$i || exit 1; done; echo ESCAPED',
    ends: ['exit'],
  },
  { what: 'a file without end', line: 'exec head -c 2000000000 /dev/zero >huge', ends: ['file'] },
  { what: 'computing without end', line: 'exec python3 -c "while True: pass"', ends: ['cpu', 'timeout'] },
  { what: 'hearing no request to end', line: "trap '' TERM INT HUP; while :; do sleep 1; done", ends: ['timeout'] },
  {
    what: 'staying behind as a daemon',
    line: 'setsid bash -c "exec -a omega-left-behind sleep 1000" </dev/null >/dev/null 2>&1 & sleep 0.2',
    ends: ['exit'],
  },
];
