-- A link to a quote: it lives as long as the quote can be accepted, and shows that quote and nothing else.
alter table links add column quote_id uuid,
  drop constraint links_check,
  add constraint links_check check (case kind
    when 'invoice' then num_nonnulls(invoice_id) = 1 and num_nonnulls(quote_id, browser_hash) = 0
    when 'quote' then num_nonnulls(quote_id) = 1 and num_nonnulls(invoice_id, browser_hash) = 0
    when 'signIn' then num_nonnulls(browser_hash) = 1 and num_nonnulls(invoice_id, quote_id) = 0
    else false end);
create index links_quote on links (tenant_id, quote_id) where quote_id is not null;
