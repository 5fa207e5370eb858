import { ChevronsUpDown, LoaderCircle, X } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { controlLook, oneLine } from './controlLook.ts';
import { useFieldWiring } from './field.tsx';
import { OptionList } from './optionList.tsx';
import { type Option, type OptionSearch, useOptions } from './useOptions.ts';

export type ComboboxProps = {
  value: Option | null;
  onValueChange: (option: Option | null) => void;
  /** Finds options; called when typing rests, and with '' when the list opens. Give up when the signal says so. */
  search: OptionSearch;
  placeholder?: string;
  /** Said when nothing is found. */
  emptyText?: string;
  /** A last row that makes a new one out of what was typed. */
  create?: { label: (typed: string) => string; onCreate: (typed: string) => void };
  disabled?: boolean;
  'aria-label'?: string;
};

/** Picks one of many by typing: a customer, a product. Arrows move, Enter takes, Escape leaves. */
export function Combobox(props: ComboboxProps) {
  const { value, onValueChange, search, placeholder = 'Search…', emptyText = 'Nothing found', disabled } = props;
  const input = useRef<HTMLInputElement>(null);
  const list = useOpenList(props, search);
  const { id, open, typed, active, count, options, loading, failed } = list;
  const message = failed ? 'The list could not be loaded. Type again to retry.' : loading ? 'Searching…' : emptyText;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches the focus leave
    <div className="relative min-w-0" onBlur={list.onBlur}>
      <input
        ref={input}
        {...useFieldWiring()}
        aria-label={props['aria-label']}
        type="text"
        role="combobox"
        aria-expanded={open}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={open && count > 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        placeholder={value ? value.label : placeholder}
        value={open ? typed : (value?.label ?? '')}
        onClick={list.show}
        onChange={(event) => list.type(event.currentTarget.value)}
        onKeyDown={list.onKeyDown}
        className={controlLook(oneLine, 'truncate pr-16')}
      />
      <div className="absolute inset-y-0 right-1 flex items-center text-ink-3">
        {value && !disabled && (
          <button
            type="button"
            aria-label={`Clear ${value.label}`}
            onClick={() => {
              onValueChange(null);
              input.current?.focus();
            }}
            className="grid size-7 place-items-center rounded-sm hover:text-ink"
          >
            <X aria-hidden size={14} />
          </button>
        )}
        <span aria-hidden className="pointer-events-none grid size-7 place-items-center">
          {loading ? <LoaderCircle size={14} className="motion-turn" /> : <ChevronsUpDown size={14} />}
        </span>
      </div>
      <OptionList
        id={id}
        hidden={!open}
        options={options}
        active={active}
        chosen={value?.value}
        createLabel={list.createLabel}
        message={message}
        onTake={list.take}
        onPoint={list.point}
      />
    </div>
  );
}

/** Whether the list is open, what it holds, which option is active, and what the keys do. */
function useOpenList({ onValueChange, create }: ComboboxProps, search: OptionSearch) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const found = useOptions(search, typed, open);
  const { options } = found;
  const createLabel = create && typed.trim() !== '' && !found.loading ? create.label(typed.trim()) : undefined;
  const count = options.length + (createLabel === undefined ? 0 : 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its first option
  useEffect(() => setActive(0), [options]);
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  const close = () => {
    setOpen(false);
    setTyped('');
  };
  const take = (index: number) => {
    const option = options[index];
    if (option) onValueChange(option);
    else if (createLabel !== undefined) create?.onCreate(typed.trim());
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (count > 0) setActive((active + step + count) % count);
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      // An answer to an older question is not taken for the newer one.
      if (count > 0 && !found.loading) take(active);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      close();
    }
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  };
  const type = (text: string) => {
    setTyped(text);
    setOpen(true);
  };
  return {
    ...found,
    id,
    open,
    typed,
    active,
    count,
    createLabel,
    take,
    onKeyDown,
    onBlur,
    type,
    show: () => setOpen(true),
    point: setActive,
  };
}
