import { Field, SearchInput, type SearchInputProps, Select } from '@purser/ui';
import { useSearchParams } from 'wouter';
import type { StripeModel } from '../../../../src/api/models/stripe.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { useEventSide } from './eventSide.ts';
import { statusOptions } from './eventWords.ts';

const names = ['status', 'type', 'endpoint', 'account', 'text'] as const;
export type EventFilter = Partial<Record<(typeof names)[number], string>>;

/** The filter stands in the address, so that it can be kept and sent. */
export function useEventFilter() {
  const [address, setAddress] = useSearchParams();
  const filter: EventFilter = {};
  for (const name of names) {
    const value = address.get(name);
    if (value) filter[name] = value;
  }
  const set = (change: EventFilter) => {
    const next = { ...filter, ...change };
    const kept = names.flatMap((name) => (next[name] ? [[name, next[name]] as [string, string]] : []));
    setAddress(new URLSearchParams(kept));
  };
  return { filter, set, isFiltered: Object.keys(filter).length > 0 };
}

type Props = { filter: EventFilter; onChange: (change: EventFilter) => void };

/** By what came of it, by type, by where it came in, and by how an id begins. */
export function EventFilters({ filter, onChange }: Props) {
  const { isPlatform } = useEventSide();
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <Field label="Status">
        <Select
          placeholder="Any status"
          value={filter.status ?? ''}
          options={statusOptions}
          onValueChange={(status) => onChange({ status })}
        />
      </Field>
      <Searched
        label="Type"
        placeholder="refund.updated, or refund."
        value={filter.type ?? ''}
        onValueChange={(type) => onChange({ type: type.trim() })}
      />
      {isPlatform ? (
        <Searched
          label="Account"
          placeholder="acct_…"
          value={filter.account ?? ''}
          onValueChange={(account) => onChange({ account: account.trim() })}
        />
      ) : (
        <EndpointChoice filter={filter} onChange={onChange} />
      )}
      <Searched
        label="Id"
        placeholder="evt_…, pi_…, re_…"
        value={filter.text ?? ''}
        onValueChange={(text) => onChange({ text: text.trim() })}
      />
    </div>
  );
}

/** One of the tenant's own endpoints. */
function EndpointChoice({ filter, onChange }: Props) {
  const { data } = useRead<StripeModel>('/stripe');
  const endpoints = (data?.modes ?? []).flatMap(({ mode, endpoints: all }) =>
    all.map(({ id, form }) => ({
      value: id,
      label: `${mode === 'live' ? 'Live' : 'Test'}, ${form}, …${id.slice(-6)}`,
    })),
  );
  return (
    <Field label="Endpoint">
      <Select
        placeholder="Any endpoint"
        value={filter.endpoint ?? ''}
        options={endpoints}
        onValueChange={(endpoint) => onChange({ endpoint })}
      />
    </Field>
  );
}

function Searched(props: Pick<SearchInputProps, 'label' | 'placeholder' | 'value' | 'onValueChange'>) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {/* The box says it to those who do not see. */}
      <span aria-hidden className="font-medium text-sm">
        {props.label}
      </span>
      <SearchInput {...props} />
    </div>
  );
}
