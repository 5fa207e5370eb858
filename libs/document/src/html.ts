import { documentCss } from './documentCss.ts';
import { cssString, escapeHtml } from './escape.ts';
import { layOut } from './layOut.ts';
import type { Brand, DocumentModel } from './model.ts';
import { darkRuns } from './qrCode.ts';
import type { Block, Fact, QrCode, Sheet, Table } from './sheet.ts';

/** The document as a fragment that brings its own styles. Nothing in it runs, loads or links, whatever the model's texts hold. */
export function renderHtml(model: DocumentModel): string {
  return article(layOut(model), `<style>${documentCss(model.brand)}</style>`);
}

/** As `renderHtml`, without the styles: for a page that puts in `documentCss` itself, as one must that forbids styles within. */
export function renderArticle(model: DocumentModel): string {
  return article(layOut(model), '');
}

/** The document as a whole page, which also prints, with a foot on each sheet. */
export function renderPage(model: DocumentModel): string {
  const sheet = layOut(model);
  return `<!doctype html>
<html lang="${sheet.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(sheet.title)}</title>
<style>
body{margin:0;background:#fff}
${documentCss(model.brand)}
${paged(sheet)}
</style>
</head>
<body>
${article(sheet, '')}
</body>
</html>
`;
}

function paged({ paper, foot }: Sheet): string {
  const numbers = foot.pages.split(/(\{pages?\})/).map((part) => {
    if (part === '{page}') return 'counter(page)';
    return part === '{pages}' ? 'counter(pages)' : cssString(part);
  });
  const look = 'font:8pt "Noto Sans",system-ui,sans-serif;color:#5b6472';
  // The band lies at the upper edge of the first sheet, as in the PDF.
  return `@page:first{margin-top:0}
@page{size:${paper === 'A4' ? 'A4' : 'letter'};margin:10mm 16mm 18mm;
@bottom-left{content:${cssString(foot.text)};${look}}
@bottom-right{content:${numbers.join(' ')};${look}}}`;
}

function article(sheet: Sheet, style: string): string {
  const { heading, issuer, brand } = sheet;
  return `<article class="purser-document" lang="${sheet.language}">${style}<div class="pd-band"></div><div class="pd-body">
<header class="pd-head">${letterhead(issuer, brand)}<div class="pd-heading"><h1 class="pd-word">${escapeHtml(heading.word)}</h1><p class="pd-number">${escapeHtml(heading.number)}</p></div></header>
${sheet.blocks.map(blockHtml).join('\n')}
</div></article>`;
}

/** As an image a logo cannot run or load anything, not even one that is SVG. */
function letterhead(issuer: string, { logo }: Brand): string {
  const isImage =
    logo && ['image/png', 'image/svg+xml'].includes(logo.type) && /^[A-Za-z0-9+/]+={0,2}$/.test(logo.base64);
  if (!isImage) return `<p class="pd-wordmark">${escapeHtml(issuer)}</p>`;
  return `<img class="pd-logo" alt="${escapeHtml(issuer)}" src="data:${logo.type};base64,${logo.base64}">`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'parties':
      return `<section class="pd-parties">${block.parties
        .map(
          ({ label, name, lines }) =>
            `<div class="pd-party"><h2 class="pd-label">${escapeHtml(label)}</h2><p class="pd-name">${escapeHtml(name)}</p>${lines
              .map((line) => `<p>${escapeHtml(line)}</p>`)
              .join('')}</div>`,
        )
        .join('')}</section>`;
    case 'amount':
      return `<section class="pd-amount"><div><h2 class="pd-label">${escapeHtml(block.label)}</h2><p class="pd-figure">${escapeHtml(block.figure)}</p><p>${escapeHtml(block.remark)}</p></div><div>${factsTable(block.facts)}</div></section>`;
    case 'table':
      return table(block);
    case 'sums':
      return sums(block);
    case 'facts':
      return `<section class="pd-block pd-panel">${title(block.title)}${factsTable(block.facts)}</section>`;
    case 'text':
      return `<section class="pd-block">${title(block.title)}<p class="pd-text">${escapeHtml(block.text)}</p></section>`;
    case 'payment':
      return payment(block);
  }
}

function sums({ title: heading, sums: given, beside }: Extract<Block, { kind: 'sums' }>): string {
  const rows = given.map((sum) => `<tr${sum.strong ? ' class="pd-strong"' : ''}>${pair(sum)}</tr>`);
  const own = `${title(heading)}<table class="pd-sums"><tbody>${rows.join('')}</tbody></table>`;
  return beside
    ? `<div class="pd-block pd-beside"><section>${own}</section>${table(beside)}</div>`
    : `<section class="pd-block">${own}</section>`;
}

function payment({ title: heading, remark, url, code, bank }: Extract<Block, { kind: 'payment' }>): string {
  const online = `${title(heading)}<p>${escapeHtml(remark)}</p><p class="pd-url">${escapeHtml(url)}</p>`;
  if (!bank) return `<section class="pd-block pd-payment"><div>${online}</div>${codeSvg(code)}</section>`;
  const half = Math.ceil(bank.facts.length / 2);
  // On paper the second half stands beside the first.
  const facts = bank.facts.map(({ label, value }, at) => {
    const place = at < half ? '' : ' class="pd-second"';
    return `<dt${place}>${escapeHtml(label)}</dt><dd${place}>${escapeHtml(value)}</dd>`;
  });
  return `<section class="pd-block pd-panel pd-payment"><div>${title(bank.title)}<dl class="pd-bank">${facts.join('')}</dl>${online}</div>${codeSvg(code)}</section>`;
}

function table({ name, title: heading, columns, rows, remarks }: Table): string {
  const widths = columns.map(({ share }) => `<col style="width:${(share * 100).toFixed(1)}%">`).join('');
  const figures = (at: number) => (columns[at]?.isFigure ? ' class="pd-figures"' : '');
  const head = columns.map(({ label }, at) => `<th scope="col"${figures(at)}>${escapeHtml(label)}</th>`).join('');
  const body = rows.map(({ cells, remark }) => {
    const small = remark === '' ? '' : `<div class="pd-remark">${escapeHtml(remark)}</div>`;
    const shown = cells.map((cell, at) => {
      const label = at === 0 ? '' : ` data-label="${escapeHtml(columns[at]?.label ?? '')}"`;
      return `<td${figures(at)}${label}>${escapeHtml(cell)}${at === 0 ? small : ''}</td>`;
    });
    return `<tr>${shown.join('')}</tr>`;
  });
  return `<section class="pd-block pd-${name}">${title(heading)}<table class="pd-table"><colgroup>${widths}</colgroup><thead><tr>${head}</tr></thead><tbody>
${body.join('\n')}
</tbody></table>${remarks.map((remark) => `<p class="pd-remark">${escapeHtml(remark)}</p>`).join('')}</section>`;
}

/** Drawn, and not an image: it needs no address, and is as sharp as the paper. What it says stands beside it as text. */
function codeSvg(code: QrCode): string {
  const side = code.length + 8;
  const dark = darkRuns(code).map(({ x, y, width }) => `M${x + 4} ${y + 4}h${width}v1h-${width}z`);
  return `<svg class="pd-code" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" aria-hidden="true"><path d="${dark.join('')}"/></svg>`;
}

function factsTable(facts: readonly Fact[]): string {
  return `<table class="pd-facts"><tbody>${facts.map((fact) => `<tr>${pair(fact)}</tr>`).join('')}</tbody></table>`;
}

function pair({ label, value }: Fact): string {
  return `<th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td>`;
}

function title(text: string): string {
  return text === '' ? '' : `<h2 class="pd-title">${escapeHtml(text)}</h2>`;
}
