export const inspectorStyle = `
  main { max-width: 76rem; margin: 1.5rem auto 4rem; }
  h1 { margin: 0; }
  .clock { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin-top: 1rem; } .clock span { font-size: .9rem; margin-right: .25rem; }
  .tabs { display: flex; gap: 1.25rem; border-bottom: 1px solid var(--line); margin: 1.5rem 0 .75rem; overflow-x: auto; font-size: .9rem; }
  .tabs a { color: var(--soft); text-decoration: none; padding: .5rem 0; border-bottom: 2px solid transparent; white-space: nowrap; }
  .tabs a:hover { color: CanvasText; } .tabs a[aria-current] { color: CanvasText; border-color: var(--accent); font-weight: 550; }
  td, th { padding-right: 1.25rem; } td:last-child, th:last-child { padding-right: 0; } tbody tr:hover { background: var(--hover); }
  td.acts > div { display: flex; gap: .4rem; justify-content: flex-end; } td.acts button { padding: .2rem .6rem; font-size: .8rem; white-space: nowrap; } button:hover { background: var(--hover); } button:disabled { opacity: .5; cursor: default; }
  .id { font-size: .8rem; color: var(--soft); } .empty { padding: 1.5rem 0; color: var(--soft); } h2 { margin: 1.75rem 0 .5rem; } h2:first-child { margin-top: 1rem; }
  .path { font: .82rem/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; white-space: normal; } .short { display: inline-block; max-width: 15rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; } a.id { color: var(--link); }
  pre.body { margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: .6rem; overflow: auto; max-height: 34rem; font: .8rem/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
  form.sheet { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; margin: .75rem 0 1.25rem; } form.sheet label { display: grid; gap: .25rem; font-size: .8rem; color: var(--soft); flex: 1 1 8rem; min-width: 0; } form.sheet label:first-child { flex-basis: 11rem; }
  form.sheet input, select { font: inherit; font-size: .9rem; height: 2.4rem; padding: 0 .6rem; border-radius: .5rem; border: 1px solid var(--line); background: Canvas; color: CanvasText; width: 100%; min-width: 0; } form.sheet button { height: 2.4rem; padding: 0 1rem; font-size: .9rem; } .clear > div { display: flex; flex-wrap: wrap; gap: .5rem; } form.sheet button.main:hover { background: #4338ca; }
  select:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  #said { position: sticky; bottom: 1rem; margin-top: 1rem; padding: .6rem 1rem; border: 1px solid var(--bad); border-radius: .5rem; background: Canvas; color: var(--bad); } #said:empty { display: none; }
  @media (max-width: 48rem) { .tabs { flex-wrap: wrap; gap: 0 1.1rem; } main { margin-top: 1rem; padding: 0 1rem; } .scroll:has(.cards) { overflow: visible; }
    .cards thead { display: none; } .cards, .cards tbody { display: block; } .cards tr { display: block; padding: .75rem 0; border-bottom: 1px solid var(--line); } .cards tbody tr:hover { background: none; }
    .cards td { display: flex; justify-content: space-between; gap: 1rem; border: 0; padding: .1rem 0; white-space: normal; overflow-wrap: anywhere; text-align: right; }
    .cards td::before { content: attr(data-head); color: var(--soft); flex: none; } .cards td:empty { display: none; } .cards td:first-child { font-size: 1rem; font-weight: 600; text-align: left; } .cards td:first-child::before { content: none; }
    .cards td.acts { display: block; padding-top: .5rem; } .cards td.acts::before { content: none; } .cards td.acts > div { justify-content: flex-start; flex-wrap: wrap; } td.acts button { padding: .45rem .8rem; font-size: .85rem; } }
`;

/** Buttons and forms say what they post; the page is read again afterwards, or says why nothing happened. */
export const inspectorScript = `
  const post = async (button, path, method, body) => {
    button.disabled = true;
    const answer = await fetch('/_sandbox' + path, { method, body }).catch(() => undefined);
    if (answer?.ok) return location.reload();
    button.disabled = false;
    const told = await answer?.json().catch(() => undefined);
    document.getElementById('said').textContent = told?.error ?? 'The sandbox did not answer.';
  };
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-post]');
    if (!button) return;
    const { method = 'POST', body } = button.dataset;
    post(button, button.dataset.post, method, method === 'DELETE' ? undefined : body);
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    event.preventDefault();
    const fields = {};
    for (const { name, value, type, dataset } of form.elements) {
      if (!name || value === '') continue;
      if (name === '*') Object.assign(fields, JSON.parse(value));
      else fields[name] = type === 'number' ? Number(value) * Number(dataset.scale ?? 1) : value;
    }
    post(form.querySelector('button'), form.dataset.post, 'POST', JSON.stringify(fields));
  });
`;
