import type { ReactNode } from 'react';

/** One line of the palette: a place to go to or a thing to do. */
export type PaletteAction = {
  id: string;
  label: string;
  secondary?: string;
  icon?: ReactNode;
  /** The keys that do it without the palette. */
  keys?: string;
  /** Other words by which it is found. */
  keywords?: readonly string[];
} & ({ href: string; run?: undefined } | { run: () => void; href?: undefined });

export type PaletteGroup = { heading: string; actions: readonly PaletteAction[] };
