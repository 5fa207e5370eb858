import type { Brand } from '@purser/document';
import { classes } from '../classes.ts';
import { logoAddress } from './brand.ts';

/** The tenant's logo, or its name where it has none. */
export function BrandLogo({ name, logo, className }: { name: string; logo?: Brand['logo']; className?: string }) {
  if (logo)
    return <img src={logoAddress(logo)} alt={name} className={classes('h-8 max-w-48 object-contain', className)} />;
  return (
    <span className={classes('inline-flex min-w-0 items-center gap-2 font-semibold', className)}>
      <span aria-hidden className="grid size-7 shrink-0 place-items-center rounded-md bg-brand text-sm text-on-brand">
        {[...name.trim()][0]?.toUpperCase() ?? '·'}
      </span>
      <span className="truncate">{name}</span>
    </span>
  );
}
