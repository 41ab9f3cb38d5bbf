// What Word puts on the clipboard, turned into the few tags that a document keeps: headings stay headings, and Word's
// paragraphs that only look like lists (mso-list, a marker in a span to be ignored) become lists.

const LEVEL = /mso-list:\s*\S+\s+level(\d+)/i;
const NUMBERED = /^\(?(\d+|[a-zæøå]|[ivxlc]+)[.):]$/i;
const TYPED_MARKER = /^\s*([·•§▪◦Ø–-]|\(?(?:\d+|[a-z])[.)])[\s\u00a0]+/i;
const HEADING = /^H[1-6]$/;
const KEPT = { a: ["href"], ol: ["start"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"] };

// Styles are only read, never applied: under another name they do not meet the page's Content-Security-Policy.
const quieten = (html) => html
  .replace(/<style[\s\S]*?<\/style>/gi, "")
  .replace(/<!\[(?:if|endif)[^\]]*\]>/gi, "")
  .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));

// What comes from this editor itself is left as it is.
export const fromClipboard = (html) => (html.includes("data-pm-slice") ? html : cleaned(html));

const cleaned = (html) => {
  const page = new DOMParser().parseFromString(quieten(html), "text/html");
  page.querySelectorAll("style, script, meta, link, title, xml, img").forEach((node) => node.remove());
  dropComments(page.body);
  page.body.querySelectorAll("*").forEach((node) => node.tagName.includes(":") && node.replaceWith(...(isBlank(node) ? [] : node.childNodes)));
  page.body.querySelectorAll("b, i, strong, em, span").forEach(emphasise);
  const highest = page.body.querySelector("h1, h2") ? 2 : 3;
  page.body.querySelectorAll("p, h1, h2, h3, h4, h5, h6").forEach((node) => headline(node, highest));
  [page.body, ...page.body.querySelectorAll("div, td, th")].forEach(gatherLists);
  page.body.querySelectorAll("*").forEach(strip);
  return page.body.innerHTML;
};

const isBlank = (node) => !node.textContent.replaceAll("\u00a0", " ").trim();

const dropComments = (root) => {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  comments.forEach((comment) => comment.remove());
};

const styleOf = (node) => node.dataset.style ?? "";

const rename = (node, tag) => {
  const renamed = node.ownerDocument.createElement(tag);
  renamed.append(...node.childNodes);
  node.replaceWith(renamed);
  return renamed;
};

// Word says bold and italic by style as often as by tag, and "not bold" by a tag with a style.
const emphasise = (node) => {
  const style = styleOf(node);
  if (/mso-list:\s*ignore/i.test(style)) return;
  const bold = /(?:^|;)\s*font-weight:\s*(bold|[6-9]00)/i.test(style);
  const italic = /(?:^|;)\s*font-style:\s*italic/i.test(style);
  if (node.tagName === "SPAN" && (bold || italic)) rename(node, bold ? "strong" : "em");
  if (/^(B|STRONG)$/.test(node.tagName) && /(?:^|;)\s*font-weight:\s*(normal|400)/i.test(style)) node.replaceWith(...node.childNodes);
};

// Two levels are kept: what stands highest in what was pasted, and all below it.
const headline = (node, highest) => {
  const outline = /mso-outline-level:\s*(\d)/i.exec(styleOf(node));
  if (/\bMsoTitle\b/.test(node.className)) rename(node, "h3");
  else if (/\bMsoSubtitle\b/.test(node.className)) rename(node, "h4");
  else if (HEADING.test(node.tagName)) rename(node, Number(node.tagName[1]) <= highest ? "h3" : "h4");
  else if (outline && !LEVEL.test(styleOf(node))) rename(node, Number(outline[1]) <= highest ? "h3" : "h4");
};

// The marker of a paragraph that is a list item in disguise, and how deep it stands; nothing for other paragraphs.
const listItem = (node) => {
  if (node.tagName !== "P") return null;
  const level = LEVEL.exec(styleOf(node));
  const ignored = [...node.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(styleOf(span)));
  if (ignored) {
    const marker = ignored.textContent.replace(/[\s\u00a0]+/g, "");
    ignored.remove();
    return { depth: Number(level?.[1] ?? 1), marker };
  }
  if (!level && !/\bMsoListParagraph/.test(node.className)) return null;
  const typed = TYPED_MARKER.exec(node.textContent);
  if (!typed) return level ? { depth: Number(level[1]), marker: "·" } : null;
  cutStart(node, typed[0].length);
  return { depth: Number(level?.[1] ?? 1), marker: typed[1] };
};

const cutStart = (node, count) => {
  const walker = node.ownerDocument.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  let left = count;
  while (left > 0 && walker.nextNode()) {
    const text = walker.currentNode;
    const cut = Math.min(left, text.data.length);
    text.data = text.data.slice(cut);
    left -= cut;
  }
};

const gatherLists = (parent) => {
  let open = [];
  for (const node of [...parent.children]) {
    const item = listItem(node);
    if (!item) {
      open = [];
      continue;
    }
    const numbered = NUMBERED.exec(item.marker);
    const tag = numbered ? "ol" : "ul";
    while (open.length && (open.at(-1).depth > item.depth || (open.at(-1).depth === item.depth && open.at(-1).tag !== tag))) open.pop();
    if (!open.length || open.at(-1).depth < item.depth) {
      const list = node.ownerDocument.createElement(tag);
      if (numbered && Number(numbered[1]) > 1) list.setAttribute("start", numbered[1]);
      if (open.length) open.at(-1).list.lastElementChild.append(list);
      else node.before(list);
      open.push({ depth: item.depth, tag, list });
    }
    const entry = node.ownerDocument.createElement("li");
    const paragraph = node.ownerDocument.createElement("p");
    paragraph.append(...node.childNodes);
    entry.append(paragraph);
    open.at(-1).list.append(entry);
    node.remove();
  }
};

const strip = (node) => {
  const kept = KEPT[node.tagName.toLowerCase()] ?? [];
  for (const { name } of [...node.attributes]) if (!kept.includes(name)) node.removeAttribute(name);
  if (node.tagName === "SPAN" || node.tagName === "FONT" || (node.tagName === "A" && !node.getAttribute("href"))) node.replaceWith(...node.childNodes);
};
