/* What a program gives up before it starts: limits, Landlock, seccomp. Everything here fails loudly, never softly. */
#ifndef OMEGA_GUARD_H
#define OMEGA_GUARD_H
#include "sys.h"
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

/* Landlock as of ABI 7; spelled out, for headers of distributions are older than kernels. */
struct ruleset_attr {
  __u64 handled_fs;
  __u64 handled_net;
  __u64 scoped;
};
struct path_attr {
  __u64 allowed;
  __s32 parent_fd;
} __attribute__((packed));

#define FS_EXECUTE (1ull << 0)
#define FS_WRITE_FILE (1ull << 1)
#define FS_READ_FILE (1ull << 2)
#define FS_READ_DIR (1ull << 3)
#define FS_TRUNCATE (1ull << 14)
#define FS_IOCTL_DEV (1ull << 15)
#define FS_ABI1 ((1ull << 13) - 1)
#define FS_REFER (1ull << 13)
#define SCOPES 3ull /* abstract sockets, signals */

/* `fs` holds all rights this kernel knows; returns the ruleset or the error. */
static long landlock_begin(long abi, __u64 *fs) {
  *fs = FS_ABI1;
  if (abi >= 2) *fs |= FS_REFER;
  if (abi >= 3) *fs |= FS_TRUNCATE;
  if (abi >= 5) *fs |= FS_IOCTL_DEV;
  struct ruleset_attr attr = {*fs, 0, abi >= 6 ? SCOPES : 0};
  size_t size = abi >= 6 ? sizeof attr : abi >= 4 ? 16 : 8;
  return SYS(__NR_landlock_create_ruleset, &attr, size, 0);
}

#define O_PATH_CLOEXEC (010000000 | 02000000)

/* A path that is not there is no mistake: there is nothing to allow. */
static long landlock_allow(long ruleset, const char *path, __u64 rights) {
  long fd = SYS(__NR_openat, AT_CWD, path, O_PATH_CLOEXEC, 0);
  if (fd == -E_NOENT) return 0;
  if (fd < 0) return fd;
  struct path_attr attr = {rights, (__s32)fd};
  long result = SYS(__NR_landlock_add_rule, ruleset, 1, &attr, 0);
  SYS(__NR_close, fd);
  return result;
}

#define LOAD(at) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, at)
#define IS(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, yes, no)
#define GIVE(value) BPF_STMT(BPF_RET | BPF_K, value)
#define REFUSE(number, error) IS(number, 0, 1), GIVE(SECCOMP_RET_ERRNO | (error))
#define E_PERM 1
#define E_NOSYS 38
#define E_AFNOSUPPORT 97
#define ARG(i) (16 + 8 * (i))
#define CLONE_NEW_ANY 0x7e020000u /* namespaces of all kinds */

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#else
#define NATIVE AUDIT_ARCH_AARCH64
#endif

/*
 * Calls that reach past the walls (sockets of the machine, io_uring, keys, namespaces, terminals) or hold memory that
 * nobody counts (memfd, System V). Programs of another architecture cannot run at all.
 */
static long seccomp_on(void) {
  static const struct sock_filter filter[] = {
      LOAD(4), IS(NATIVE, 1, 0), GIVE(SECCOMP_RET_ERRNO | E_NOSYS), LOAD(0),
#if defined(__x86_64__)
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), GIVE(SECCOMP_RET_ERRNO | E_NOSYS),
#endif
      REFUSE(__NR_clone3, E_NOSYS), REFUSE(__NR_io_uring_setup, E_NOSYS), REFUSE(__NR_io_uring_enter, E_NOSYS),
      REFUSE(__NR_io_uring_register, E_NOSYS), REFUSE(__NR_memfd_create, E_NOSYS), REFUSE(447, E_NOSYS),
      REFUSE(__NR_shmget, E_NOSYS), REFUSE(__NR_bpf, E_PERM), REFUSE(__NR_perf_event_open, E_PERM),
      REFUSE(__NR_userfaultfd, E_PERM), REFUSE(__NR_keyctl, E_PERM), REFUSE(__NR_add_key, E_PERM),
      REFUSE(__NR_request_key, E_PERM), REFUSE(__NR_mount, E_PERM), REFUSE(__NR_umount2, E_PERM),
      REFUSE(__NR_pivot_root, E_PERM), REFUSE(__NR_chroot, E_PERM), REFUSE(__NR_unshare, E_PERM),
      REFUSE(__NR_setns, E_PERM), REFUSE(__NR_open_by_handle_at, E_PERM), REFUSE(__NR_fsopen, E_PERM),
      REFUSE(__NR_fspick, E_PERM), REFUSE(__NR_open_tree, E_PERM), REFUSE(__NR_move_mount, E_PERM),
      REFUSE(__NR_fsmount, E_PERM), REFUSE(__NR_mount_setattr, E_PERM), REFUSE(__NR_kexec_load, E_PERM),
      REFUSE(__NR_init_module, E_PERM), REFUSE(__NR_finit_module, E_PERM), REFUSE(__NR_delete_module, E_PERM),
      REFUSE(__NR_reboot, E_PERM), REFUSE(__NR_swapon, E_PERM), REFUSE(__NR_quotactl, E_PERM),
      REFUSE(__NR_acct, E_PERM), REFUSE(__NR_syslog, E_PERM),
      /* clone: no namespaces */
      IS(__NR_clone, 0, 4), LOAD(ARG(0)), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_NEW_ANY, 0, 1),
      GIVE(SECCOMP_RET_ERRNO | E_PERM), GIVE(SECCOMP_RET_ALLOW),
      /* socket: IPv4, IPv6 and netlink only */
      IS(__NR_socket, 0, 6), LOAD(ARG(0)), IS(2, 3, 0), IS(10, 2, 0), IS(16, 1, 0),
      GIVE(SECCOMP_RET_ERRNO | E_AFNOSUPPORT), GIVE(SECCOMP_RET_ALLOW),
      /* ioctl: no words put into a terminal; the command has 32 bits */
      IS(__NR_ioctl, 0, 5), LOAD(ARG(1)), IS(0x5412, 1, 0), IS(0x541c, 0, 1), GIVE(SECCOMP_RET_ERRNO | E_PERM),
      GIVE(SECCOMP_RET_ALLOW), GIVE(SECCOMP_RET_ALLOW)};
  struct sock_fprog program = {sizeof filter / sizeof *filter, (struct sock_filter *)filter};
  return SYS(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}
#endif
