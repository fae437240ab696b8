/** Start after whatever came before: a clean stop and a crash take the same way. */
import type { Effects } from './effects/runner.ts';
import { expectMail, writeOutAll } from './mail.ts';
import type { HostParts, TickWork } from './parts.ts';
import { suspect } from './supervisor.ts';

/** Judges what the last process left open and collects who has mail. Inside a transaction. */
export function recoverAll(parts: HostParts, tick: TickWork, effects: Effects): void {
  const { store } = parts;
  suspect(parts, tick, parts.crashMark.read());
  parts.crashMark.set(0);
  effects.recover(tick);
  store.rearm(tick.at);
  for (const timer of store.timersWithPolicy('restart'))
    store.setTimer({ ...timer, setAt: tick.at, dueAt: tick.at + (timer.dueAt - timer.setAt) });
  writeOutAll(parts, tick);
  for (const address of store.addressesWithMail()) expectMail(tick, address);
}
