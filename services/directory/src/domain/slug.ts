import { plain } from './plain.ts';

/** Room is left for `-99999`. */
const longest = 34;

/** The beginning of a slug, made of a tenant's name: `Łódź & Söhne Ltd.` becomes `lodz-sohne-ltd`. */
export function slugFrom(name: string): string {
  const words = plain(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, longest)
    .replace(/-$/, '');
  // A name in letters that have no Latin form.
  return words || 'tenant';
}
