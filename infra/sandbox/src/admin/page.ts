import { html } from 'hono/html';

export const style = `
  :root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 15%, Canvas); --soft: color-mix(in srgb, CanvasText 60%, Canvas); }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: CanvasText; background: Canvas; }
  main { max-width: 72rem; margin: 2rem auto; padding: 0 1.25rem; }
  main.narrow { max-width: 26rem; }
  h1 { font-size: 1.3rem; } h2 { font-size: 1rem; margin-top: 2rem; }
  table { border-collapse: collapse; width: 100%; font-size: .85rem; } .scroll { overflow-x: auto; }
  th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
  th { color: var(--soft); font-weight: 500; } td.num { font-variant-numeric: tabular-nums; }
  p.soft, dt { color: var(--soft); }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
  dd { margin: 0; overflow-wrap: anywhere; }
  form { display: grid; gap: .75rem; margin-top: 1.5rem; }
  button { font: inherit; padding: .7rem 1rem; border-radius: .5rem; border: 1px solid var(--line); cursor: pointer; background: Canvas; color: CanvasText; }
  button.main { background: #4f46e5; border-color: #4f46e5; color: #fff; }
  label.choice { display: flex; gap: .6rem; align-items: baseline; } fieldset { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem .75rem; display: grid; gap: .25rem; }
  details { margin-top: 1.5rem; } code { font-size: .85em; overflow-wrap: anywhere; }
  button:focus-visible { outline: 2px solid #4f46e5; outline-offset: 2px; }
`;

/** A page of the sandbox; everything put into it is escaped. */
export const page = (title: string, content: ReturnType<typeof html>, narrow = false) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body><main class="${narrow ? 'narrow' : ''}">${content}</main></body>
</html>`;
