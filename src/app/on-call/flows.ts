/** `omega test flow`: walks the machines and says what was covered. */
import { walk } from '../../actors/flow-test/walk.ts';
import { allStates, allTransitions, describeTransition, shortEvent } from '../../actors/inspect/definition.ts';
import type { MachineEntry } from '../../actors/host/kernel/machine-set.ts';
import type { FlowLine, FlowReport, Progress } from '../../contracts/app.ts';
import { stateText } from '../../domain/state-text.ts';
import { examples } from '../../machines/examples/index.ts';
import { MACHINES } from '../agent.ts';

/** Walks one machine. Without examples only what follows from its birth is walked. */
export function walkEntry(entry: MachineEntry): FlowLine {
  const { name, version, machine } = entry;
  const given = examples.find((e) => e.machine === name) ?? {
    machine: name,
    inputs: [{ key: 'example' }],
    events: [],
    outputs: {},
  };
  const { paths, taken, states } = walk(machine, given, MACHINES.has);
  const all = allTransitions(machine.root);
  const missed = all
    .filter((t) => !taken.has(t))
    .map(describeTransition)
    .map(
      (t) =>
        `${t.source} --${shortEvent(t.event)}${t.guard === '' ? '' : ` [${t.guard}]`}--> ${t.targets.join(', ') || 'itself'}`,
    );
  const nodes = allStates(machine);
  return {
    machine: name,
    version,
    states: { visited: nodes.filter((id) => states.has(id)).length, total: nodes.length },
    transitions: { taken: all.length - missed.length, total: all.length, missed },
    paths: paths.map(({ events, value, ok, trouble }) => ({
      events: events.map((e) => shortEvent(e.type)),
      end: stateText(value),
      ok,
      trouble,
    })),
  };
}

/** Walks one machine, or all of them. An unknown name gives an empty report. */
export async function testFlows(machine: string | undefined, progress: Progress): Promise<FlowReport> {
  const began = performance.now();
  const machines: FlowLine[] = [];
  for (const name of MACHINES.names()) {
    const entry = MACHINES.current(name);
    if (!entry || (machine !== undefined && machine !== name)) continue;
    progress(name);
    machines.push(walkEntry(entry));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { machines, took: Math.round(performance.now() - began) };
}
