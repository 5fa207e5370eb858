import { expect, test } from 'vitest';
import { hex, isDark } from './appearance.ts';

test.each([
  ['#ffffff', false],
  ['#16181d', true],
  ['#f3f4f6', false],
  ['#000000', true],
])('%s is dark: %s', (color, dark) => expect(isDark(color)).toBe(dark));

test('a colour is written in six digits', () => expect(hex(1, 16, 255)).toBe('#0110ff'));
