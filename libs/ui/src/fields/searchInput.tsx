import { Search, X } from 'lucide-react';
import { type InputHTMLAttributes, type Ref, useEffect, useRef, useState } from 'react';
import { classes } from '../classes.ts';
import { KeyHint } from '../keys/keyHint.tsx';
import { controlLook, oneLine } from './controlLook.ts';

export type SearchInputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type'> & {
  value: string;
  /** Called when typing rests, on Enter and on clearing. */
  onValueChange: (value: string) => void;
  /** What is searched, for those who do not see the place. */
  label: string;
  /** Shows the key that leads here, as in `/`. */
  keyHint?: string;
  ref?: Ref<HTMLInputElement>;
};

const REST_MS = 250;

export function SearchInput({ value, onValueChange, label, keyHint, className, ...rest }: SearchInputProps) {
  const [typed, setTyped] = useState(value);
  const tell = useRef(onValueChange);
  tell.current = onValueChange;
  const told = useRef(value);

  // A value from outside (a filter cleared, the page turned back) replaces what stands in the box.
  useEffect(() => {
    if (value !== told.current) setTyped(value);
    told.current = value;
  }, [value]);

  useEffect(() => {
    if (typed === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed;
      tell.current(typed);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  const say = (text: string) => {
    setTyped(text);
    told.current = text;
    tell.current(text);
  };

  return (
    <div className={classes('relative min-w-0', className)}>
      <Search aria-hidden size={16} className="pointer-events-none absolute inset-y-0 left-3 my-auto text-ink-3" />
      <input
        {...rest}
        type="search"
        aria-label={label}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') say(typed);
          if (event.key === 'Escape' && typed !== '') {
            event.stopPropagation();
            say('');
          } else if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className={controlLook(oneLine, 'border-line-strong pr-9 pl-9 [&::-webkit-search-cancel-button]:hidden')}
      />
      {typed !== '' ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => say('')}
          className="absolute inset-y-0 right-1 my-auto grid size-7 place-items-center rounded-sm text-ink-3 hover:text-ink"
        >
          <X aria-hidden size={14} />
        </button>
      ) : (
        keyHint && (
          <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center pointer-coarse:hidden">
            <KeyHint keys={keyHint} />
          </span>
        )
      )}
    </div>
  );
}
