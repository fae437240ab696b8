/** Carries out tools of the kind `openapi_proxy`: operations of pinned OpenAPI documents, and the reading of pages. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { ApprovalCard } from '../../../contracts/tools/policy.ts';
import type { ToolCall, ToolExecutor } from '../../../contracts/ports/tools/executor.ts';
import type { SecretValue } from '../../../contracts/secret.ts';
import type { ToolManifest } from '../../../contracts/tools/tool.ts';
import { documents } from './document.ts';
import type { Outgoing } from './exchange.ts';
import { fetched, fetchRequest } from './fetch.ts';
import { follow, WEB_LIMITS, type Arrival, type WebLimits } from './follow.ts';
import { isReading, operate } from './operate.ts';
import { requestOf } from './operation.ts';
import { hostPort, REAL, webUrl, type Reach } from './reach.ts';

/** What the executor is built from. */
export interface ProxyOptions {
  /** text of a document by its pin, `sha256:…` */
  document: (pin: string) => string | undefined;
  /** pin of the document of the tool `fetch`, which alone may go wherever its argument says */
  fetchPin: string;
  /** a secret that is made fresh takes a moment; @throws OmegaError secret.missing */
  secret: (reference: string) => SecretValue | Promise<SecretValue>;
  /** what Omega calls itself on the web, e.g. `Omega/1.0` */
  userAgent: string;
  /** tests look names up by themselves */
  net?: Partial<Pick<Reach, 'resolve' | 'zone'>>;
  limits?: Partial<WebLimits>;
}

type Proxied = Extract<ToolManifest['executor'], { kind: 'openapi_proxy' }>;
/** What a person sees before the call. */
type Preview = Pick<ApprovalCard, 'title' | 'facts' | 'body' | 'form'>;

/** The executor. It can say beforehand what a call will send; never its secret. */
export interface OpenApiProxy extends ToolExecutor {
  preview(call: ToolCall): Promise<Preview>;
}

function proxied({ manifest }: ToolCall): Proxied {
  if (manifest.executor.kind === 'openapi_proxy') return manifest.executor;
  throw new OmegaError('tool.unavailable', `${manifest.id} does not run here.`);
}

/** Builds the executor. */
export function openApiProxy(options: ProxyOptions): OpenApiProxy {
  const { fetchPin, secret, userAgent, net } = options;
  const limits = { ...WEB_LIMITS, ...options.limits };
  const operation = documents(options.document);
  const isFetch = (executor: Proxied): boolean => executor.document === fetchPin;
  const built = (call: ToolCall): Outgoing => {
    const executor = proxied(call);
    if (isFetch(executor)) return fetchRequest(call.args);
    const shape = operation(executor.document, executor.operationId);
    const outgoing = requestOf(shape, webUrl(executor.baseUrl), call.args);
    if (isReading(shape.method)) return outgoing;
    return { ...outgoing, headers: { ...outgoing.headers, 'idempotency-key': call.id } };
  };
  return {
    kind: 'openapi_proxy',
    async run(call, { signal }) {
      const executor = proxied(call);
      const wander = isFetch(executor);
      const usual = { 'user-agent': userAgent, 'accept-encoding': 'gzip, deflate, br' };
      const travel = (outgoing: Outgoing): Promise<Arrival> => {
        const way = { ...REAL, ...net, egress: call.place.egress };
        return follow(
          { ...outgoing, headers: { ...usual, ...outgoing.headers } },
          { reach: way, limits, signal, wander },
        );
      };
      if (wander) return fetched(await travel(built(call)), limits, signal);
      const { auth } = executor;
      const outgoing = built(call);
      const credential = auth && { in: auth.in, name: auth.name, value: (await secret(auth.secretRef)).reveal() };
      const { decode } = operation(executor.document, executor.operationId);
      return operate(outgoing, credential, { travel, limits, signal, decode });
    },
    async preview(call) {
      const { url, method, body } = built(call);
      const facts = [{ label: 'host', value: hostPort(url) }];
      return { title: `${method} ${url.href}`, facts, body: body ?? '', form: body === undefined ? 'text' : 'json' };
    },
  };
}
