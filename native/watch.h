/* Counts what lives in the sandbox: tasks, memory, room on the disk. For machines where no control group does it. */
#ifndef OMEGA_WATCH_H
#define OMEGA_WATCH_H
#include "sys.h"

struct entry {
  uint64_t inode;
  int64_t offset;
  unsigned short length;
  unsigned char type;
  char name[];
};
struct tally {
  uint64_t tasks;
  uint64_t kib;
};

/* The number after a word of a text, or 0. */
static uint64_t after(const char *text, const char *word) {
  for (; *text; text++) {
    if (!starts(text, word)) continue;
    text += strlen(word);
    while (*text == ' ' || *text == '\t') text++;
    return number(text);
  }
  return 0;
}

/* Memory of its own: what it shares with others by way of files is not its doing. */
static uint64_t resident_kib(long proc, const char *pid) {
  static char path[40], text[4096];
  put(put(path, pid), "/status");
  long fd = SYS(__NR_openat, proc, path, 02000000, 0);
  if (fd < 0) return 0;
  long count = SYS(__NR_read, fd, text, sizeof text - 1);
  SYS(__NR_close, fd);
  if (count <= 0) return 0;
  text[count] = 0;
  return after(text, "RssAnon:") + after(text, "RssShmem:");
}

/* Links of /proc/<pid>/task are its threads and two more. */
static uint64_t threads(long proc, const char *pid) {
  char path[40];
  uint32_t statx[64] = {0};
  put(put(path, pid), "/task");
  if (SYS(__NR_statx, proc, path, 0, 4, statx) < 0) return 1;
  return statx[4] > 2 ? statx[4] - 2 : 1;
}

/* All processes but this one, which is number 1. */
static struct tally tally_up(long proc) {
  static char room[32768];
  struct tally sum = {0, 0};
  SYS(__NR_lseek, proc, 0, 0);
  for (;;) {
    long count = SYS(__NR_getdents64, proc, room, sizeof room);
    if (count <= 0) return sum;
    for (long at = 0; at < count;) {
      struct entry *one = (struct entry *)(room + at);
      at += one->length;
      if (one->name[0] < '1' || one->name[0] > '9' || same(one->name, "1")) continue;
      sum.tasks += threads(proc, one->name);
      sum.kib += resident_kib(proc, one->name);
    }
  }
}

/* Free room for ordinary users on the disk of a path, MiB; a very large number when it cannot be told. */
static uint64_t free_mib(const char *path) {
  uint64_t facts[16] = {0};
  if (SYS(__NR_statfs, path, facts) < 0) return ~0ull;
  return facts[4] * (facts[1] / 512) / 2048;
}
#endif
