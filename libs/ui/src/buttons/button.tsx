import { LoaderCircle } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from '../classes.ts';
import { Link } from '../link.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

const looks: Record<ButtonVariant, string> = {
  primary: 'bg-brand text-on-brand shadow-card hover:bg-brand-hover',
  secondary: 'border border-line-strong bg-surface text-ink shadow-card hover:bg-hover',
  ghost: 'text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'bg-red-solid text-[#fff] shadow-card hover:bg-red-solid-hover',
};

const sizes: Record<ButtonSize, string> = {
  small: 'h-7 gap-1.5 rounded-md px-2.5 text-xs pointer-coarse:h-9',
  medium: 'h-9 gap-2 rounded-md px-3.5 text-sm pointer-coarse:h-11',
  large: 'h-12 gap-2 rounded-lg px-5 text-base',
};

type Look = { variant?: ButtonVariant; size?: ButtonSize; wide?: boolean };

/** The classes of a button, for what must look like one and is not. */
export function buttonLook({ variant = 'secondary', size = 'medium', wide = false }: Look = {}): string {
  return classes(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap font-medium no-underline transition-colors',
    'disabled:opacity-50 aria-disabled:opacity-50',
    looks[variant],
    sizes[size],
    wide && 'w-full',
  );
}

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> &
  Look & {
    /** Under way: it keeps its width and its focus, says so, and takes no second press. */
    busy?: boolean;
    icon?: ReactNode;
    ref?: Ref<HTMLButtonElement>;
  };

export function Button({
  variant,
  size,
  wide,
  busy = false,
  icon,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      // A busy button stays enabled, so that focus is not lost; a submit is held back too.
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classes(buttonLook({ variant, size, wide }), 'relative', className)}
    >
      {busy && <LoaderCircle aria-hidden size={16} className="motion-turn absolute" />}
      <span className={classes('inline-flex items-center gap-[inherit]', busy && 'opacity-0')}>
        {icon}
        {children}
      </span>
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function ButtonLink({
  variant,
  size,
  wide,
  icon,
  className,
  children,
  ...rest
}: Parameters<typeof Link>[0] & Look & { icon?: ReactNode }) {
  return (
    <Link {...rest} className={classes(buttonLook({ variant, size, wide }), className)}>
      {icon}
      {children}
    </Link>
  );
}
