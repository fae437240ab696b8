/** The table of docs/security.md: every way out of the sandbox that the tests try. */
import { ATTEMPTS, GREED } from '../test/contract/sandbox/attempts.ts';

const INTRO = `Every tool that runs a program runs it inside a sandbox. Each line below is a program that
\`test/contract/escape.test.ts\` starts there, in the modes \`sandbox\` and \`rx\`, as root and as a normal user; the test looks
from outside whether anything got out, and fails if one thing did. **None may succeed.** Those with a mark are also run without
the sandbox, where they do succeed: so the attempt is a real one.`;

const WALLS = `| wall | what it is for |
| --- | --- |
| bubblewrap: namespaces of mounts, processes, network, users, IPC | what is not shown cannot be reached; only a loopback of its own |
| Landlock, in the launcher | the same rules on files once more, by another part of the kernel; no abstract sockets, no signals to the outside |
| seccomp, in the launcher | no sockets of the machine, no io_uring, no keys, BPF, mounts, namespaces, no memory that nobody counts |
| limits, and a count by the launcher | memory, tasks, file sizes, processor time, room on the disk |
| process 1 is the launcher | when it ends, all others end with it; it ends with the daemon too |
| proxy on a unix socket | the only way to a host, and only to those on the list; names are resolved outside and judged by their address |

A mode that cannot be had in full is refused: nothing ever runs behind fewer walls. \`omega doctor\` says which modes there are.`;

const LIMITS = `What the sandbox does not promise: it shares the kernel with the machine, so a fault of the kernel may be a way out. In \`rx\` and
\`rwx\` files can be read that nobody thought of protecting. What a program may send to an allowed host is not looked at. In \`rwx\`
a program can do to the person's own files, beside the protected ones, whatever the person can. Programs that stay, such as MCP servers and Claude
Code, run inside the same walls with the hosts that were written beside them; one with \`"sandbox": false\` in mcp.json has none.`;

/** @returns the parts of the page */
export function escapeParts(): string[] {
  const sections = Object.entries(ATTEMPTS).map(([kind, list]) => {
    const rows = list.map(({ what, works }) => `| ${what} | ${works === true ? 'yes' : ''} | no | no |`);
    return [
      `### ${kind}`,
      '',
      '| what is tried | works outside | in sandbox | in rx |',
      '| --- | --- | --- | --- |',
      ...rows,
    ].join('\n');
  });
  const greed = [...GREED.map(({ what }) => what), 'many files until the disk is full'];
  const rows = greed.map((what) => `| ${what} | stopped | stopped |`);
  const tries = Object.values(ATTEMPTS).flat().length + greed.length;
  return [
    INTRO,
    `## Walls\n\n${WALLS}`,
    `## ${tries} attempts`,
    ...sections,
    ['### taking what all share', '', '| what is tried | in sandbox | in rx |', '| --- | --- | --- |', ...rows].join(
      '\n',
    ),
    `## Limits\n\n${LIMITS}`,
  ];
}
