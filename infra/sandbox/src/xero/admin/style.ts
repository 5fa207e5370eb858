export const booksStyle = `
  main { max-width: 76rem; margin: 1.5rem auto 4rem; }
  .title { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; } .title h1 { margin: 0; } .title p { margin: 0; }
  .orgs { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0 0; }
  .orgs a { padding: .3rem .8rem; border: 1px solid var(--line); border-radius: 2rem; font-size: .88rem; text-decoration: none; color: CanvasText; }
  .orgs a:hover { background: var(--hover); } .orgs a[aria-current] { background: var(--chosen); border-color: var(--accent); }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 1.25rem 0 0; }
  .figures div { border: 1px solid var(--line); border-radius: .6rem; padding: .7rem 1rem; } .figures dt { font-size: .8rem; } .figures dd { font-size: 1.15rem; font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .tabs { display: flex; gap: 1.25rem; border-bottom: 1px solid var(--line); margin: 1.5rem 0 .75rem; overflow-x: auto; font-size: .9rem; }
  .tabs a { color: var(--soft); text-decoration: none; padding: .5rem 0; border-bottom: 2px solid transparent; white-space: nowrap; }
  .tabs a:hover { color: CanvasText; } .tabs a[aria-current] { color: CanvasText; border-color: var(--accent); font-weight: 550; }
  td, th { padding-right: 1.25rem; } td:last-child, th:last-child { padding-right: 0; } tbody tr:hover { background: var(--hover); }
  .requests td:nth-child(4) { white-space: normal; min-width: 12rem; overflow-wrap: anywhere; }
  td.wide { white-space: normal; min-width: 12rem; overflow-wrap: anywhere; } .empty { padding: 2rem 0; color: var(--soft); }
  .paper { border: 1px solid var(--line); border-radius: .75rem; padding: 1.5rem; margin-top: 1.25rem; }
  .facts { grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem; margin: 0 0 1.5rem; } .facts dt { font-size: .8rem; }
  .brief { display: none; } .lines tfoot td:first-child { white-space: normal; } tfoot td { border-bottom: 0; } tfoot tr.sum td { font-weight: 650; border-top: 1px solid var(--line); } .back { text-decoration: none; font-size: .9rem; }
  @media (max-width: 40rem) { .paper { padding: 1rem; } main { margin-top: 1rem; padding: 0 1rem; } .figures { grid-template-columns: 1fr 1fr; gap: .5rem; } .figures dd { font-size: 1rem; }
    .cards thead, .lines thead { display: none; } .cards, .cards tbody, .lines tbody, .lines tfoot { display: block; }
    .cards tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line); }
    .cards td { display: flex; justify-content: space-between; gap: 1rem; border: 0; padding: .1rem 0; white-space: normal; overflow-wrap: anywhere; text-align: right; }
    .cards td:empty { display: none; } .cards td::before { content: attr(data-head); color: var(--soft); flex: none; } .cards td:first-child { font-weight: 600; text-align: left; } .cards td:first-child::before { content: none; }
    .bills tr { display: grid; grid-template-columns: 1fr auto; } .bills td { display: block; text-align: left; } .bills td::before { content: none; }
    .bills td:nth-child(2) { grid-area: 2 / 1; } .bills td:nth-child(3), .bills td:nth-child(7), .bills td:nth-child(8) { display: none; } .bills td:nth-child(4) { grid-area: 3 / 1; color: var(--soft); }
    .bills td:nth-child(4)::before { content: 'due '; } .bills td:nth-child(5) { grid-area: 2 / 2; justify-self: end; } .bills td:nth-child(6) { grid-area: 1 / 2; text-align: right; font-weight: 600; }
    .lines tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line); } .lines tbody td:not(.wide):not(:last-child) { display: none; }
    .lines td { border: 0; padding: 0; white-space: normal; } .lines tfoot tr { border: 0; padding: .2rem 0; } .lines tfoot tr.sum { border-top: 1px solid var(--line); } .lines tfoot tr.sum td { border: 0; } .lines tfoot td:first-child { text-align: left; } .brief { display: block; color: var(--soft); font-size: .8rem; } }
`;
