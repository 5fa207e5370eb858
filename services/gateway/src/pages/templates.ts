import { readFile } from 'node:fs/promises';

export type PageName = 'admin' | 'portal';

/** A page as vite built it; undefined when nobody has built the pages. */
export type Templates = { read(page: PageName): Promise<string | undefined> };

/** Reads each page once: it changes with a new build, which comes with a new process. */
export function openTemplates(dist: URL): Templates {
  const known = new Map<PageName, string>();
  return {
    read: async (page) => {
      const found = known.get(page);
      if (found !== undefined) return found;
      try {
        const html = await readFile(new URL(`${page}.html`, dist), 'utf8');
        known.set(page, html);
        return html;
      } catch {
        return undefined;
      }
    },
  };
}

/** The page with this answer's nonce, and with what it needs to know before it asks. */
export function fillTemplate(template: string, nonce: string, boot: object): string {
  const json = JSON.stringify(boot).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return template.replaceAll('__NONCE__', () => nonce).replace('"__BOOT__"', () => json);
}
