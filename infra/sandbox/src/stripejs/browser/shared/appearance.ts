import type { Look } from './protocol.ts';

/** The part of Stripe's Appearance that the sandbox draws. */
type Variables = Record<string, string>;

const common: Variables = {
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontLineHeight: '1.5',
  fontSizeBase: '16px',
  fontSizeSm: '0.93rem',
  fontSizeXs: '0.8rem',
  fontWeightNormal: '400',
  fontWeightMedium: '500',
  spacingUnit: '4px',
  borderRadius: '6px',
  focusOutline: 'none',
};

const themes: Record<string, Variables> = {
  stripe: {
    ...common,
    colorPrimary: '#0066d6',
    colorBackground: '#ffffff',
    colorText: '#30313d',
    colorTextSecondary: '#63656f',
    colorTextPlaceholder: '#757680',
    colorDanger: '#d0213f',
    borderWidth: '1px',
    shadow: '0 1px 2px rgb(0 0 0 / 0.05)',
  },
  night: {
    ...common,
    colorPrimary: '#7fd494',
    colorBackground: '#2b2c36',
    colorText: '#f4f4f6',
    colorTextSecondary: '#b5b6c2',
    colorTextPlaceholder: '#9495a3',
    colorDanger: '#ff8ba3',
    borderWidth: '1px',
    shadow: '0 1px 2px rgb(0 0 0 / 0.3)',
  },
  flat: {
    ...common,
    colorPrimary: '#0066d6',
    colorBackground: '#f0f1f4',
    colorText: '#30313d',
    colorTextSecondary: '#5c5e69',
    colorTextPlaceholder: '#6b6d78',
    colorDanger: '#c81e3b',
    borderWidth: '0px',
    shadow: 'none',
  },
};

/** Variables of Stripe's that need no counterpart in a form with one card and no tabs. */
const known = new Set([
  ...Object.keys(themes.stripe ?? {}),
  'colorSuccess',
  'colorWarning',
  'colorIcon',
  'iconColor',
  'fontSize2Xs',
  'fontSize3Xs',
  'fontSizeLg',
  'fontSizeXl',
  'fontSmooth',
  'fontVariantLigatures',
  'fontVariationSettings',
  'fontWeightLight',
  'fontWeightBold',
  'gridRowSpacing',
  'gridColumnSpacing',
  'focusBoxShadow',
  'tabSpacing',
  'accordionItemSpacing',
]);

const selectorForm =
  /^\.(Input|Label|Error|TermsText)(--(invalid|empty|focused|complete))?(:(hover|focus|focus-visible|disabled|autofill)|::(placeholder|selection))?$/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What cannot be drawn, and why; the page throws it as an IntegrationError. */
export class AppearanceFault extends Error {}

const textOf = (value: unknown, name: string): string => {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new AppearanceFault(`${name} must be a string`);
};

function variablesOf(given: unknown): Variables {
  if (given === undefined) return {};
  if (!isObject(given)) throw new AppearanceFault('appearance.variables must be an object');
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (!known.has(name)) throw new AppearanceFault(`the sandbox does not simulate appearance.variables.${name}`);
      return [name, textOf(value, `appearance.variables.${name}`)];
    }),
  );
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function rulesOf(given: unknown): Look['rules'] {
  if (given === undefined) return [];
  if (!isObject(given)) throw new AppearanceFault('appearance.rules must be an object');
  return Object.entries(given).map(([selector, properties]) => {
    const name = `appearance.rules['${selector}']`;
    if (!selectorForm.test(selector)) throw new AppearanceFault(`the sandbox does not simulate ${name}`);
    if (!isObject(properties)) throw new AppearanceFault(`${name} must be an object`);
    const read = Object.entries(properties).map(([key, value]): [string, string] => {
      const text = textOf(value, `${name}.${key}`);
      if (/url\s*\(/i.test(text)) throw new AppearanceFault(`${name}.${key} must not load anything`);
      return [kebab(key), text];
    });
    return { selector, properties: Object.fromEntries(read) };
  });
}

function refuseOthers(given: Record<string, unknown>): void {
  const { theme: _t, variables: _v, rules: _r, disableAnimations: _d, labels, inputs, ...others } = given;
  if (labels !== undefined && labels !== 'above' && labels !== 'auto')
    throw new AppearanceFault(`the sandbox does not simulate appearance.labels '${String(labels)}'`);
  if (inputs !== undefined && inputs !== 'spaced')
    throw new AppearanceFault(`the sandbox does not simulate appearance.inputs '${String(inputs)}'`);
  const [stray] = Object.keys(others);
  if (stray !== undefined) throw new AppearanceFault(`the sandbox does not simulate appearance.${stray}`);
}

/**
 * The look that an `appearance` asks for. Whether it is dark is for the browser to say, which knows every notation of colours.
 * @throws AppearanceFault that names what is not simulated.
 */
export function lookOf(appearance: unknown): Omit<Look, 'dark'> {
  const given = appearance ?? {};
  if (!isObject(given)) throw new AppearanceFault('appearance must be an object');
  refuseOthers(given);
  const theme = themes[given.theme === undefined ? 'stripe' : textOf(given.theme, 'appearance.theme')];
  if (!theme) throw new AppearanceFault("appearance.theme must be 'stripe', 'night' or 'flat'");
  const asked = variablesOf(given.variables);
  // A page that sets its own colours gets the shades between them from the form's sheet, not the theme's.
  const shades = asked.colorText === undefined && asked.colorBackground === undefined ? [] : derived;
  const base = Object.fromEntries(Object.entries(theme).filter(([name]) => !shades.includes(name)));
  return {
    variables: { ...base, ...asked },
    rules: rulesOf(given.rules),
    animated: given.disableAnimations !== true,
  };
}

const derived = ['colorTextSecondary', 'colorTextPlaceholder'];
