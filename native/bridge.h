/* Carries connections from 127.0.0.1 inside the sandbox to the proxy's socket of the daemon. */
#ifndef OMEGA_BRIDGE_H
#define OMEGA_BRIDGE_H
#include "sys.h"

struct pollfd_ {
  int fd;
  short events;
  short revents;
};
#define POLL_IN 1
#define POLL_HUP 16
#define SOCK_CLOEXEC_ 02000000

/* Listens on 127.0.0.1:port; returns the socket or the error. */
static long bridge_listen(uint64_t port) {
  unsigned char address[16] = {0};
  address[0] = 2;
  address[2] = (unsigned char)(port >> 8);
  address[3] = (unsigned char)port;
  address[4] = 127;
  address[7] = 1;
  long fd = SYS(__NR_socket, 2, 1 | SOCK_CLOEXEC_, 0);
  if (fd < 0) return fd;
  long result = SYS(__NR_bind, fd, address, 16);
  if (result < 0) return result;
  result = SYS(__NR_listen, fd, 64);
  return result < 0 ? result : fd;
}

static long bridge_connect(const char *path) {
  char address[110] = {1, 0};
  if (strlen(path) > 107) return -1;
  put(address + 2, path);
  long fd = SYS(__NR_socket, 1, 1 | SOCK_CLOEXEC_, 0);
  if (fd < 0) return fd;
  long result = SYS(__NR_connect, fd, address, 2 + strlen(path) + 1);
  return result < 0 ? result : fd;
}

/* Copies both ways until both are done. Runs in a process of its own. */
static void bridge_serve(int inner, const char *path) {
  static char buffer[65536];
  long outer = bridge_connect(path);
  if (outer < 0) leave(1);
  struct pollfd_ ends[2] = {{inner, POLL_IN, 0}, {(int)outer, POLL_IN, 0}};
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    long ready = SYS(__NR_ppoll, ends, 2, 0, 0, 8);
    if (ready < 0 && ready != -E_INTR) break;
    for (int i = 0; i < 2; i++) {
      if (ends[i].fd < 0 || !ends[i].revents) continue;
      int other = i == 0 ? (int)outer : inner;
      long count = SYS(__NR_read, ends[i].fd, buffer, sizeof buffer);
      if (count > 0 && write_all(other, buffer, (size_t)count) == 0) continue;
      if (count < 0) leave(0);
      SYS(__NR_shutdown, other, 1);
      ends[i].fd = -1;
    }
  }
  leave(0);
}
#endif
