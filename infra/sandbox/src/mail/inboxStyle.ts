export const inboxStyle = `
  body { display: grid; grid-template-rows: auto minmax(0, 1fr); height: 100dvh; }
  .split { display: grid; grid-template-columns: minmax(18rem, 24rem) minmax(0, 1fr); min-height: 0; }
  .list { display: grid; grid-template-rows: auto minmax(0, 1fr); border-right: 1px solid var(--line); min-height: 0; }
  .tools { padding: .75rem 1rem; border-bottom: 1px solid var(--line); display: grid; gap: .5rem; }
  .tools form { margin: 0; display: flex; gap: .5rem; }
  .tools p { margin: 0; font-size: .8rem; display: flex; align-items: center; justify-content: space-between; gap: .5rem; min-height: 1.9rem; }
  #inbox { overflow-y: auto; list-style: none; margin: 0; padding: 0; }
  #inbox a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 .75rem; padding: .65rem 1rem; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
  #inbox a:hover { background: var(--hover); } #inbox a[aria-current] { background: var(--chosen); box-shadow: inset 3px 0 var(--accent); }
  #inbox a:focus-visible { outline-offset: -2px; }
  #inbox .who { font-weight: 600; font-size: .9rem; } #inbox .subject { grid-column: 1 / -1; } #inbox .from { font-size: .8rem; color: var(--soft); }
  #inbox span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } #inbox time, #inbox .extra { font-size: .8rem; color: var(--soft); text-align: right; }
  .empty { padding: 3rem 1.5rem; text-align: center; color: var(--soft); } .empty code { font-size: .85rem; overflow-wrap: anywhere; }
  main.reading { max-width: none; margin: 0; padding: 0; display: grid; grid-template-rows: auto minmax(0, 1fr); min-height: 0; min-width: 0; }
  main.empty { display: block; padding: 20vh 1.5rem; }
  .head { padding: 1.1rem 1.5rem .25rem; border-bottom: 1px solid var(--line); }
  .head h1 { font-size: 1.25rem; line-height: 1.35; margin: 0 0 .6rem; overflow-wrap: anywhere; }
  .head dl { margin: 0; font-size: .85rem; gap: .1rem .75rem; }
  .files { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: .75rem 0 0; padding: 0; }
  .files li { display: flex; border: 1px solid var(--line); border-radius: .5rem; font-size: .85rem; overflow: hidden; max-width: 100%; }
  .files a { padding: .35rem .7rem; text-decoration: none; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .files a:hover { background: var(--hover); }
  .files a + a { border-left: 1px solid var(--line); color: var(--soft); flex: none; }
  .tabs { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin-top: .75rem; font-size: .88rem; }
  .tabs a { color: var(--soft); text-decoration: none; padding: .4rem 0; border-bottom: 2px solid transparent; }
  .tabs a:hover { color: CanvasText; } .tabs a[aria-current] { color: CanvasText; border-color: var(--accent); font-weight: 550; } .tabs .end { margin-left: auto; }
  iframe { border: 0; width: 100%; height: 100%; display: block; background: Canvas; }
  .source { margin: 0; padding: 1.25rem 1.5rem; overflow: auto; font: 13px/1.55 ui-monospace, SFMono-Regular, Menlo, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
  .headers { overflow: auto; padding: 1rem 1.5rem; } .headers td { white-space: normal; overflow-wrap: anywhere; vertical-align: top; } .headers td:first-child { color: var(--soft); white-space: nowrap; }
  .back { display: none; }
  @media (max-width: 52rem) {
    .split { grid-template-columns: minmax(0, 1fr); } .list { border-right: 0; } .split.one .list, .split.many .reading { display: none; }
    .split.one { display: block; } body:has(.split.one) { display: block; height: auto; } iframe { height: 85dvh; }
    .back { display: inline-block; margin-bottom: .5rem; font-size: .9rem; text-decoration: none; padding: .2rem 0; }
    .head { padding: .75rem 1rem .1rem; } .head h1 { font-size: 1.1rem; } .head dl { font-size: .8rem; } .source, .headers { padding: 1rem; } .headers td:first-child { white-space: normal; }
  }
`;

/** Shows times in the reader's zone, brings new mail into the list, and asks before everything is deleted. */
export const inboxScript = `
  const local = (root) => root.querySelectorAll('time').forEach((time) => {
    const at = new Date(time.dateTime);
    const today = at.toDateString() === new Date().toDateString();
    time.textContent = time.dataset.full !== undefined ? at.toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'medium' })
      : today ? at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }) : at.toLocaleDateString([], { day: 'numeric', month: 'short' });
    time.title = at.toISOString();
  });
  local(document);
  document.querySelector('#inbox [aria-current]')?.scrollIntoView({ block: 'nearest' });
  let shown = document.querySelector('.list').dataset.newest;
  const refresh = async () => {
    if (document.hidden) return;
    const newest = await fetch('/_sandbox/mail/newest').then((answer) => answer.json()).catch(() => undefined);
    if (newest === undefined || newest.id === shown) return;
    const page = await fetch(location.href).then((answer) => answer.text());
    const next = new DOMParser().parseFromString(page, 'text/html');
    for (const id of ['inbox', 'counted']) document.getElementById(id).replaceChildren(...next.getElementById(id).childNodes);
    local(document.getElementById('inbox'));
    shown = newest.id;
  };
  setInterval(refresh, 2000);
  document.addEventListener('visibilitychange', refresh);
  document.getElementById('forget').addEventListener('click', async () => {
    if (!confirm('Delete every message of the sandbox?')) return;
    await fetch('/_sandbox/mail/messages', { method: 'DELETE' });
    location.href = '/_sandbox/mail';
  });
`;
