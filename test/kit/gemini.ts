// Gemini API stub: POST /v1/models/M:generateContent, :streamGenerateContent?alt=sse, :countTokens, :embedContent,
// :batchEmbedContents, GET /v1/models (and the same under /v1beta)
import type http from 'node:http';
import {
  StubServer,
  FrameWriter,
  bytesOf,
  chunks,
  fullText,
  header,
  isUnknown,
  tokens,
  vectorOf,
  withoutPrefill,
} from './core.ts';
import type { Ctx, LogEntry, Reply } from './core.ts';

const ST: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};
const txt = (c: any): string => (c?.parts ?? []).map((p: any) => p.text ?? '').join('');
const plain = (c: any): string => txt(c).replace(/<system-reminder>[\s\S]*?<\/system-reminder>\s*/g, '');
const blob = (p: any) => ({ mediaType: p.inlineData.mimeType, bytes: bytesOf(p.inlineData.data) });
const imagesIn = (c: any) =>
  (c?.parts ?? []).flatMap((p: any) =>
    p.inlineData ? [blob(p)] : (p.functionResponse?.parts ?? []).flatMap((q: any) => (q.inlineData ? [blob(q)] : [])),
  );

/** What the real service refuses in the contents of a request; undefined when they are sound. */
function wrongIn(contents: any[]): string | undefined {
  for (let i = 0; i < contents.length; i++) {
    const parts: any[] = contents[i].parts ?? [];
    if (parts.length === 0) return `contents[${i}].parts must not be empty.`;
    const calls = parts.filter((p) => p.functionCall);
    const answers = (contents[i + 1]?.parts ?? []).filter((p: any) => p.functionResponse);
    if (calls.length && calls.length !== answers.length)
      return 'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.';
    if (calls.length && !calls[0].thoughtSignature)
      return `Function call is missing a thought_signature in functionCall parts. Function call \`${calls[0].functionCall.name}\`, position ${i + 1}.`;
  }
  return undefined;
}

export class GeminiStub extends StubServer {
  name = 'gemini';
  error(status: number, message = `stub ${status}`, retryAfter: number | string = 1) {
    const delay = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfter}s` };
    return {
      error: {
        code: status,
        message,
        status: ST[status] ?? 'UNKNOWN',
        ...(status === 429 ? { details: [delay] } : {}),
      },
    };
  }
  async handle(path: string, body: any, req: http.IncomingMessage, res: http.ServerResponse, e: LogEntry) {
    const u = new URL(path, 'http://x'),
      m = u.pathname.match(/^\/v1(?:beta|alpha)?\/models(?:\/([^:]+))?(?::(\w+))?$/);
    const fin = (o: unknown, status = 200) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(o));
    };
    const key = header(req, 'x-goog-api-key') ?? u.searchParams.get('key');
    if (this.opts.requireKey && key !== this.opts.requireKey)
      return fin(this.error(400, 'API key not valid. Please pass a valid API key.'), 400);
    if (!m) return this.notFound(res, this.error(404, path));
    const [, model, verb] = m;
    if (!verb)
      return fin({
        models: [
          {
            name: 'models/gemini-stub',
            displayName: 'Stub',
            inputTokenLimit: 1000000,
            outputTokenLimit: 8192,
            supportedGenerationMethods: ['generateContent', 'countTokens'],
          },
        ],
      });
    if (isUnknown(model)) return fin(this.error(404, `models/${model} is not found for API version v1`), 404);
    if (verb === 'countTokens') return fin({ totalTokens: tokens(body.contents) });
    if (verb === 'embedContent') return fin({ embedding: { values: vectorOf(txt(body.content)) } });
    if (verb === 'batchEmbedContents')
      return fin({ embeddings: body.requests.map((r: any) => ({ values: vectorOf(txt(r.content)) })) });
    const wrong = wrongIn(body.contents ?? []);
    if (wrong) return fin(this.error(400, wrong), 400);
    return this.generate(model!, verb === 'streamGenerateContent', { body, path: u.pathname, req, res, e });
  }
  async generate(
    model: string,
    stream: boolean,
    r: { body: any; path: string; req: http.IncomingMessage; res: http.ServerResponse; e: LogEntry },
  ) {
    const { body, res } = r;
    const cs = withoutPrefill(body.contents ?? []),
      last = cs.at(-1);
    const fr = (last?.parts ?? []).filter((p: any) => p.functionResponse);
    const c: Ctx = {
      lastUser:
        cs
          .filter((x: any) => x.role !== 'model')
          .map(plain)
          .filter(Boolean)
          .at(-1) ?? '',
      lastToolResult: fr.length
        ? fr.map((p: any) => JSON.stringify(p.functionResponse.response)).join('\n')
        : undefined,
      system: txt(body.systemInstruction),
      model,
      stream,
      tools: (body.tools ?? []).flatMap((t: any) => (t.functionDeclarations ?? []).map((d: any) => d.name)),
      ...(body.generationConfig?.responseJsonSchema ? { schema: body.generationConfig.responseJsonSchema } : {}),
      images: imagesIn(last),
      turns: cs.length,
      body,
      headers: r.req.headers,
      path: r.path,
      n: 0,
    };
    const rep = await this.decide(c, r.e);
    const after = rep.fault?.kind === 'status' ? rep.fault.retryAfter : undefined;
    if (await this.early(rep, res, (s) => this.error(s, undefined, after))) return;
    return this.answer(model, stream, rep, { res, contents: cs });
  }
  async answer(model: string, stream: boolean, rep: Reply, to: { res: http.ServerResponse; contents: any }) {
    const { res } = to;
    // of parallel calls only the first one is signed
    const calls = (rep.toolCalls ?? []).map((t, i) => ({
      functionCall: { id: t.id ?? this.id('fc'), name: t.name, args: t.args ?? {} },
      ...(i === 0 ? { thoughtSignature: 'c3R1Yi1zaWduYXR1cmU=' } : {}),
    }));
    const cached = rep.usage?.cacheRead ?? 0;
    const pi = rep.usage?.input === undefined ? tokens(to.contents) : rep.usage.input + cached;
    const co = rep.usage?.output ?? tokens(fullText(rep) + JSON.stringify(rep.toolCalls ?? ''));
    const tail = {
      usageMetadata: {
        promptTokenCount: pi,
        candidatesTokenCount: co,
        totalTokenCount: pi + co,
        ...(cached ? { cachedContentTokenCount: cached } : {}),
        ...(rep.usage?.reasoning ? { thoughtsTokenCount: rep.usage.reasoning } : {}),
      },
      modelVersion: model,
      responseId: this.id('resp'),
    };
    const cand = (parts: any[], finishReason?: string) => ({
      candidates: [{ content: { role: 'model', parts }, index: 0, ...(finishReason ? { finishReason } : {}) }],
    });
    const end = rep.stop ?? 'STOP';
    const th = rep.thinking ? [{ text: rep.thinking, thought: true }] : [];
    if (!stream)
      return this.json(rep, res, {
        ...cand([...th, ...(rep.text === undefined ? [] : [{ text: fullText(rep) }]), ...calls], end),
        ...tail,
      });
    this.sse(res);
    const w = new FrameWriter(res, rep, 'data: {"candidates":[{"content":{"parts":[{"te\r\n\r\n');
    const ev = (o: any) =>
      w.send(
        `data: ${JSON.stringify({ ...o, ...tail })}\r\n\r\n`,
        (f) => `data: ${JSON.stringify(this.error(503, f.message ?? 'The model is overloaded.'))}\r\n\r\n`,
      );
    if (th.length) await ev(cand(th));
    for (const t of chunks(rep)) await ev(cand([{ text: t }]));
    if (calls.length) await ev(cand(calls));
    await ev(cand([{ text: '' }], end));
    res.end();
  }
}
