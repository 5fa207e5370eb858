import { type Letter, linkPlace, type Said } from './letter.ts';

/** What a tenant's brand sets in a mail. Colours are `#rrggbb`; `logo` is where the picture is: `cid:` and a name, or a `data:` address. */
export type Look = { color: string; onColor: string; radius_px: number; logo: string | null };

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/**
 * The mail as a page: one column that mail programs of any age show, in tables and styles of their own, readable in light and dark. All that the
 * letter says is escaped.
 */
export function letterHtml(letter: Letter, look: Look): string {
  const { color, onColor, radius_px } = look;
  const button =
    letter.button === null
      ? ''
      : `<tr><td style="padding:8px 32px 24px"><a href="${linkPlace}" style="${font};display:inline-block;padding:14px 24px;border-radius:${radius_px}px;background:${color};color:${onColor};font-size:16px;line-height:20px;font-weight:600;text-decoration:none">${escaped(letter.button)}</a></td></tr>`;
  const facts = letter.facts.map(
    ({ label, value }) =>
      `<tr><td valign="top" style="${font};padding:8px 16px 8px 0;font-size:14px;line-height:20px;color:#5b6472">${escaped(label)}</td><td align="right" valign="top" style="${font};padding:8px 0;font-size:14px;line-height:20px;font-weight:600;color:#14181f">${escaped(value)}</td></tr>`,
  );
  const table =
    facts.length === 0
      ? ''
      : `<tr><td style="padding:0 32px 16px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-top:1px solid #e3e6eb;border-bottom:1px solid #e3e6eb">${facts.join('')}</table></td></tr>`;
  const paragraph = (said: Said[]) =>
    `<p style="${font};margin:0 0 12px;font-size:16px;line-height:24px;color:#14181f">${said.map(marked).join('')}</p>`;
  const aside = letter.aside.map(
    (said) =>
      `<p style="${font};margin:0 0 8px;font-size:13px;line-height:20px;color:#5b6472">${said.map(marked).join('')}</p>`,
  );
  return `<!doctype html>
<html lang="${letter.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><title>${escaped(letter.subject)}</title></head>
<body style="margin:0;padding:0;background:#f3f4f6">
<div style="display:none;max-height:0;overflow:hidden">${escaped(letter.preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f6"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:${Math.min(radius_px + 4, 16)}px;overflow:hidden">
<tr><td style="height:6px;background:${color};font-size:0;line-height:0">&nbsp;</td></tr>
<tr><td style="padding:24px 32px 8px">${heading(letter, look)}</td></tr>
<tr><td style="padding:8px 32px 8px">${letter.paragraphs.map(paragraph).join('')}</td></tr>
${table}${button}
<tr><td style="padding:0 32px 28px">${aside.join('')}</td></tr>
</table>
</td></tr></table>
</body></html>`;
}

function marked(said: Said): string {
  switch (said.kind) {
    case 'text':
      return escaped(said.text).replaceAll('\n', '<br>');
    case 'strong':
      return `<strong>${said.of.map(marked).join('')}</strong>`;
    case 'link':
      return `<a href="${linkPlace}" style="color:inherit">${said.words.map(marked).join('')}</a>`;
  }
}

function heading({ sender }: Letter, { logo }: Look): string {
  const name = `<span style="${font};font-size:18px;font-weight:700;color:#14181f">${escaped(sender)}</span>`;
  return logo === null
    ? name
    : `<img src="${escaped(logo)}" alt="${escaped(sender)}" height="36" style="display:block;height:36px;width:auto;border:0">`;
}
