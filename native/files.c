/*
 * Reads, writes and lists files below one folder. The kernel sees to it that no path leads out (openat2, RESOLVE_BENEATH).
 *
 *   files FOLDER read PATH SKIP_LINES LINES BYTES    the part to stdout; 0 lines = all of them
 *   files FOLDER write PATH                          stdin becomes the file, whole or not at all; makes the folders above it
 *   files FOLDER stat PATH                           what it is, links followed: kind (1 file, 2 folder, 3 other) and size
 *   files FOLDER list PATH DEPTH ENTRIES             type, size, path; each ended by a zero byte
 *
 * What is known of it goes to stderr as one line of JSON. Exit: 0 done, 10 leads out, 11 not there, 12 not a file,
 * 13 not allowed, 15 another error, whose number stands in stderr, 16 not a folder, 17 no room.
 */
#include "sys.h"
ENTRY_ASM

struct how {
  uint64_t flags, mode, resolve;
};
#define BENEATH (8ull | 2ull) /* and no magic links */
#define O_RDONLY_ (02000000 | 04000)
#define O_PATH_ 010000000
#if defined(__x86_64__)
#define O_DIRECTORY_ 0200000
#define O_NOFOLLOW_ 0400000
#else
#define O_DIRECTORY_ 040000
#define O_NOFOLLOW_ 0100000
#endif
#define KIND 0170000
#define REGULAR 0100000
#define FOLDER 0040000

static long open_below(long root, const char *path, uint64_t flags) {
  struct how how = {flags | 02000000, 0, BENEATH};
  return SYS(__NR_openat2, root, *path ? path : ".", &how, sizeof how);
}

__attribute__((noreturn)) static void fail(long error) {
  char line[40];
  put(put_number(line, (uint64_t)-error), "\n");
  say(2, line);
  switch (-error) {
    case 18: leave(10);
    case 2: leave(11);
    case 21: leave(12);
    case 1: case 13: case 30: leave(13);
    case 20: leave(16);
    case 28: case 122: leave(17);
    default: leave(15);
  }
}
static long must(long result) {
  if (result < 0) fail(result);
  return result;
}

struct facts {
  uint16_t mode;
  uint64_t size;
};
static struct facts facts_of(long fd, const char *name, long flags) {
  uint32_t statx[64] = {0};
  struct facts facts = {0, 0};
  if (SYS(__NR_statx, fd, name, flags, 0x202 | 1, statx) < 0) return facts;
  facts.mode = (uint16_t)(statx[7] & 0xffff);
  facts.size = *(uint64_t *)(statx + 10);
  return facts;
}
#define EMPTY_PATH 0x1000
#define NOFOLLOW 0x100

static char block[65536];

static void report(const char *const *names, const uint64_t *values, int count) {
  char line[300];
  char *at = put(line, "{");
  for (int i = 0; i < count; i++) {
    at = put(put(put(at, i ? ",\"" : "\""), names[i]), "\":");
    at = put_number(at, values[i]);
  }
  put(at, "}\n");
  say(2, line);
}

static void read_file(long root, char **words) {
  uint64_t skip = number(words[1]), lines = number(words[2]), bytes = number(words[3]);
  long fd = must(open_below(root, words[0], O_RDONLY_));
  struct facts facts = facts_of(fd, "", EMPTY_PATH);
  if ((facts.mode & KIND) == FOLDER) fail(-21);
  if ((facts.mode & KIND) != REGULAR) leave(12);
  uint64_t line = 0, shown = 0, last = 0, size = 0;
  char before = '\n';
  for (;;) {
    long count = SYS(__NR_read, fd, block, sizeof block);
    if (count == -E_INTR) continue;
    must(count);
    if (count == 0) break;
    size += (uint64_t)count;
    long from = -1, to = 0;
    for (long i = 0; i < count; i++) {
      int wanted = line >= skip && (lines == 0 || line < skip + lines) && shown < bytes;
      if (wanted) {
        if (from < 0) from = i;
        to = i + 1;
        shown++;
        last = line;
      }
      if (block[i] == '\n') line++;
    }
    if (from >= 0 && write_all(1, block + from, (size_t)(to - from)) < 0) leave(15);
    before = block[count - 1];
  }
  if (before != '\n') line++;
  const char *names[] = {"size", "lines", "shown", "last"};
  uint64_t values[] = {size, line, shown, shown ? last + 1 : skip};
  report(names, values, 4);
}

/* The folder of a path, made if it is missing; `name` becomes the last part. */
static long folder_above(long root, char *path, char **name) {
  long folder = must(open_below(root, ".", O_PATH_ | O_DIRECTORY_));
  char *from = path;
  for (char *at = path; *at; at++) {
    if (*at != '/') continue;
    *at = 0;
    /* always from the top, so that `..` and links are judged against the whole way */
    long next = open_below(root, path, O_PATH_ | O_DIRECTORY_);
    if (next == -E_NOENT) {
      long made = SYS(__NR_mkdirat, folder, from, 0777);
      if (made < 0 && made != -17) fail(made);
      next = open_below(root, path, O_PATH_ | O_DIRECTORY_);
    }
    must(next);
    SYS(__NR_close, folder);
    folder = next;
    *at = '/';
    from = at + 1;
  }
  *name = from;
  return folder;
}

/* Where a path really is, below the folder: links in it are followed. */
static const char *real_path(long root, const char *folder, const char *path, char *room) {
  long fd = open_below(root, path, O_PATH_);
  if (fd == -E_NOENT) {
    /* a link that leads to nothing: nobody can say what should be written */
    if (facts_of(root, path, NOFOLLOW).mode != 0) fail(-E_NOENT);
    return path;
  }
  must(fd);
  if ((facts_of(fd, "", EMPTY_PATH).mode & KIND) == FOLDER) fail(-21);
  if ((facts_of(fd, "", EMPTY_PATH).mode & KIND) != REGULAR) leave(12);
  char link[32];
  put_number(put(link, "/proc/self/fd/"), (uint64_t)fd);
  long count = must(SYS(__NR_readlinkat, AT_CWD, link, room, 4095));
  room[count] = 0;
  SYS(__NR_close, fd);
  size_t above = strlen(folder);
  if (!starts(room, folder) || room[above] != '/') leave(10);
  return room + above + 1;
}

static void temporary(char *name) {
  unsigned char chance[8];
  must(SYS(__NR_getrandom, chance, 8, 0));
  char *at = put(name, ".omega-");
  for (int i = 0; i < 8; i++) {
    *at++ = "0123456789abcdef"[chance[i] >> 4];
    *at++ = "0123456789abcdef"[chance[i] & 15];
  }
  *at = 0;
}

static void write_file(long root, const char *folder_name, char **words) {
  static char room[4096], path[4096];
  if (strlen(words[0]) > 4000 || !*words[0]) leave(12);
  put(path, real_path(root, folder_name, words[0], room));
  char *name, part[40];
  long folder = folder_above(root, path, &name);
  if (!*name || same(name, ".") || same(name, "..")) leave(12);
  struct facts old = facts_of(folder, name, NOFOLLOW);
  if (old.mode && SYS(__NR_faccessat, folder, name, 2) < 0) fail(-13);
  temporary(part);
  long fd = must(SYS(__NR_openat, folder, part, 01 | 0100 | 0200 | 02000000, 0666));
  uint64_t size = 0;
  long error = 0;
  for (;;) {
    long count = SYS(__NR_read, 0, block, sizeof block);
    if (count == -E_INTR) continue;
    if (count < 0) error = count;
    if (count <= 0) break;
    for (long done = 0; done < count;) {
      long wrote = SYS(__NR_write, fd, block + done, count - done);
      if (wrote < 0) error = wrote;
      if (wrote <= 0) break;
      done += wrote;
    }
    if (error) break;
    size += (uint64_t)count;
  }
  if (!error && old.mode) error = SYS(__NR_fchmod, fd, old.mode & 0777);
  if (!error) error = SYS(__NR_fsync, fd);
  if (!error) error = SYS(__NR_renameat2, folder, part, folder, name, 0);
  if (error < 0) {
    SYS(__NR_unlinkat, folder, part, 0);
    fail(error);
  }
  const char *names[] = {"created", "size", "before"};
  uint64_t values[] = {old.mode == 0, size, old.size};
  report(names, values, 3);
}

struct entry {
  uint64_t inode;
  int64_t offset;
  unsigned short length;
  unsigned char type;
  char name[];
};

static uint64_t listed, most;

static void show(char kind, uint64_t size, const char *path, const char *name) {
  static char line[8300];
  char *at = line;
  *at++ = kind;
  at = put_number(put(at, " "), size);
  at = put(put(put(at, " "), path), name);
  write_all(1, line, (size_t)(at - line) + 1);
}

static void list_folder(long fd, char *path, uint64_t depth) {
  char room[4096];
  for (;;) {
    long count = SYS(__NR_getdents64, fd, room, sizeof room);
    if (count <= 0) return;
    for (long at = 0; at < count;) {
      struct entry *one = (struct entry *)(room + at);
      at += one->length;
      if (same(one->name, ".") || same(one->name, "..")) continue;
      if (listed >= most) {
        listed++;
        return;
      }
      listed++;
      struct facts facts = facts_of(fd, one->name, NOFOLLOW);
      uint16_t kind = facts.mode & KIND;
      char word = kind == FOLDER ? 'd' : kind == REGULAR ? 'f' : kind == 0120000 ? 'l' : 'o';
      show(word, facts.size, path, one->name);
      if (word != 'd' || depth <= 1 || same(one->name, ".git") || same(one->name, "node_modules")) continue;
      size_t above = strlen(path);
      if (above + strlen(one->name) > 4000) continue;
      long below = SYS(__NR_openat, fd, one->name, O_RDONLY_ | O_DIRECTORY_ | O_NOFOLLOW_, 0);
      if (below < 0) continue;
      put(put(path + above, one->name), "/");
      list_folder(below, path, depth - 1);
      path[above] = 0;
      SYS(__NR_close, below);
    }
  }
}

static void list(long root, char **words) {
  static char path[8200];
  most = number(words[2]);
  long fd = must(open_below(root, words[0], O_RDONLY_ | O_DIRECTORY_));
  list_folder(fd, path, number(words[1]));
  const char *names[] = {"more"};
  uint64_t values[] = {listed > most};
  report(names, values, 1);
}

static void stat_file(long root, char **words) {
  long fd = must(open_below(root, words[0], O_PATH_));
  struct facts facts = facts_of(fd, "", EMPTY_PATH);
  uint16_t kind = facts.mode & KIND;
  const char *names[] = {"kind", "size"};
  uint64_t values[] = {kind == REGULAR ? 1 : kind == FOLDER ? 2 : 3, facts.size};
  report(names, values, 2);
}

__attribute__((used)) void start_here(long *stack) {
  long count = stack[0];
  char **words = (char **)(stack + 1);
  if (count < 4) leave(125);
  long root = must(SYS(__NR_openat, AT_CWD, words[1], O_PATH_ | O_DIRECTORY_ | 02000000, 0));
  if (same(words[2], "read") && count == 7) read_file(root, words + 3);
  else if (same(words[2], "write") && count == 4) write_file(root, words[1], words + 3);
  else if (same(words[2], "stat") && count == 4) stat_file(root, words + 3);
  else if (same(words[2], "list") && count == 6) list(root, words + 3);
  else leave(125);
  leave(0);
}
