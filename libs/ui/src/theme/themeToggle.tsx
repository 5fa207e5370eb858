import { Monitor, Moon, Sun } from 'lucide-react';
import { classes } from '../classes.ts';
import { type ThemeChoice, useTheme } from './theme.ts';

const options: { choice: ThemeChoice; label: string; icon: typeof Sun }[] = [
  { choice: 'light', label: 'Light', icon: Sun },
  { choice: 'dark', label: 'Dark', icon: Moon },
  { choice: 'system', label: 'As this device', icon: Monitor },
];

/** Light, dark, or as the device says. */
export function ThemeToggle({ className }: { className?: string }) {
  const { choice, choose } = useTheme();
  return (
    <fieldset className={classes('inline-flex gap-0.5 rounded-md bg-sunken p-0.5', className)}>
      <legend className="sr-only">Theme</legend>
      {options.map(({ choice: option, label, icon: Icon }) => (
        <button
          key={option}
          type="button"
          aria-label={label}
          title={label}
          aria-pressed={choice === option}
          onClick={() => choose(option)}
          className={classes(
            'grid size-7 place-items-center rounded-sm text-ink-3 hover:text-ink',
            choice === option && 'bg-thumb text-ink shadow-card',
          )}
        >
          <Icon size={14} aria-hidden />
        </button>
      ))}
    </fieldset>
  );
}
