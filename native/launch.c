/*
 * The first process inside the sandbox: starts one program under limits, Landlock and seccomp, watches over it, tells how it ended.
 *
 *   launch key=value ... -- program argument ...
 *
 * ctl, status   file descriptors: orders come in by the first (t: SIGTERM for all; k or its end: all die), news goes out by the second
 * ro, rw        a folder or file that may be read and run, or written too; nothing else can be reached
 * cpu fsize data as nproc nofile   limits of each process: seconds, bytes, counts
 * tasks kib disk                   limits of all together: tasks, KiB of memory, MiB that stay free on the disk of `at`
 * port, socket  what connects to 127.0.0.1:port is carried to this socket
 *
 * Lines of the news: `abi N`; `broken WHAT ERRNO`; `noexec ERRNO`; `end CODE SIGNAL CPU_MS WHY`.
 * This process is number 1 of its own process namespace: when it ends, the kernel ends all others.
 */
#include "bridge.h"
#include "guard.h"
#include "sys.h"
#include "watch.h"
ENTRY_ASM

#define SIGCHLD_ 17
#define SIGTERM_ 15
#define MAX_BRIDGES 64

struct order {
  char **first, **last; /* key=value words */
  char **program, **environment;
  long ctl, status;
  const char *socket;
  long listener;
  long streams[2]; /* where the program's stdout and stderr are read */
};

static const char *value_of(struct order *order, const char *key) {
  for (char **word = order->first; word < order->last; word++) {
    if (starts(*word, key) && (*word)[strlen(key)] == '=') return *word + strlen(key) + 1;
  }
  return 0;
}
static uint64_t limit_of(struct order *order, const char *key) {
  const char *value = value_of(order, key);
  return value ? number(value) : 0;
}

static void tell(struct order *order, const char *what, const long *numbers, int count) {
  char line[160];
  char *at = put(line, what);
  for (int i = 0; i < count; i++) {
    at = put(at, " ");
    if (numbers[i] < 0) at = put(at, "-");
    at = put_number(at, (uint64_t)(numbers[i] < 0 ? -numbers[i] : numbers[i]));
  }
  put(at, "\n");
  say((int)order->status, line);
}

static void must(struct order *order, const char *what, long result) {
  if (result >= 0) return;
  char words[64];
  put(put(words, "broken "), what);
  long number = -result;
  tell(order, words, &number, 1);
  leave(126);
}

static void limit(struct order *order, const char *key, int resource, uint64_t more) {
  uint64_t value = limit_of(order, key);
  if (value == 0) return;
  uint64_t both[2] = {value, value + more};
  must(order, key, SYS(__NR_prlimit64, 0, resource, both, 0));
}

static void landlock_on(struct order *order) {
  __u64 all;
  long abi = SYS(__NR_landlock_create_ruleset, 0, 0, 1);
  must(order, "landlock", abi);
  long ruleset = landlock_begin(abi, &all);
  must(order, "landlock", ruleset);
  __u64 read = FS_EXECUTE | FS_READ_FILE | FS_READ_DIR;
  for (char **word = order->first; word < order->last; word++) {
    if (starts(*word, "ro=")) must(order, "landlock", landlock_allow(ruleset, *word + 3, read));
    if (starts(*word, "rw=")) must(order, "landlock", landlock_allow(ruleset, *word + 3, all));
    /* a file has no entries: only the rights of files may be named for it */
    if (starts(*word, "dev="))
      must(order, "landlock", landlock_allow(ruleset, *word + 4, all & (FS_READ_FILE | FS_WRITE_FILE | FS_IOCTL_DEV)));
  }
  must(order, "landlock", SYS(__NR_landlock_restrict_self, ruleset, 0));
  SYS(__NR_close, ruleset);
  tell(order, "abi", &abi, 1);
}

static const char *path_variable(char **environment) {
  for (; *environment; environment++) {
    if (starts(*environment, "PATH=")) return *environment + 5;
  }
  return "/usr/bin:/bin";
}

/* Comes back only when the program cannot be started. */
static long start(struct order *order) {
  const char *name = order->program[0];
  for (const char *at = name; *at; at++) {
    if (*at == '/') return SYS(__NR_execve, name, order->program, order->environment);
  }
  long error = -E_NOENT;
  for (const char *at = path_variable(order->environment); *at;) {
    char path[4096];
    size_t count = 0;
    while (*at && *at != ':' && count < 3000) path[count++] = *at++;
    while (*at && *at != ':') at++;
    if (*at) at++;
    path[count++] = '/';
    if (strlen(name) > 1000) return -36;
    put(path + count, name);
    long result = SYS(__NR_execve, path, order->program, order->environment);
    if (result != -E_NOENT && result != -E_NOTDIR) error = result;
  }
  return error;
}

static void become(struct order *order, uint64_t *old_signals, int *writers) {
  must(order, "stream", SYS(__NR_dup3, writers[0], 1, 0));
  must(order, "stream", SYS(__NR_dup3, writers[1], 2, 0));
  limit(order, "cpu", 0, 1);
  limit(order, "fsize", 1, 0);
  limit(order, "data", 2, 0);
  limit(order, "nproc", 6, 0);
  limit(order, "nofile", 7, 0);
  limit(order, "as", 9, 0);
  uint64_t none[2] = {0, 0};
  must(order, "core", SYS(__NR_prlimit64, 0, 4, none, 0));
  must(order, "queues", SYS(__NR_prlimit64, 0, 12, none, 0));
  must(order, "privileges", SYS(__NR_prctl, 38, 1, 0, 0, 0));
  /* all but the three streams close when the program starts */
  must(order, "close", SYS(__NR_close_range, 3, ~0u, 4));
  landlock_on(order);
  must(order, "seccomp", seccomp_on());
  SYS(__NR_rt_sigprocmask, 2, old_signals, 0, 8);
  long error = -start(order);
  tell(order, "noexec", &error, 1);
  leave(127);
}

/* Takes a connection and gives it to a process of its own. */
static int bridge(struct order *order) {
  long inner = SYS(__NR_accept4, order->listener, 0, 0, SOCK_CLOEXEC_);
  if (inner < 0) return 0;
  long pid = SYS(__NR_clone, SIGCHLD_, 0, 0, 0, 0);
  if (pid == 0) {
    SYS(__NR_close, 1);
    SYS(__NR_close, 2);
    SYS(__NR_close, order->ctl);
    SYS(__NR_close, order->status);
    uint64_t ignore[4] = {1, 0, 0, 0};
    SYS(__NR_rt_sigaction, SIGTERM_, ignore, 0, 8);
    bridge_serve((int)inner, order->socket);
  }
  SYS(__NR_close, inner);
  return pid > 0;
}

/*
 * Passes on what the program wrote. It writes into pipes, not into the sockets this process was given: a socket cannot be
 * opened again as /dev/stdout or /dev/stderr, and many scripts do that.
 */
static int pass_on(struct order *order, int stream) {
  static char buffer[65536];
  long count = SYS(__NR_read, order->streams[stream], buffer, sizeof buffer);
  return count > 0 && write_all(1 + stream, buffer, (size_t)count) == 0;
}

static void end(struct order *order, int status, long *usage, const char *why) {
  for (int stream = 0; stream < 2; stream++) {
    /* what is in the pipe, and no more: somebody left behind may go on writing for ever */
    for (int i = 0; i < 32 && pass_on(order, stream); i++);
  }
  int signal = status & 0x7f;
  long cpu = (usage[0] + usage[2]) * 1000 + (usage[1] + usage[3]) / 1000;
  long numbers[3] = {signal ? -1 : (status >> 8) & 0xff, signal, cpu};
  char line[96];
  char *at = put(line, "end");
  for (int i = 0; i < 3; i++) {
    at = put(at, numbers[i] < 0 ? " -" : " ");
    at = put_number(at, (uint64_t)(numbers[i] < 0 ? -numbers[i] : numbers[i]));
  }
  put(put(put(at, " "), why), "\n");
  say((int)order->status, line);
  leave(0);
}

/* What is over its limit, or nothing. */
static const char *excess(struct order *order, long proc, int bridges) {
  uint64_t tasks = limit_of(order, "tasks"), kib = limit_of(order, "kib"), disk = limit_of(order, "disk");
  struct tally sum = tally_up(proc);
  if (tasks && sum.tasks > tasks + (uint64_t)bridges) return "tasks";
  if (kib && sum.kib > kib) return "memory";
  if (disk && free_mib(value_of(order, "at")) < disk) return "disk";
  return 0;
}

static void watch(struct order *order, long main, long news) {
  long proc = SYS(__NR_openat, AT_CWD, "/proc", 0200000 | 02000000, 0);
  must(order, "proc", proc);
  int bridges = 0;
  struct pollfd_ ends[5] = {{(int)order->ctl, POLL_IN, 0}, {(int)news, POLL_IN, 0}, {(int)order->listener, POLL_IN, 0},
                            {(int)order->streams[0], POLL_IN, 0}, {(int)order->streams[1], POLL_IN, 0}};
  for (;;) {
    int64_t wait[2] = {0, 10000000};
    ends[2].fd = bridges < MAX_BRIDGES ? (int)order->listener : -1;
    long ready = SYS(__NR_ppoll, ends, 5, wait, 0, 8);
    if (ready > 0 && ends[0].revents) {
      char word = 0;
      if (SYS(__NR_read, order->ctl, &word, 1) != 1 || word == 'k') leave(0);
      if (word == 't') SYS(__NR_kill, -1, SIGTERM_);
    }
    if (ready > 0 && ends[1].revents) {
      char drop[128];
      SYS(__NR_read, news, drop, sizeof drop);
    }
    if (ready > 0 && ends[2].revents) bridges += bridge(order);
    for (int stream = 0; ready > 0 && stream < 2; stream++) {
      if (ends[3 + stream].revents && !pass_on(order, stream) && ends[3 + stream].revents & POLL_HUP) ends[3 + stream].fd = -1;
    }
    for (;;) {
      int status = 0;
      long usage[18] = {0};
      long pid = SYS(__NR_wait4, -1, &status, 1, usage);
      if (pid <= 0) break;
      if (pid == main) end(order, status, usage, "none");
      /* orphans come here too; they are never more than the bridges that are gone */
      if (bridges > 0) bridges--;
    }
    const char *why = excess(order, proc, MAX_BRIDGES);
    long nothing[4] = {0};
    if (why) end(order, 9, nothing, why);
  }
}

__attribute__((used)) void start_here(long *stack) {
  struct order order = {0};
  long count = stack[0];
  char **words = (char **)(stack + 1);
  order.environment = words + count + 1;
  order.first = words + 1;
  for (order.last = order.first; *order.last && !same(*order.last, "--"); order.last++);
  if (!*order.last || !order.last[1]) leave(125);
  order.program = order.last + 1;
  order.ctl = (long)limit_of(&order, "ctl");
  order.status = (long)limit_of(&order, "status");
  order.socket = value_of(&order, "socket");
  order.listener = -1;
  if (order.socket) {
    order.listener = bridge_listen(limit_of(&order, "port"));
    must(&order, "bridge", order.listener);
  }
  uint64_t child = 1ull << (SIGCHLD_ - 1), old = 0;
  SYS(__NR_rt_sigprocmask, 0, &child, &old, 8);
  long news = SYS(__NR_signalfd4, -1, &child, 8, 02000000 | 04000);
  must(&order, "signals", news);
  int writers[2];
  for (int stream = 0; stream < 2; stream++) {
    int ends[2];
    must(&order, "pipe", SYS(__NR_pipe2, ends, 02000000));
    /* only the end that is read must not block; the program's end stays as programs expect it */
    must(&order, "pipe", SYS(__NR_fcntl, ends[0], 4, 04000));
    order.streams[stream] = ends[0];
    writers[stream] = ends[1];
  }
  long pid = SYS(__NR_clone, SIGCHLD_, 0, 0, 0, 0);
  must(&order, "fork", pid);
  if (pid == 0) become(&order, &old, writers);
  SYS(__NR_close, 0);
  SYS(__NR_close, writers[0]);
  SYS(__NR_close, writers[1]);
  watch(&order, pid, news);
}
