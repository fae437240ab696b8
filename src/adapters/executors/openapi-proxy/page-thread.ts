/** The thread in which one page becomes Markdown: what a reader would not see is left out. */
import { parentPort, workerData } from 'node:worker_threads';
import TurndownService from 'turndown';
import type { PageJob, PageResult } from './page.ts';

/** What is used of an element; the types of browsers are not loaded here. */
interface PageElement {
  nodeName: string;
  childNodes: ArrayLike<PageElement>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
}

/** Never read: programs, looks, frames, forms' insides. */
const REMOVED =
  'script style noscript template iframe frame object embed applet svg canvas audio video map select datalist dialog meta link base'.split(
    ' ',
  );
const UNSEEN =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0+(?:%|;|$|\s|!)|font-size\s*:\s*0*\.?0+(?:[a-z%]*)(?:;|$|\s|!)|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$|!)|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{4,}|clip(?:-path)?\s*:\s*(?:rect|inset)\s*\()/i;

function isHidden(node: PageElement): boolean {
  if (node.hasAttribute('hidden') || node.getAttribute('aria-hidden') === 'true') return true;
  if (node.nodeName === 'INPUT' && node.getAttribute('type') === 'hidden') return true;
  return UNSEEN.test(node.getAttribute('style') ?? '');
}

/** The address of a link, whole; empty for what is none. */
function linkOf(href: string | null, base: string): string {
  if (href === null || !URL.canParse(href, base)) return '';
  const { protocol, href: whole } = new URL(href, base);
  return /^(?:https?|mailto):$/.test(protocol) ? whole : '';
}

function addTables(service: TurndownService): void {
  const clean = (content: string): string =>
    content
      .trim()
      .replaceAll(/\s*\n\s*/g, ' ')
      .replaceAll('|', '\\|');
  service.addRule('cell', { filter: ['th', 'td'], replacement: (content) => ` ${clean(content)} |` });
  service.addRule('row', {
    filter: 'tr',
    replacement: (content, node) => {
      const cells = Array.from((node as unknown as PageElement).childNodes).filter((c) => /^T[HD]$/.test(c.nodeName));
      const isHead = cells.length > 0 && cells.every(({ nodeName }) => nodeName === 'TH');
      return `\n|${content}${isHead ? `\n|${' --- |'.repeat(cells.length)}` : ''}`;
    },
  });
  service.addRule('section', { filter: ['thead', 'tbody', 'tfoot'], replacement: (content) => content });
  service.addRule('table', { filter: 'table', replacement: (content) => `\n\n${content.trim()}\n\n` });
}

function toMarkdown({ html, url }: PageJob): string {
  const service = new TurndownService({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    hr: '---',
  });
  let title = '';
  addTables(service);
  service.remove(REMOVED as never);
  service.addRule('title', {
    filter: 'title',
    replacement: (content) => {
      title ||= content.replaceAll(/\s+/g, ' ').trim();
      return '';
    },
  });
  service.addRule('picture', {
    filter: 'img',
    replacement: (_, node) =>
      (node as unknown as PageElement).getAttribute('alt')?.replaceAll(/\s+/g, ' ').trim() ?? '',
  });
  service.addRule('link', {
    filter: 'a',
    replacement: (content, node) => {
      const words = content.trim();
      const href = linkOf((node as unknown as PageElement).getAttribute('href'), url);
      return words === '' || href === '' || href.length > 2000 ? content : `[${words}](${href})`;
    },
  });
  service.addRule('unseen', { filter: (node) => isHidden(node as unknown as PageElement), replacement: () => '' });
  const body = service.turndown(html);
  const text = body
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return [title === '' ? '' : `# ${title}`, `<${url}>`, text].filter((part) => part !== '').join('\n\n');
}

function answer(): PageResult {
  try {
    return { markdown: toMarkdown(workerData as PageJob) };
  } catch (error) {
    return { error: String(error) };
  }
}

parentPort?.postMessage(answer());
