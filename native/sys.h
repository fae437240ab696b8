/* The few system calls and words that both programs need. No C library: nothing is loaded, nothing is looked up. */
#ifndef OMEGA_SYS_H
#define OMEGA_SYS_H
#include <asm/unistd.h>
#include <linux/types.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)
static inline long call6(long n, long a, long b, long c, long d, long e, long f) {
  long result;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  __asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}
#define ENTRY_ASM \
  __asm__(".globl _start\n_start:\n xor %ebp,%ebp\n mov %rsp,%rdi\n and $-16,%rsp\n call start_here\n");
#elif defined(__aarch64__)
static inline long call6(long n, long a, long b, long c, long d, long e, long f) {
  register long x8 __asm__("x8") = n;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return x0;
}
#define ENTRY_ASM \
  __asm__(".globl _start\n_start:\n mov x29,#0\n mov x30,#0\n mov x0,sp\n and sp,x0,#-16\n bl start_here\n");
#else
#error "only x86_64 and aarch64"
#endif

#define SYS(n, ...) SYS_PICK(__VA_ARGS__, 6, 5, 4, 3, 2, 1, 0)(n, __VA_ARGS__)
#define SYS_PICK(a, b, c, d, e, f, count, ...) SYS_JOIN(count)
#define SYS_JOIN(count) SYS_##count
#define L(x) ((long)(x))
#define SYS_1(n, a) call6(n, L(a), 0, 0, 0, 0, 0)
#define SYS_2(n, a, b) call6(n, L(a), L(b), 0, 0, 0, 0)
#define SYS_3(n, a, b, c) call6(n, L(a), L(b), L(c), 0, 0, 0)
#define SYS_4(n, a, b, c, d) call6(n, L(a), L(b), L(c), L(d), 0, 0)
#define SYS_5(n, a, b, c, d, e) call6(n, L(a), L(b), L(c), L(d), L(e), 0)
#define SYS_6(n, a, b, c, d, e, f) call6(n, L(a), L(b), L(c), L(d), L(e), L(f))

#define AT_CWD (-100)
#define E_INTR 4
#define E_NOENT 2
#define E_NOTDIR 20

/* The compiler may ask for these by itself. */
void *memset(void *to, int byte, size_t count) {
  char *bytes = to;
  while (count--) *bytes++ = (char)byte;
  return to;
}
void *memcpy(void *to, const void *from, size_t count) {
  char *a = to;
  const char *b = from;
  while (count--) *a++ = *b++;
  return to;
}
size_t strlen(const char *text) {
  size_t count = 0;
  while (text[count]) count++;
  return count;
}

static inline int starts(const char *text, const char *with) {
  while (*with) {
    if (*text++ != *with++) return 0;
  }
  return 1;
}
static inline int same(const char *a, const char *b) {
  return starts(a, b) && strlen(a) == strlen(b);
}
static inline uint64_t number(const char *text) {
  uint64_t value = 0;
  while (*text >= '0' && *text <= '9') value = value * 10 + (uint64_t)(*text++ - '0');
  return value;
}
/* Puts text at `at` and returns where it ends. The caller keeps room. */
static inline char *put(char *at, const char *text) {
  while (*text) *at++ = *text++;
  *at = 0;
  return at;
}
static inline char *put_number(char *at, uint64_t value) {
  char digits[20];
  int count = 0;
  do {
    digits[count++] = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  while (count > 0) *at++ = digits[--count];
  *at = 0;
  return at;
}
__attribute__((noreturn)) static inline void leave(int code) {
  for (;;) SYS(__NR_exit_group, code);
}
static inline int write_all(int fd, const char *bytes, size_t count) {
  while (count > 0) {
    long done = SYS(__NR_write, fd, bytes, count);
    if (done == -E_INTR) continue;
    if (done <= 0) return -1;
    bytes += done;
    count -= (size_t)done;
  }
  return 0;
}
static inline void say(int fd, const char *text) {
  write_all(fd, text, strlen(text));
}
#endif
