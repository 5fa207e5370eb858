import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listen } from './live.ts';

const CLOSED = 2;

/** A stream of the browser's, told by the test what to do. */
class FakeSource extends EventTarget {
  readyState = 0;
  closed = false;

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  fail(final: boolean): void {
    this.readyState = final ? CLOSED : 0;
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.closed = true;
  }
}

function listening() {
  const sources: FakeSource[] = [];
  const heard: string[] = [];
  let returns = 0;
  const stop = listen({
    url: '/live',
    onEvent: ({ id }) => heard.push(id),
    onReturn: () => {
      returns += 1;
    },
    open: () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
    jitter: () => 1,
  });
  return { sources, heard, returns: () => returns, stop };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an event is heard under its own name', () => {
  const { sources, heard } = listening();
  sources[0]?.open();
  sources[0]?.dispatchEvent(new MessageEvent('invoice.paid', { data: '{"id":"e1"}' }));
  expect(heard).toEqual(['e1']);
});

test('a line that cannot be read is passed over', () => {
  const { sources, heard } = listening();
  sources[0]?.dispatchEvent(new MessageEvent('message', { data: '{' }));
  expect(heard).toEqual([]);
});

test('after a break everything is read anew, and not at the first opening', () => {
  const { sources, returns } = listening();
  sources[0]?.open();
  expect(returns()).toBe(0);
  sources[0]?.fail(false);
  sources[0]?.open();
  expect(returns()).toBe(1);
});

test('a stream the server refused is opened again, each time later', () => {
  const { sources } = listening();
  sources[0]?.fail(true);
  vi.advanceTimersByTime(1000);
  expect(sources).toHaveLength(2);
  sources[1]?.fail(true);
  vi.advanceTimersByTime(1000);
  expect(sources).toHaveLength(2);
  vi.advanceTimersByTime(1000);
  expect(sources).toHaveLength(3);
});

test('who stopped listening is not connected again', () => {
  const { sources, stop } = listening();
  sources[0]?.fail(true);
  stop();
  vi.advanceTimersByTime(60_000);
  expect(sources).toHaveLength(1);
  expect(sources[0]?.closed).toBe(true);
});
