/** /google/callback: where Google's consent page sends the browser back to. Needs no login: the secret state is the ticket. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { GoogleDoor } from '../../contracts/ports/google.ts';

/** Builds the route. */
export function googleCallback(door: GoogleDoor): Hono {
  const app = new Hono();
  app.get('/callback', async (c) => {
    const { taken, text } = await door.arrive(new URL(c.req.url).search);
    c.header('cache-control', 'no-store');
    const page = html`<!doctype html>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>Omega</title>
      <link rel="stylesheet" href="/style.css" />
      <main class="login">
        <h1>Omega</h1>
        <p>${text}</p>
      </main>`;
    return c.html(page, taken ? 200 : 400);
  });
  return app;
}
