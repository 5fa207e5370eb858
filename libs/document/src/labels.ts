import { de } from './labels/de.ts';
import { el } from './labels/el.ts';
import { en, type Labels } from './labels/en.ts';
import { es } from './labels/es.ts';
import { fr } from './labels/fr.ts';
import { it } from './labels/it.ts';
import { nl } from './labels/nl.ts';
import { pl } from './labels/pl.ts';
import { pt } from './labels/pt.ts';
import { uk } from './labels/uk.ts';

export type { Labels };

const tables: Readonly<Record<string, Labels>> = { de, el, en, es, fr, it, nl, pl, pt, uk };

/** The labels of a language (`de`), or English ones; with the language they are in. */
export function labelsOf(language: string): { language: string; labels: Labels } {
  const own = Object.hasOwn(tables, language) ? tables[language] : undefined;
  return own ? { language, labels: own } : { language: 'en', labels: en };
}

export function fill(label: string, what: string): string {
  return label.replace('{}', () => what);
}
