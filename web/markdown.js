/** A small, safe Markdown: paragraphs, lists, code, bold, italic, links and addresses. Builds nodes, never HTML, so no text can become code. */

const INLINE =
  /(`[^`\n]+`)|(\*\*[^*\n]+\*\*)|(\*[^*\n]+\*|\b_[^_\n]+_\b)|(\[[^\]\n]+\]\(https?:\/\/[^\s)]+\))|(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?*()[\]])/;

function element(name, ...children) {
  const node = document.createElement(name);
  node.append(...children);
  return node;
}

function inline(text) {
  const nodes = [];
  let rest = text;
  for (let match = INLINE.exec(rest); match; match = INLINE.exec(rest)) {
    nodes.push(rest.slice(0, match.index));
    const [whole, code, bold, italic, link, bare] = match;
    if (code) nodes.push(element('code', code.slice(1, -1)));
    else if (bold) nodes.push(element('strong', bold.slice(2, -2)));
    else if (italic) nodes.push(element('em', italic.slice(1, -1)));
    else {
      const [, words, address] = bare ? [bare, bare, bare] : /^\[(.*)\]\((.*)\)$/.exec(link);
      const anchor = element('a', words);
      Object.assign(anchor, { href: address, rel: 'noopener noreferrer', target: '_blank' });
      nodes.push(anchor);
    }
    rest = rest.slice(match.index + whole.length);
  }
  return [...nodes, rest].filter((n) => n !== '');
}

function lines(texts) {
  return texts.flatMap((text, i) => (i === 0 ? inline(text) : [document.createElement('br'), ...inline(text)]));
}

function block(text) {
  const rows = text.split('\n');
  if (rows.every((r) => /^\s*[-*] /.test(r)))
    return element('ul', ...rows.map((r) => element('li', ...inline(r.replace(/^\s*[-*] /, '')))));
  if (rows.every((r) => /^\s*\d+[.)] /.test(r)))
    return element('ol', ...rows.map((r) => element('li', ...inline(r.replace(/^\s*\d+[.)] /, '')))));
  const heading = /^#{1,6} (.*)$/.exec(rows[0]);
  if (heading && rows.length === 1) return element('p', element('strong', ...inline(heading[1])));
  return element('p', ...lines(rows));
}

/** @returns a fragment that shows the text */
export function render(text) {
  const fragment = document.createDocumentFragment();
  for (const [i, part] of text.split(/^```.*$/m).entries()) {
    if (i % 2 === 1) fragment.append(element('pre', element('code', part.replace(/^\n|\n$/g, ''))));
    else
      for (const paragraph of part.split(/\n{2,}/))
        if (paragraph.trim() !== '') fragment.append(block(paragraph.replace(/^\n+|\n+$/g, '')));
  }
  return fragment;
}
