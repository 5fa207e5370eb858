/** docs/messages.md: what the services say to each other, and who may say it, from the contracts as they are. */
import { type contracts as Contracts, contracts as declared } from '@purser/contracts';

type All = typeof Contracts;
type Operation = All['commands'][number] | All['queries'][number];
type Event = All['events'][number];

const roles = ['owner', 'admin', 'accountant', 'support', 'readOnly'] as const;

export async function messages(): Promise<string> {
  const services = [
    ...new Set([...declared.commands, ...declared.queries, ...declared.events].map(({ service }) => service)),
  ];
  const of = <T extends { service: string; name: string }>(all: readonly T[], service: string): T[] =>
    all.filter((spec) => spec.service === service).sort((a, b) => (a.name < b.name ? -1 : 1));
  const sections = services
    .sort()
    .flatMap((service) => [
      `## ${service}`,
      '',
      ...list('Commands', of(declared.commands, service).map(operation)),
      ...list('Queries', of(declared.queries, service).map(operation)),
      ...list('Events', of(declared.events, service).map(event)),
    ]);
  const asked = services.flatMap((service) => [...of(declared.commands, service), ...of(declared.queries, service)]);
  return [
    '# Messages',
    '',
    'What the services ask and tell each other. Written by scripts/generate from `libs/contracts`.',
    '',
    ...sections,
    '## Who may call what',
    '',
    'People speak by way of the gateway. What is not marked is denied.',
    '',
    ...matrix(asked),
    '',
  ].join('\n');
}

function list(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`**${title}**`, '', ...lines, ''];
}

function operation(spec: Operation): string {
  const { staff, customer, public: open, services } = spec.callers;
  const callers = [
    staff ? `staff (${staff.length === roles.length ? 'every role' : staff.join(', ')})` : '',
    customer ? 'the customer, for their own' : '',
    open ? 'the public' : '',
    services ? `services (${services.join(', ')})` : '',
  ].filter((caller) => caller !== '');
  return `- \`${spec.name}\` v${spec.version}: ${[callers.join('; '), ...fields(spec)].join('. ')}.`;
}

function fields(spec: Operation): string[] {
  const told: [string, readonly string[] | undefined][] = [
    ['Sealed', spec.sealed],
    ['Sealed in the answer', spec.sealedOutput],
    ['Secret', spec.secret],
  ];
  return told.flatMap(([title, paths]) =>
    paths?.length ? [`${title}: ${paths.map((path) => `\`${path}\``).join(', ')}`] : [],
  );
}

function event(spec: Event): string {
  const sealed = spec.sealed?.length ? ` Sealed: ${spec.sealed.map((path) => `\`${path}\``).join(', ')}.` : '';
  return `- \`${spec.name}\` v${spec.version}: read by ${spec.readers.join(', ') || 'nobody yet'}.${sealed}`;
}

function matrix(asked: readonly Operation[]): string[] {
  const named = [...new Set(asked.flatMap(({ callers }) => callers.services ?? []))].sort();
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const mark = (may: boolean | undefined) => (may ? '●' : '');
  return [
    row(['', ...roles, 'customer', 'public', ...named]),
    row(['---', ...roles, 'customer', 'public', ...named].map((_cell, i) => (i === 0 ? '---' : ':-:'))),
    ...asked.map(({ service, name, callers }) =>
      row([
        `${service}.${name}`,
        ...roles.map((role) => mark(callers.staff?.includes(role))),
        callers.customer ? 'own' : '',
        mark(callers.public),
        ...named.map((caller) => mark(callers.services?.includes(caller))),
      ]),
    ),
  ];
}
