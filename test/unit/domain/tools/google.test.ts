/** Tools for Google: pinned, bound to Google's hosts, and each asked for as what it is. */
import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openApiProxy } from '../../../../src/adapters/executors/openapi-proxy/index.ts';
import type { JsonObject } from '../../../../src/contracts/json.ts';
import type { ToolCall } from '../../../../src/contracts/ports/tools/executor.ts';
import { SecretValue } from '../../../../src/contracts/secret.ts';
import { GOOGLE_DOCUMENT, GOOGLE_PIN, GOOGLE_TOOLS } from '../../../../src/domain/tools/google.ts';

const proxy = openApiProxy({
  document: (pin) => (pin === GOOGLE_PIN ? GOOGLE_DOCUMENT : undefined),
  fetchPin: '',
  secret: () => new SecretValue('ya29.secret', 'test'),
  userAgent: 'Omega/0',
});
const preview = (name: string, args: JsonObject) =>
  proxy.preview({
    id: 'c1',
    manifest: GOOGLE_TOOLS.find(({ id }) => id === `omega/${name}`),
    args,
  } as unknown as ToolCall);

test('the document is the pinned one', () => {
  expect(`sha256:${hash('sha256', GOOGLE_DOCUMENT)}`).toBe(GOOGLE_PIN);
});

test('every tool reaches one host of Google and nothing else; what changes something is asked for each time', () => {
  for (const { id, policy, executor, replay } of GOOGLE_TOOLS) {
    const { baseUrl } = executor as { baseUrl: string };
    expect([id, policy.effects.egress]).toEqual([id, [`${new URL(baseUrl).host}:443`]]);
    expect(new URL(baseUrl).host).toMatch(/\.googleapis\.com$/);
    const changes = !policy.scopes.every((scope) => scope.endsWith(':read'));
    expect([id, policy.minApproval, policy.effects.externalWrites]).toEqual([
      id,
      changes ? 'ask_each' : 'ask_once',
      changes,
    ]);
    expect([id, replay?.repeat === 'pure']).toEqual([id, !changes]);
  }
});

test.each([
  [
    'google_mail_search',
    { q: 'is:unread', maxResults: 5 },
    'GET https://gmail.googleapis.com/gmail/v1/users/me/messages?q=is%3Aunread&maxResults=5',
  ],
  ['google_mail_read', { id: '18f/..' }, 'GET https://gmail.googleapis.com/gmail/v1/users/me/messages/18f%2F..'],
  [
    'google_calendar_list',
    { calendarId: 'primary', singleEvents: true },
    'GET https://www.googleapis.com/calendar/v3/calendars/primary/events?singleEvents=true',
  ],
  [
    'google_drive_read',
    { fileId: 'f', mimeType: 'text/plain' },
    'GET https://www.googleapis.com/drive/v3/files/f/export?mimeType=text%2Fplain',
  ],
  [
    'google_sheet_read',
    { spreadsheetId: 's', range: 'Sheet1!A1:B2' },
    'GET https://sheets.googleapis.com/v4/spreadsheets/s/values/Sheet1!A1%3AB2',
  ],
  [
    'google_contacts_search',
    { query: 'Ada', readMask: 'names,emailAddresses,phoneNumbers' },
    'GET https://people.googleapis.com/v1/people:searchContacts?query=Ada&readMask=names%2CemailAddresses%2CphoneNumbers',
  ],
])('%s asks for the right thing', async (name, args, title) => {
  expect((await preview(name, args)).title).toBe(title);
});

test('a mail is shown as it will be sent, and so is an event', async () => {
  const mail = 'To: ada@example.com\r\nSubject: Hi\r\n\r\nHello.';
  expect(await preview('google_mail_send', { uploadType: 'media', body: mail })).toMatchObject({
    title: 'POST https://gmail.googleapis.com/upload/gmail/v1/users/me/messages/send?uploadType=media',
    body: mail,
  });
  const event = await preview('google_calendar_add', { calendarId: 'primary', body: { summary: 'Tea' } });
  expect(event.body).toBe('{"summary":"Tea"}');
});

test('a mail without its text is not sent', async () => {
  await expect(preview('google_mail_send', { uploadType: 'media' })).rejects.toMatchObject({
    code: 'tool.arguments_invalid',
  });
});
