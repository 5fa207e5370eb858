import { expect, test } from 'vitest';
import { disarm } from './disarm.ts';

test('styles are set aside, so that the page may give them back', () => {
  const { markup, sheets } = disarm(
    '<style media="all">p { color: red }</style><p class="a" style="margin:0">Hello</p>',
  );
  expect(markup).toBe('<p class="a" data-style="margin:0">Hello</p>');
  expect(sheets).toEqual(['p { color: red }']);
});

test.each([
  '<img src=x onerror=alert(1)>',
  '<img src="x"onerror="alert(1)">',
  '<svg/onload=alert(1)>',
  "<p title='a' OnClick = 'x'>",
])('no handler is left in %s', (html) => {
  expect(disarm(html).markup).not.toMatch(/on\w+\s*=/i);
});

test('what people wrote stays as it is', () => {
  const text = 'Rate style = flat, on demand = yes, one = 1';
  expect(disarm(`<p>${text}</p>`).markup).toBe(`<p>${text}</p>`);
});
