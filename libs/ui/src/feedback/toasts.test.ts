import { afterEach, expect, test } from 'vitest';
import { dismissToast, shownToasts, subscribeToToasts, toast } from './toasts.ts';

afterEach(() => {
  for (const { id } of shownToasts()) dismissToast(id);
});

const texts = () => shownToasts().map(({ text }) => text);

test('the newest three are shown, and each can be taken away', () => {
  const takeAway = ['one', 'two', 'three', 'four'].map((text) => toast(text));
  expect(texts()).toEqual(['two', 'three', 'four']);
  takeAway[2]?.();
  expect(texts()).toEqual(['two', 'four']);
});

test('harm stays until it is dismissed, the rest goes by itself', () => {
  toast('Sent', { tone: 'success' });
  toast('Not sent', { tone: 'danger' });
  expect(shownToasts().map(({ stays }) => stays)).toEqual([false, true]);
});

test('readers hear of each change, and no more once they have left', () => {
  const heard: number[] = [];
  const leave = subscribeToToasts(() => heard.push(shownToasts().length));
  const takeAway = toast('one');
  takeAway();
  leave();
  toast('two');
  expect(heard).toEqual([1, 0]);
});
