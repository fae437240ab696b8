/** The examples of every machine. A new machine is one file and one line here. */
import { aside } from './chat/aside.ts';
import { session } from './chat/session.ts';
import { approval } from './tools/approval.ts';
import { build } from './turn/build.ts';
import { call } from './turn/call.ts';
import { channel } from './world/channel.ts';
import { conversation } from './chat/conversation.ts';
import { delivery } from './chat/delivery.ts';
import type { Examples } from './example.ts';
import { digest } from './time/digest.ts';
import { google } from './world/google.ts';
import { heartbeat } from './time/heartbeat.ts';
import { indexer } from './time/indexer.ts';
import { mcpServer } from './world/mcp-server.ts';
import { plan } from './turn/plan.ts';
import { provider } from './world/provider.ts';
import { run } from './chat/run.ts';
import { scheduler } from './time/scheduler.ts';
import { task } from './time/task.ts';
import { toolCall } from './tools/tool-call.ts';
import { turn } from './turn/turn.ts';

/** The list. */
export const examples: readonly Examples[] = [
  approval,
  aside,
  build,
  call,
  channel,
  conversation,
  delivery,
  digest,
  google,
  heartbeat,
  indexer,
  mcpServer,
  plan,
  provider,
  run,
  scheduler,
  session,
  task,
  toolCall,
  turn,
];
