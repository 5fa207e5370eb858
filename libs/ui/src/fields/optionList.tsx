import { Check } from 'lucide-react';
import { classes } from '../classes.ts';
import type { Option } from './useOptions.ts';

/** The list under a Combobox. The focus stays in the box, which says which option is the active one. */
export function OptionList(props: {
  id: string;
  hidden: boolean;
  options: readonly Option[];
  active: number;
  chosen: string | undefined;
  createLabel: string | undefined;
  message: string;
  onTake: (index: number) => void;
  onPoint: (index: number) => void;
}) {
  const { id, hidden, options, active, chosen, createLabel, message, onTake, onPoint } = props;
  const count = options.length + (createLabel === undefined ? 0 : 1);
  const row = (index: number) => ({
    id: `${id}-${index}`,
    active: index === active,
    onTake: () => onTake(index),
    onPoint: () => onPoint(index),
  });
  return (
    <div
      hidden={hidden}
      className="motion-drop absolute inset-x-0 top-full z-20 mt-1 overflow-hidden rounded-lg bg-raised shadow-float"
    >
      <div
        id={id}
        role="listbox"
        aria-label="Options"
        tabIndex={-1}
        className="max-h-72 overflow-y-auto p-1 empty:hidden"
      >
        {options.map((option, index) => (
          <OptionRow key={option.value} {...row(index)} option={option} chosen={option.value === chosen} />
        ))}
        {createLabel !== undefined && (
          <OptionRow {...row(options.length)} option={{ value: '', label: createLabel }} chosen={false} />
        )}
      </div>
      <p role="status" className={classes('px-3 py-2.5 text-ink-3 text-sm', count > 0 && 'sr-only')}>
        {count > 0 ? `${options.length} found` : message}
      </p>
    </div>
  );
}

function OptionRow(props: {
  id: string;
  option: Option;
  active: boolean;
  chosen: boolean;
  onTake: () => void;
  onPoint: () => void;
}) {
  const { id, option, active, chosen, onTake, onPoint } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's, which keeps the focus
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
      onMouseMove={onPoint}
      className={classes(
        'flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 text-sm pointer-coarse:py-2.5',
        active && 'bg-hover',
        option.value === '' && 'text-brand-text',
      )}
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate">{option.label}</span>
        {option.secondary && <span className="block truncate text-ink-3 text-xs">{option.secondary}</span>}
      </span>
      {chosen && <Check aria-hidden size={14} className="text-brand-text" />}
    </div>
  );
}
