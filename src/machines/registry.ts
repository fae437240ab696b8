/** Every machine in every version that rows may still have. Adding a machine is one file and one line here. */
import type { AnyStateMachine } from 'xstate';
import * as session from './chat/session.machine.ts';
import * as aside from './chat/aside.machine.ts';
import * as approval from './tools/approval.machine.ts';
import * as build from './turn/build.machine.ts';
import * as call from './turn/call.machine.ts';
import * as channel from './world/channel.machine.ts';
import * as conversation from './chat/conversation.machine.ts';
import * as delivery from './chat/delivery.machine.ts';
import * as digest from './time/digest.machine.ts';
import * as google from './world/google.machine.ts';
import * as heartbeat from './time/heartbeat.machine.ts';
import * as indexer from './time/indexer.machine.ts';
import * as mcpServer from './world/mcp-server.machine.ts';
import * as plan from './turn/plan.machine.ts';
import * as provider from './world/provider.machine.ts';
import * as run from './chat/run.machine.ts';
import * as scheduler from './time/scheduler.machine.ts';
import * as task from './time/task.machine.ts';
import * as toolCall from './tools/tool-call.machine.ts';
import * as turn from './turn/turn.machine.ts';

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
  { name: 'approval', version: approval.version, machine: approval.approvalMachine, onDemand: true },
  { name: 'aside', version: aside.version, machine: aside.asideMachine, onDemand: true },
  { name: 'build', version: build.version, machine: build.buildMachine },
  { name: 'call', version: call.version, machine: call.callMachine, migrate: call.migrate },
  { name: 'channel', version: channel.version, machine: channel.channelMachine, onDemand: true },
  { name: 'conversation', version: conversation.version, machine: conversation.conversationMachine, onDemand: true },
  { name: 'delivery', version: delivery.version, machine: delivery.deliveryMachine },
  { name: 'digest', version: digest.version, machine: digest.digestMachine, onDemand: true },
  { name: 'google', version: google.version, machine: google.googleMachine, onDemand: true },
  { name: 'heartbeat', version: heartbeat.version, machine: heartbeat.heartbeatMachine, onDemand: true },
  { name: 'indexer', version: indexer.version, machine: indexer.indexerMachine, onDemand: true },
  {
    name: 'mcpServer',
    version: mcpServer.version,
    machine: mcpServer.mcpServerMachine,
    onDemand: true,
    migrate: mcpServer.migrate,
  },
  { name: 'plan', version: plan.version, machine: plan.planMachine },
  { name: 'provider', version: provider.version, machine: provider.providerMachine, onDemand: true },
  { name: 'run', version: run.version, machine: run.runMachine, migrate: run.migrate },
  { name: 'scheduler', version: scheduler.version, machine: scheduler.schedulerMachine, onDemand: true },
  { name: 'session', version: session.version, machine: session.sessionMachine, onDemand: true },
  { name: 'task', version: task.version, machine: task.taskMachine, onDemand: true },
  { name: 'toolCall', version: toolCall.version, machine: toolCall.toolCallMachine },
  { name: 'turn', version: turn.version, machine: turn.turnMachine },
];
