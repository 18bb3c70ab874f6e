-- Amounts are minor units of the register's currency, times UTC ticks (100 ns), days yyyy-MM-dd of the bank's zone.
CREATE TABLE IF NOT EXISTS accounts (
  account TEXT NOT NULL PRIMARY KEY,
  holder_name TEXT NOT NULL, id_kind TEXT NOT NULL, id_number TEXT NOT NULL,
  address TEXT NOT NULL, postcode TEXT NOT NULL, phone TEXT NOT NULL,
  account_kind TEXT NOT NULL, account_class TEXT NOT NULL,
  branch_name TEXT NOT NULL, branch_code TEXT NOT NULL,
  opened_at INTEGER NOT NULL, closed_at INTEGER NULL,
  nature TEXT NOT NULL, status TEXT NOT NULL, linked_funds_account TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS accounts_by_party ON accounts (id_number, id_kind, holder_name);

CREATE TABLE IF NOT EXISTS co_owners (
  account TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, share TEXT NULL,
  PRIMARY KEY (account, position)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS assets (
  account TEXT NOT NULL, product_no TEXT NOT NULL, name TEXT NOT NULL, units TEXT NOT NULL, value TEXT NOT NULL, currency TEXT NOT NULL, linked_account TEXT NOT NULL,
  details TEXT NOT NULL,
  PRIMARY KEY (account, product_no)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS assets_by_linked_account ON assets (linked_account);

CREATE TABLE IF NOT EXISTS registers (
  account TEXT NOT NULL, sub_account TEXT NOT NULL, currency TEXT NOT NULL, cash_kind TEXT NOT NULL, kind TEXT NOT NULL,
  balance INTEGER NOT NULL CHECK (balance >= 0),
  PRIMARY KEY (account, sub_account)
) WITHOUT ROWID;

-- One row for each part of a claim: a rise is a part of its own, with its own registration time.
CREATE TABLE IF NOT EXISTS claims (
  account TEXT NOT NULL, sub_account TEXT NOT NULL, claim_id TEXT NOT NULL, part INTEGER NOT NULL,
  kind TEXT NOT NULL, holder TEXT NOT NULL, address TEXT NOT NULL, contact TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), registered_at INTEGER NOT NULL, product_no TEXT NOT NULL, remark TEXT NOT NULL,
  PRIMARY KEY (account, sub_account, claim_id, part)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS other_freezes (
  account TEXT NOT NULL, sub_account TEXT NOT NULL, document_no TEXT NOT NULL, authority TEXT NOT NULL,
  limit_amount INTEGER NULL CHECK (limit_amount >= 0), from_day TEXT NOT NULL, to_day TEXT NOT NULL, registered_at INTEGER NOT NULL,
  product_no TEXT NOT NULL, remark TEXT NOT NULL,
  PRIMARY KEY (account, sub_account, document_no)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS internal_holds (
  account TEXT NOT NULL, sub_account TEXT NOT NULL, id TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (account, sub_account, id)
) WITHOUT ROWID;

-- The gateway's limit holds; limit_amount NULL: unlimited.
CREATE TABLE IF NOT EXISTS holds (
  account TEXT NOT NULL, hold_id TEXT NOT NULL, sub_account TEXT NOT NULL,
  limit_amount INTEGER NULL CHECK (limit_amount >= 0), to_day TEXT NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (account, hold_id)
) WITHOUT ROWID;

-- What was answered under each idempotency key, refusals too; written in the same transaction as the effect.
CREATE TABLE IF NOT EXISTS operations (
  key TEXT NOT NULL PRIMARY KEY, content TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL
) WITHOUT ROWID;

-- One row for each effect. For a hold, amount is its new limit (NULL: unlimited); ref is the hold, claim or document.
CREATE TABLE IF NOT EXISTS journal (
  no INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NULL UNIQUE,
  account TEXT NOT NULL, sub_account TEXT NOT NULL, ref TEXT NOT NULL, currency TEXT NOT NULL,
  amount INTEGER NULL, balance INTEGER NOT NULL, detail TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS transactions (
  no INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, sub_account TEXT NOT NULL,
  kind TEXT NOT NULL, debit INTEGER NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL, at INTEGER NOT NULL,
  counterparty TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS transactions_by_account ON transactions (account, sub_account, no);

CREATE TABLE IF NOT EXISTS rates (currency TEXT NOT NULL PRIMARY KEY, rate TEXT NOT NULL) WITHOUT ROWID;

-- Which debits are remittances: those of an order, or to a bank.
CREATE TABLE IF NOT EXISTS remittances (order_no TEXT NOT NULL, bank_no TEXT NOT NULL, PRIMARY KEY (order_no, bank_no)) WITHOUT ROWID;

-- Remittances by their debit's key, with the hold for a sum that comes back.
CREATE TABLE IF NOT EXISTS payments (
  key TEXT NOT NULL PRIMARY KEY, order_no TEXT NOT NULL, account TEXT NOT NULL, sub_account TEXT NOT NULL, amount INTEGER NOT NULL,
  hold_id TEXT NULL, hold_to TEXT NULL, state TEXT NOT NULL, reference TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS payments_by_order ON payments (order_no);
