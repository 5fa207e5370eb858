import { invalid } from './settings.ts';

type Logo = { type: 'image/png' | 'image/svg+xml'; base64: string };

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What makes a drawing do something or fetch something; logos need none of it. */
const active =
  /<\s*(?:script|foreignobject|iframe|embed|object|image|animate|set|handler)\b|<!(?:doctype|entity)|[\s/"']on\w+\s*=|javascript:|@import|(?:href|src)\s*=\s*["']?\s*(?!["'#\s])|url\(\s*["']?\s*(?!["'#\s])|<\?xml-stylesheet/i;

/**
 * Customers see the logo on pages and documents, so it may be a picture and nothing more.
 * @throws Fault invalid when it is not what it says, or when a drawing holds scripts or fetches from elsewhere
 */
export function checkLogo(logo: Logo | null): void {
  if (!logo) return;
  const bytes = Buffer.from(logo.base64, 'base64');
  if (logo.type === 'image/png') {
    if (!bytes.subarray(0, pngSignature.length).equals(pngSignature))
      throw invalid('brand.logo', 'not_a_picture', 'This file is not a PNG picture.');
    return;
  }
  const text = bytes.toString('utf8');
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<svg[\s>]/.test(text))
    throw invalid('brand.logo', 'not_a_picture', 'This file is not an SVG drawing.');
  // An entity may spell any of these another way.
  if (active.test(text) || /&#|&(?!amp;|lt;|gt;|quot;|apos;)\w+;/.test(text))
    throw invalid('brand.logo', 'active_logo', 'This drawing holds scripts, or parts that it fetches from elsewhere.');
}
