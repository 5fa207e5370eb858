import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from '../classes.ts';

export type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  /** What it does, for those who do not see the icon; shown on hover too. */
  label: string;
  icon: ReactNode;
  size?: 'small' | 'medium';
  ref?: Ref<HTMLButtonElement>;
};

export function IconButton({ label, icon, size = 'medium', className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classes(
        'inline-grid shrink-0 place-items-center rounded-md text-ink-3 transition-colors hover:bg-hover hover:text-ink',
        'disabled:opacity-40 data-[state=open]:bg-hover data-[state=open]:text-ink pointer-coarse:size-11',
        size === 'small' ? 'size-7' : 'size-9',
        className,
      )}
    >
      {icon}
    </button>
  );
}
