const SHEET = /<style[^>]*>([\s\S]*?)<\/style\s*>/gi;

/** Markup whose styles are set aside and whose handlers are none, and the sheets that were taken out. Texts stay as they are. */
export function disarm(html: string): { markup: string; sheets: readonly string[] } {
  const sheets = [...html.matchAll(SHEET)].map(([, text = '']) => text);
  return { sheets, markup: html.replace(SHEET, '').replace(/<[^>]*>/g, disarmTag) };
}

function disarmTag(tag: string): string {
  return tag
    .replace(/(\s)style\s*=/gi, '$1data-style=')
    .replace(/[\s"'/]on\w+\s*=/gi, (found) => `${/["']/.exec(found)?.[0] ?? ''} data-off=`);
}
