import type { Role } from '@purser/message';
import type { Context } from 'hono';
import type { z } from 'zod';
import type { Customer, Public, Staff } from '../identity/who.ts';
import type { AcceptedModel } from './models/common.ts';

/** Anything that comes with a request and is not its input. */
export type RequestFacts = {
  /** A UUID; the correlation of all that follows from it. */
  requestId: string;
  address: string;
  network: string;
  /** Idempotency-Key. */
  key: string | undefined;
};

export type Call<W, P, Q, B> = {
  c: Context;
  who: W;
  facts: RequestFacts;
  params: P;
  query: Q;
  body: B;
  /** The operation and all its input, in which a repeat under the same key must agree. */
  asked: { route: string; input: unknown };
};

/** Its status is the operation's own, unless it says another. */
export type Answer<T> = { status?: 202; body: T; headers?: Record<string, string> } | Response;

type Maybe<S> = S extends z.ZodType ? z.output<S> : undefined;
type Given<S> = S extends z.ZodType ? z.input<S> : null;
type Schema = z.ZodType | undefined;

type Description<P extends Schema, Q extends Schema, B extends Schema, A extends Schema> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{id}` for what varies. */
  path: `/api/v1${string}`;
  tag: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  /** What a success holds; none means 204 or, with `type`, another kind of content. */
  answer?: A;
  status?: 200 | 201 | 202 | 204;
  type?: 'application/pdf' | 'text/csv' | 'text/event-stream';
  /** Whether it takes an Idempotency-Key. */
  key?: 'required' | 'accepted';
  /** What may be wrong besides the input, as statuses. */
  problems?: readonly number[];
  largest_bytes?: number;
  /** Called by programs, which no browser's cookie speaks for: it needs no origin. */
  programs?: true;
  /** Of a customer's people, for those who decide there: its own address, its owners and who does its billing; not its other members. */
  decides?: true;
};

/** Which invoice, or which quote, a call is about; null when it is about none. */
type About<C> = (call: C) => string | null | Promise<string | null>;

/** What an operation of a customer touches. A session that an invoice's or a quote's link opened is held to that one by it. */
export type Reach<C> = 'session' | 'portal' | { invoice: About<C> } | { quote: About<C> };

/** One operation as the gateway mounts and documents it. */
export type Operation = Description<Schema, Schema, Schema, Schema> & {
  access: 'public' | 'staff' | 'browser' | 'customer';
  roles: readonly Role[] | undefined;
  /** It sends a command, which may be accepted and done later. */
  later?: true;
  reach: 'session' | 'portal' | 'invoice' | 'quote' | undefined;
  run(call: Call<Public | Staff | Customer, unknown, unknown, unknown>): Promise<Answer<unknown>>;
  /** The invoice or quote that a customer's call is about. */
  aboutOf: About<Call<Customer, unknown, unknown, unknown>> | undefined;
};

/** How it is done; `later` where that is by a command, which may be accepted and done later. */
type Run<W, P extends Schema, Q extends Schema, B extends Schema, A extends Schema> = {
  (call: Call<W, Maybe<P>, Maybe<Q>, Maybe<B>>): Promise<Answer<Given<A> | AcceptedModel>>;
  later?: true;
};

type Rest = Pick<Operation, 'access' | 'roles' | 'reach'>;

function made(
  description: Description<Schema, Schema, Schema, Schema>,
  rest: Rest,
  run: { later?: true },
  aboutOf?: unknown,
): Operation {
  const later = run.later && { later: run.later };
  // The one place where the types of an operation's own input are given up: what it is called with was read by its own schemas.
  return { ...description, ...rest, ...later, run: run as Operation['run'], aboutOf: aboutOf as Operation['aboutOf'] };
}

/** For anybody. */
export function forAll<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  A extends Schema = undefined,
>(description: Description<P, Q, B, A>, run: Run<Public, P, Q, B, A>): Operation {
  return made(description, { access: 'public', roles: undefined, reach: undefined }, run);
}

/** For staff in a browser and for programs with an API key. */
export function forStaff<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  A extends Schema = undefined,
>(description: Description<P, Q, B, A> & { roles?: readonly Role[] }, run: Run<Staff, P, Q, B, A>): Operation {
  return made(description, { access: 'staff', roles: description.roles, reach: undefined }, run);
}

/** For people of the staff only: no key of a program opens it. */
export function forPeople<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  A extends Schema = undefined,
>(description: Description<P, Q, B, A> & { roles?: readonly Role[] }, run: Run<Staff, P, Q, B, A>): Operation {
  return made(description, { access: 'browser', roles: description.roles, reach: undefined }, run);
}

/** For a customer, who must say what it touches. */
export function forCustomer<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  A extends Schema = undefined,
>(
  description: Description<P, Q, B, A> & { reach: Reach<Call<Customer, Maybe<P>, Maybe<Q>, Maybe<B>>> },
  run: Run<Customer, P, Q, B, A>,
): Operation {
  const { reach, ...rest } = description;
  const access = { access: 'customer' as const, roles: undefined };
  if (typeof reach === 'string') return made(rest, { ...access, reach }, run);
  return 'invoice' in reach
    ? made(rest, { ...access, reach: 'invoice' }, run, reach.invoice)
    : made(rest, { ...access, reach: 'quote' }, run, reach.quote);
}

/** A success with what it holds. */
export function ok<T>(body: T, headers?: Record<string, string>): Answer<T> {
  return { body, ...(headers && { headers }) };
}

/** A success with nothing to say. */
export const nothing: Answer<null> = { body: null };
