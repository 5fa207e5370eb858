// Runs in the page's head: a link is opened, and its invoice asked for, while the page's scripts are still on their way. The scripts take
// the answers (takeBegun in begun.ts); what fails here is asked again there. The token stays in the address until the scripts take it out.
(() => {
  const token = location.hash.slice(1);
  if (token === '' || (location.pathname !== '/pay' && location.pathname !== '/quote')) return;
  const begun = {};
  const begin = (method, path, init) => {
    const url = `/api/v1/portal${path}`;
    const answer = fetch(url, { method, credentials: 'same-origin', ...init });
    begun[`${method} ${url} ${init.body || ''}`] = answer;
    // Whoever takes it hears of it; nobody else need.
    answer.catch(() => {});
    return answer;
  };
  window.purserBegun = begun;
  const body = JSON.stringify({ token });
  const opening = begin('POST', '/open', { headers: { 'Content-Type': 'application/json' }, body });
  const opened = opening.then(async (answer) => {
    const session = answer.ok ? await answer.clone().json() : {};
    if (session.invoiceId) begin('GET', `/invoices/${session.invoiceId}`, {});
    return answer;
  });
  opened.catch(() => {});
  begun[`POST /api/v1/portal/open ${body}`] = opened;
})();
