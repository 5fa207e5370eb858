import type { Brand } from './model.ts';

/** What pages and documents look like until a tenant sets a brand. Apart from the schemas, so that a page in the browser does without them. */
export const plainBrand: Brand = { color: '#1f4fd8', onColor: '#ffffff', radius_px: 8, font: 'inter', logo: null };
