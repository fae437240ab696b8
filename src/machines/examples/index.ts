/** The examples of every machine. A new machine is one file and one line here. */
import { channel } from './channel.ts';
import { conversation } from './conversation.ts';
import { delivery } from './delivery.ts';
import type { Examples } from './example.ts';
import { provider } from './provider.ts';
import { run } from './run.ts';
import { turn } from './turn.ts';

/** The list. */
export const examples: readonly Examples[] = [channel, conversation, delivery, provider, run, turn];
