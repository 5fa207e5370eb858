/** A decoded form: text, or named parts; an array is named parts `0`, `1`, … */
export type Raw = string | RawParts;
export interface RawParts {
  [name: string]: Raw;
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** `a[b][0]` as `['a', 'b', '0']`; `a[]` takes the next free number. */
function segments(name: string): string[] {
  const open = name.indexOf('[');
  if (open < 1 || !name.endsWith(']')) return [name];
  return [name.slice(0, open), ...name.slice(open + 1, -1).split('][')];
}

const emptyParts = (): RawParts => Object.create(null);

function place(root: RawParts, path: string[], value: string): void {
  let at = root;
  for (const [index, segment] of path.entries()) {
    const name = segment === '' ? String(Object.keys(at).length) : segment;
    if (index === path.length - 1) {
      at[name] = value;
      return;
    }
    const next = at[name];
    if (typeof next === 'object') {
      at = next;
    } else {
      const made = emptyParts();
      at[name] = made;
      at = made;
    }
  }
}

/**
 * Decodes `application/x-www-form-urlencoded` text with Stripe's bracket notation.
 * @throws URIError when the percent encoding is broken.
 */
export function decodeForm(text: string): RawParts {
  const root = emptyParts();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    place(root, segments(decode(name)), equals < 0 ? '' : decode(pair.slice(equals + 1)));
  }
  return root;
}
