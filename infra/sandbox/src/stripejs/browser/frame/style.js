/** @import { ElementSetup } from '../shared/protocol.ts' */

/** The sheet that holds what the page asked for; the form's own stays as it is. */
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];

/** @type {(name: string, value: string) => void} */
const setVariable = (name, value) => document.documentElement.style.setProperty(`--${name}`, value);

/** @type {Set<string>} */
let set = new Set();

/**
 * Draws the form as the page wants it. Values go in through the CSSOM, so none can end a rule and begin another.
 * @param {Pick<ElementSetup, 'look' | 'fonts'>} wanted
 */
export async function applyStyle({ look, fonts }) {
  const root = document.documentElement;
  root.dataset.scheme = look.dark ? 'dark' : 'light';
  root.toggleAttribute('data-still', !look.animated);
  for (const name of set) root.style.removeProperty(`--${name}`);
  set = new Set(Object.keys(look.variables));
  for (const [name, value] of Object.entries(look.variables)) setVariable(name, value);
  sheet.replaceSync('');
  for (const { selector, properties } of look.rules) {
    const added = sheet.cssRules[sheet.insertRule(`${selector} {}`, sheet.cssRules.length)];
    if (!(added instanceof CSSStyleRule)) continue;
    for (const [name, value] of Object.entries(properties)) added.style.setProperty(name, value);
  }
  await Promise.allSettled(
    fonts.map(async ({ family, src, descriptors }) => {
      document.fonts.add(await new FontFace(family, src, descriptors).load());
    }),
  );
}
