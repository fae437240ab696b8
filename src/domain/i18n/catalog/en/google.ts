/** English: connecting a Google account. */
import type { ClientFault, ConsentFault } from '../../../../contracts/ports/google.ts';

const NO_CLIENT: Readonly<Record<ClientFault, string>> = {
  unreadable:
    'I cannot read that as a client. Please send the whole content of the downloaded file, from the first { to the last }, or where it lies: file:/path/client.json',
  'no-file': 'I cannot open that file. Please send its whole path: file:/path/client.json',
  'no-client':
    'That is no OAuth client. In the console choose "Create client", type "Desktop app", and send me what you download there.',
  redirect:
    'That web client does not allow Google to send you back to this machine. Please make a client of type "Desktop app" and send me that one.',
};

const NO_CONSENT: Readonly<Record<ConsentFault, string>> = {
  'no-code':
    'That holds no code. Please send the whole address that your browser shows after you have agreed; it holds "code=".',
  other: 'That belongs to an older page. Please use the address that I sent last.',
  denied: "You said no on Google's page, so nothing is connected. /google begins again.",
  expired: 'Google does not take that code any more. Here comes a new address.',
  client: 'Google does not know this client, or not with this secret. Please download it again and send it to me.',
  incomplete: 'Google gave no lasting access. Please agree once more; here comes a new address.',
};

const ASK = [
  'To connect your Google account I need an OAuth client of your own; that takes about five minutes:',
  '1. Make a project: https://console.cloud.google.com/projectcreate',
  '2. Enable what I am to use (Gmail, Calendar, Drive, Docs, Sheets, People): https://console.cloud.google.com/apis/library',
  '3. Set up the consent screen ("External") and publish the app, else Google ends the access every seven days: https://console.cloud.google.com/auth/audience',
  '4. Create a client of type "Desktop app" and download its JSON: https://console.cloud.google.com/auth/clients',
  '5. Send me the content of that file, or where it lies: file:/path/client.json',
  'What you send is not kept in our conversation, and no AI model reads it. "cancel" or half an hour of silence ends this.',
].join('\n');

/** The texts, by key. */
export const google = {
  googleAskClient: () => ASK,
  googleClientKept: () => 'I still have your Google client. The address where you agree is coming.',
  googleReceived: () => 'I have it, and it is not kept in our conversation. One moment.',
  googleNoClient: (p: { fault: ClientFault }) => NO_CLIENT[p.fault],
  googleAskConsent: (p: { url: string }) =>
    [
      'Please open this address and agree:',
      p.url,
      'Google warns that it has not checked the app: it is your own, so choose "Advanced" and go on. If the browser is on my machine, that is all. On another device the last page will not open: copy its whole address and send it to me.',
    ].join('\n\n'),
  googleNoConsent: (p: { fault: ConsentFault }) => NO_CONSENT[p.fault],
  googleConnected: (p: { account: string }) => `Google: ${p.account} is connected. /google disconnect ends it.`,
  googleDisconnecting: () => 'I am ending the access.',
  googleDisconnected: (p: { confirmed: boolean }): string =>
    p.confirmed
      ? 'The Google account is disconnected: Google has ended the access, and everything I had is deleted.'
      : 'Everything I had of the Google account is deleted, but Google did not confirm that the access has ended. Please look yourself: https://myaccount.google.com/connections',
  googleNone: () => 'No Google account is connected. /google connects one.',
  googleCancelled: () => 'All right, no Google account is being connected.',
  googleNotAwaited: () =>
    'No Google account is being connected at the moment; I kept nothing of it. /google begins. If you sent something secret, please delete your message.',
  googleNotHere: () =>
    'I connect a Google account only for my owner, in their own chat with me, on the page or on Telegram.',
  googleTrouble: (p: { isAway: boolean }): string =>
    p.isAway
      ? 'Google cannot be reached at the moment. Please try /google again later.'
      : 'That did not work: Google gave an answer I cannot use. /google begins again.',
  googleEnded: (p: { trouble: string }) =>
    `Google has ended the access to ${p.trouble}. /google connects the account again.`,
  googlePage: (p: { isTaken: boolean }): string =>
    p.isTaken
      ? 'Omega has your answer. You can close this page and go back to the chat.'
      : 'This page is not what Omega is waiting for. Please use the address that was sent last.',
};
