-- Safe to run at every start, by several nodes at once: the lock lets one through at a time.
-- All of it is sent as one message, so it is one transaction.
SET LOCAL statement_timeout = '30s';
SELECT pg_advisory_xact_lock(4223007);

CREATE TABLE IF NOT EXISTS account (
  id           bigint PRIMARY KEY,
  credit_limit bigint NOT NULL CHECK (credit_limit >= 0),
  balance      bigint NOT NULL DEFAULT 0,
  version      bigint NOT NULL DEFAULT 0,
  CONSTRAINT balance_within_limit CHECK (balance >= -credit_limit)
);

CREATE TABLE IF NOT EXISTS posting (
  account_id    bigint NOT NULL REFERENCES account,
  sequence      bigint NOT NULL CHECK (sequence > 0),
  amount        bigint NOT NULL CHECK (amount > 0),
  kind          text NOT NULL CHECK (kind IN ('CREDIT', 'DEBIT')),
  description   text NOT NULL,
  posted_at     timestamptz NOT NULL,
  balance_after bigint NOT NULL,
  PRIMARY KEY (account_id, sequence)
);

-- A posting. The update locks the account's row, and a concurrent one waits and then judges the
-- balance it finds afterwards, so the limit holds under any concurrency, and sequences have no gaps.
CREATE OR REPLACE FUNCTION post(
  IN  wanted_account     bigint,
  IN  wanted_kind        text,
  IN  wanted_amount      bigint,
  IN  wanted_description text,
  OUT outcome            text,
  OUT new_balance        bigint,
  OUT its_limit          bigint,
  OUT new_sequence       bigint)
LANGUAGE plpgsql AS $$
DECLARE
  change bigint := CASE wanted_kind WHEN 'CREDIT' THEN wanted_amount WHEN 'DEBIT' THEN -wanted_amount END;
BEGIN
  UPDATE account
     SET balance = balance + change, version = version + 1
   WHERE id = wanted_account AND (change > 0 OR balance + change >= -credit_limit)
  RETURNING balance, credit_limit, version INTO new_balance, its_limit, new_sequence;
  IF FOUND THEN
    INSERT INTO posting (account_id, sequence, amount, kind, description, posted_at, balance_after)
    VALUES (wanted_account, new_sequence, wanted_amount, wanted_kind, wanted_description,
            clock_timestamp(), new_balance);
    outcome := 'POSTED';
  ELSIF EXISTS (SELECT FROM account WHERE id = wanted_account) THEN
    outcome := 'INSUFFICIENT';
  ELSE
    outcome := 'UNKNOWN_ACCOUNT';
  END IF;
END
$$;

-- Must always be empty: balances below their limit, or different from the sum of their postings.
CREATE OR REPLACE VIEW violated_limits AS
SELECT a.id AS account_id, a.balance, a.credit_limit, a.version,
       coalesce(p.total, 0) AS sum_of_postings, coalesce(p.postings, 0) AS postings
  FROM account a
  LEFT JOIN (SELECT account_id, count(*) AS postings,
                    sum(CASE kind WHEN 'CREDIT' THEN amount ELSE -amount END) AS total
               FROM posting GROUP BY account_id) p ON p.account_id = a.id
 WHERE a.balance < -a.credit_limit
    OR a.balance <> coalesce(p.total, 0)
    OR a.version <> coalesce(p.postings, 0);

-- Must always be empty: postings after which the running balance was below the limit, or was not
-- what the posting says, or that are out of sequence.
CREATE OR REPLACE VIEW violated_history AS
SELECT h.account_id, h.sequence, h.balance_after, h.running_balance, h.credit_limit
  FROM (SELECT p.account_id, p.sequence, p.balance_after, a.credit_limit,
               sum(CASE p.kind WHEN 'CREDIT' THEN p.amount ELSE -p.amount END) OVER history
                 AS running_balance,
               row_number() OVER history AS place
          FROM posting p JOIN account a ON a.id = p.account_id
        WINDOW history AS (PARTITION BY p.account_id ORDER BY p.sequence)) h
 WHERE h.running_balance < -h.credit_limit
    OR h.running_balance <> h.balance_after
    OR h.sequence <> h.place;

INSERT INTO account (id, credit_limit)
VALUES (1, 100000), (2, 80000), (3, 1000000), (4, 10000000), (5, 500000)
ON CONFLICT (id) DO NOTHING;
