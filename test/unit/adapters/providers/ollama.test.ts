/** Ollama: models differ in what they can do, and its SDK reads files that a picture names. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createOllama } from '../../../../src/adapters/providers/ollama/index.ts';
import { toMessages } from '../../../../src/adapters/providers/ollama/map.ts';
import { OllamaStub } from '../../../kit/ollama.ts';
import { ask, read, TIMES } from './rig.ts';

const tools = [{ name: 'one', description: 'one', inputSchema: { type: 'object' } }];
const images = [{ mediaType: 'image/png' as const, data: 'QUJD' }];

async function begin(capabilities: string[]) {
  const stub = await new OllamaStub({}).listen();
  stub.capabilities = capabilities;
  const provider = createOllama({ host: stub.url, model: '', ...TIMES });
  return { stub, provider, [Symbol.asyncDispose]: () => stub.close() };
}

test('a model without tools is refused with what to do, and from then on the provider says that it has none', async () => {
  await using at = await begin(['completion', 'vision']);
  expect(at.provider.abilities.tools).toBe(true);
  await expect(read(at.provider, ask('x', { tools }))).rejects.toMatchObject({
    code: 'provider.request_invalid',
    message: expect.stringMatching(/llama3.1:8b of ollama cannot use tools; choose one that can/),
  });
  expect(at.provider.abilities).toMatchObject({ tools: false, images: true });
  expect((await read(at.provider, ask('x'))).at(-1)).toMatchObject({ type: 'done' });
});

test('its probe learns what the model can do', async () => {
  await using at = await begin(['completion']);
  await at.provider.probe(new AbortController().signal);
  expect(at.provider.abilities).toEqual({ tools: false, images: false, schema: true, agent: false });
});

test('a model without eyes is refused with what to do', async () => {
  await using at = await begin(['completion', 'tools']);
  const messages = [{ role: 'user' as const, text: 'look', images }];
  await expect(read(at.provider, ask('', { messages }))).rejects.toThrow(/cannot look at pictures; choose one/);
});

test('an old server that does not say what its models can do is tried', async () => {
  await using at = await begin([]);
  at.stub.capabilities = ['tools'];
  expect((await read(at.provider, ask('x', { tools }))).at(-1)).toMatchObject({ type: 'done' });
});

test('a picture that is the name of a file is not read from disk', async () => {
  // The characters of a path are those of base64 too.
  const folder = mkdtempSync(join(tmpdir(), 'omegapicture'));
  const file = join(folder, 'secret');
  writeFileSync(file, 'secret words');
  await using at = await begin(['completion', 'vision']);
  const messages = [{ role: 'user' as const, text: 'look', images: [{ mediaType: 'image/png' as const, data: file }] }];
  await read(at.provider, ask('', { messages }));
  expect(JSON.stringify(at.stub.requests().at(-1)?.body)).not.toContain(Buffer.from('secret words').toString('base64'));
  rmSync(folder, { recursive: true });
});

test('results go back by the name of their tool', () => {
  const messages = toMessages(
    ask('', {
      messages: [{ role: 'user', text: '', results: [{ id: 'c', name: 'one', text: 'no', isError: true }] }],
    }),
  );
  expect(messages[1]).toEqual({ role: 'tool', tool_name: 'one', content: 'Error: no' });
});
