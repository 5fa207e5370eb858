import { invalid } from './settings.ts';

export type Logo = { type: 'image/png' | 'image/svg+xml'; base64: string };

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What makes a drawing do something or fetch something; logos need none of it. */
const active =
  /<\s*(?:script|foreignobject|iframe|embed|object|image|animate|set|handler)\b|<!(?:doctype|entity)|[\s/"']on\w+\s*=|javascript:|@import|(?:href|src)\s*=\s*(?:["']\s*)?(?!["'#\s])|url\(\s*(?:["']\s*)?(?!["'#\s])|<\?xml-stylesheet/i;

/**
 * Customers see the logo on pages and documents, so it may be a picture and nothing more, and one that a PDF can show as well.
 * @param canDraw whether a PDF can show it
 * @throws Fault invalid when it is not what it says, when a drawing holds scripts or fetches from elsewhere, or when a PDF could not
 * show it
 */
export function checkLogo(logo: Logo | null, canDraw: (logo: Logo) => boolean): void {
  if (!logo) return;
  const bytes = Buffer.from(logo.base64, 'base64');
  if (logo.type === 'image/png') {
    if (!bytes.subarray(0, pngSignature.length).equals(pngSignature))
      throw invalid('brand.logo', 'not_a_picture', 'This file is not a PNG picture.');
    if (!canDraw(logo)) throw invalid('brand.logo', 'logo_not_drawable', noPng);
    return;
  }
  const text = bytes.toString('utf8');
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<svg[\s>]/.test(text))
    throw invalid('brand.logo', 'not_a_picture', 'This file is not an SVG drawing.');
  // An entity may spell any of these another way.
  if (active.test(text) || /&#|&(?!amp;|lt;|gt;|quot;|apos;)\w+;/.test(text))
    throw invalid('brand.logo', 'active_logo', 'This drawing holds scripts, or parts that it fetches from elsewhere.');
  if (!canDraw(logo)) throw invalid('brand.logo', 'logo_not_drawable', noSvg);
}

const noPng =
  'A PDF cannot show this PNG: it is damaged, interlaced, larger than 4 million pixels, or twenty times as wide as high. Save it anew.';
const noSvg =
  'A PDF cannot show this SVG: it holds text, styles or pictures, or says no size. Turn text into outlines and styles into attributes, or take a PNG.';
