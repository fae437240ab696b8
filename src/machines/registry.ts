/** Every machine in every version that rows may still have. Adding a machine is one file and one line here. */
import type { AnyStateMachine } from 'xstate';
import * as channel from './channel.machine.ts';
import * as conversation from './conversation.machine.ts';
import * as delivery from './delivery.machine.ts';
import * as provider from './provider.machine.ts';
import * as run from './run.machine.ts';
import * as turn from './turn.machine.ts';

/** One version of one machine; `onDemand`: born when the first event for its address comes. */
export interface RegisteredMachine {
  name: string;
  version: number;
  machine: AnyStateMachine;
  onDemand?: boolean;
  migrate?: (snapshot: unknown) => unknown;
}

/** The list. */
export const machines: readonly RegisteredMachine[] = [
  { name: 'channel', version: channel.version, machine: channel.channelMachine, onDemand: true },
  { name: 'conversation', version: conversation.version, machine: conversation.conversationMachine, onDemand: true },
  { name: 'delivery', version: delivery.version, machine: delivery.deliveryMachine },
  { name: 'provider', version: provider.version, machine: provider.providerMachine, onDemand: true },
  { name: 'run', version: run.version, machine: run.runMachine },
  { name: 'turn', version: turn.version, machine: turn.turnMachine },
];
