-- Accounts are of persons or of devices and services; failed sign-ins count per username and address.
alter table registry.account add column kind text not null default 'person'
    check (kind in ('person', 'service'));
comment on column registry.account.kind is
    'a service (device, script) has no credential: it comes in by tokens alone, a person by password';
create index token_account on kernel.token (account_id, created_at);
comment on table kernel.lockout is
    'Failed sign-ins per username hash, per username hash and address, and per address';
