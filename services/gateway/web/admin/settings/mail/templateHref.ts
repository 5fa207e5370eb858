import { routes } from '../../routes.ts';

/** A template stands in its settings page's address. */
export const templateHref = (kind: string, language?: string): string =>
  `${routes.setting('mail-templates')}?kind=${kind}${language ? `&language=${language}` : ''}`;
