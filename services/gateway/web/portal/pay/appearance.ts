import type { Appearance } from '@stripe/stripe-js';

/** The card form is Stripe's; it takes on the page's colours, type and corners, light or dark. */
export function appearanceOf(page: HTMLElement = document.documentElement): Appearance {
  const style = getComputedStyle(page);
  const read = (name: string) => resolved(style.getPropertyValue(name).trim());
  const background = read('--color-surface') ?? '#ffffff';
  return {
    theme: isDark(background) ? 'night' : 'stripe',
    variables: {
      fontFamily: 'system-ui, sans-serif',
      fontSizeBase: '16px',
      colorBackground: background,
      ...known('colorPrimary', read('--brand')),
      ...known('colorText', read('--color-ink')),
      ...known('colorDanger', read('--color-red')),
      borderRadius: style.getPropertyValue('--radius').trim() || '8px',
    },
  };
}

const known = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });

/** Stripe takes plain colours alone: what the page writes in newer ways is written out by the browser. */
function resolved(color: string): string | undefined {
  if (color === '') return undefined;
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return undefined;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return hex(red, green, blue);
}

export function hex(...parts: number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** By how bright it looks (ITU-R BT.601). */
export function isDark(color: string): boolean {
  const [red = 255, green = 255, blue = 255] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}
