/** Where the browser comes back to: one page on this machine, open as long as a sign-in waits. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OmegaError } from '../../../../contracts/errors.ts';

/** Path of the page. */
const PATH = '/callback';

/** The page. */
export interface Landing {
  /** its address, to be given to the authorisation server */
  url: string;
  /** the whole address of the first visit that is meant for this sign-in; pending when there is none */
  landed: Promise<string>;
  close(): Promise<void>;
}

const words = (text: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Omega</title><p style="font:1.2em sans-serif;margin:3em">${text}</p>`;

/**
 * Opens the page.
 *
 * @param state what a visit has to bring along; others are turned away, whoever sent them
 * @param port  0 = any that is free
 * @throws      OmegaError server.port_taken
 */
export async function openLanding(state: string, port: number): Promise<Landing> {
  const { promise: landed, resolve } = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    const visit = new URL(request.url ?? '/', 'http://127.0.0.1');
    const isMeant = visit.pathname === PATH && visit.searchParams.get('state') === state;
    response.writeHead(isMeant ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      connection: 'close',
    });
    response.end(words(isMeant ? 'Omega has the answer. This page can be closed.' : 'There is nothing here.'));
    if (isMeant) resolve(`${url}${visit.search}`);
  });
  await new Promise<void>((ready, failed) => {
    server.once('error', (cause) =>
      failed(new OmegaError('server.port_taken', `Port ${port} for the sign-in is in use.`, { cause })),
    );
    server.listen(port, '127.0.0.1', ready);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`;
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { url, landed, close };
}
