import { disarm } from './disarm.ts';

/** A mail's markup without anything that runs, loads or is styled in place, and the sheets that were taken out. */
export type FrameSource = { html: string; sheets: readonly string[] };

const LOWEST_PX = 240;
const HIGHEST_PX = 4_000;

/**
 * What the frame shows. Styles and handlers are taken out before the browser reads the markup, since it would refuse them even in an inert document.
 * The sandbox and the policy stop scripts by themselves; they are taken out all the same.
 */
export function frameSource(html: string, parser: DOMParser = new DOMParser()): FrameSource {
  const { sheets, markup } = disarm(html);
  const parsed = parser.parseFromString(markup, 'text/html');
  const dropped = 'script, style, iframe, object, embed, link, meta, base, form';
  for (const element of parsed.querySelectorAll(dropped)) element.remove();
  for (const element of parsed.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (name.startsWith('on')) element.removeAttribute(name);
  }
  // Nobody follows a mail's links from here: what stands in them is a placeholder.
  for (const link of parsed.querySelectorAll('a[href], area[href]')) link.removeAttribute('href');
  return { html: `<!doctype html>${parsed.documentElement.outerHTML}`, sheets };
}

/** Gives the frame's page its styles back; returns how high it is, in pixels. */
export function paintFrame(frame: HTMLIFrameElement, { sheets }: FrameSource): number | undefined {
  const { contentDocument: page, contentWindow: world } = frame;
  if (!page?.body || !world) return undefined;
  for (const element of page.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset.style ?? '';
  }
  // A page takes only sheets that were made in its own world.
  const Sheet = Reflect.get(world, 'CSSStyleSheet');
  if (typeof Sheet === 'function') {
    page.adoptedStyleSheets = sheets.map((text) => {
      const sheet: CSSStyleSheet = Reflect.construct(Sheet, []);
      sheet.replaceSync(text);
      return sheet;
    });
  }
  return Math.min(HIGHEST_PX, Math.max(LOWEST_PX, page.documentElement.scrollHeight));
}
