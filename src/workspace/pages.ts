/** The files of the page: few, small, read once. */
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Hono, type Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** Addresses of pages. */
const PAGES: Readonly<Record<string, string>> = { '/': 'index.html', '/inspect': 'inspect.html' };

/**
 * Serves the files of one folder by their names; nothing else of the disk can be asked for.
 *
 * @param isIn whether a request comes from a logged-in browser; others see the page that says how to log in
 */
export function pages(webRoot: string, isIn: (c: Context) => boolean): Hono {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(webRoot))
    if (extname(name) in TYPES) files.set(name, readFileSync(join(webRoot, name)));
  const app = new Hono();
  app.get('/*', (c) => {
    const page = PAGES[c.req.path];
    const name = page === undefined ? c.req.path.slice(1) : isIn(c) ? page : 'login.html';
    const file = files.get(name);
    if (!file) return c.notFound();
    c.header('cache-control', 'no-cache');
    return c.body(new Uint8Array(file), 200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' });
  });
  return app;
}
