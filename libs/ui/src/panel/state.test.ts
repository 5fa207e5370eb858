import { expect, test } from 'vitest';
import {
  currentCursor,
  nextPage,
  type PanelState,
  previousPage,
  readPanelState,
  startOfPanel,
  withFilter,
  withSearch,
  writePanelState,
} from './state.ts';

const thirdPage: PanelState = { filter: 'overdue', search: 'acme & sons', trail: ['c1', 'c2'] };

test('next and previous go the same way forth and back', () => {
  const second = nextPage(startOfPanel, 'c1');
  const third = nextPage(second, 'c2');
  expect(currentCursor(third)).toBe('c2');
  expect(previousPage(third)).toEqual(second);
  expect(currentCursor(previousPage(second))).toBeNull();
  expect(previousPage(startOfPanel)).toEqual(startOfPanel);
});

test('another filter or search starts on its first page', () => {
  expect(withFilter(thirdPage, 'paid')).toEqual({ filter: 'paid', search: 'acme & sons', trail: [] });
  expect(withSearch(thirdPage, 'blue')).toEqual({ filter: 'overdue', search: 'blue', trail: [] });
});

test('an address gives back the state it was made of', () => {
  const address = writePanelState(thirdPage);
  expect(readPanelState(new URLSearchParams(address.toString()))).toEqual(thirdPage);
});

test('the plain state leaves no trace in the address, and other parameters stay', () => {
  const address = writePanelState(startOfPanel, new URLSearchParams('tab=invoices&filter=old&after=x'));
  expect(address.toString()).toBe('tab=invoices');
});

test('a trail does not grow beyond what an address holds, and keeps its newest steps', () => {
  const far = Array.from({ length: 80 }, (_, at) => `c${at}`).reduce(nextPage, startOfPanel);
  expect(far.trail).toHaveLength(50);
  expect(currentCursor(far)).toBe('c79');
  const pasted = new URLSearchParams(far.trail.concat(far.trail).map((cursor) => ['after', cursor]));
  expect(readPanelState(pasted).trail).toHaveLength(50);
});
