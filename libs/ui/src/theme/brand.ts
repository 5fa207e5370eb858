import type { Brand } from '@purser/document';

const fonts: Record<Brand['font'], string> = {
  inter: '"Inter Variable", system-ui, sans-serif',
  system: 'system-ui, sans-serif',
  serif: 'ui-serif, Georgia, Cambria, "Times New Roman", serif',
};

/** The five custom properties of a brand, by name. */
export function brandProperties(brand: Brand): Record<string, string> {
  return {
    '--brand': brand.color,
    '--on-brand': brand.onColor,
    '--radius': `${brand.radius_px}px`,
    '--font': fonts[brand.font],
    '--logo': brand.logo ? `url("${logoAddress(brand.logo)}")` : 'none',
  };
}

/** A logo as an address that needs no request. Inside an image no script of an SVG runs. */
export function logoAddress(logo: NonNullable<Brand['logo']>): string {
  return `data:${logo.type};base64,${logo.base64}`;
}

/** Puts a brand on an element and all in it; on the root, on the whole page. */
export function applyBrand(brand: Brand, element: HTMLElement = document.documentElement): void {
  for (const [name, value] of Object.entries(brandProperties(brand))) element.style.setProperty(name, value);
}
