-- One row is one record. What SQL asks for is a column; the record itself is the JSON document in `body`.
-- Times are microseconds since 1970 in UTC. BIGINT, HEAP, CLUSTERED and SEQUENCE are spelled out by each driver.

-- The identities of all records, whatever they are of. They are no rows of a table: what takes one waits for nobody.
CREATE SEQUENCE ids START 1001;

-- Where a move into this store comes from, in one row, for as long as not all of it is here.
CREATE TABLE unfinished_move (number BIGINT PRIMARY KEY, source TEXT NOT NULL) HEAP;

-- What the columns say already is not in the body of a customer: it holds the details alone.
CREATE TABLE customers (
  id BIGINT PRIMARY KEY,
  ref TEXT COLLATE "C" NOT NULL UNIQUE,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
) HEAP;

-- Where a customer is recognised: telephone numbers, mail addresses, references.
CREATE TABLE contact_points (
  kind TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  customer BIGINT NOT NULL,
  PRIMARY KEY (kind, value, customer)
) CLUSTERED;

-- The folded words by which customers are found.
CREATE TABLE customer_words (
  word TEXT COLLATE "C" NOT NULL,
  customer BIGINT NOT NULL,
  PRIMARY KEY (word, customer)
) CLUSTERED;
CREATE INDEX customer_words_of ON customer_words (customer, word);

-- The folded names of those who have two, in both orders: two words that are each common are found here at once.
CREATE TABLE customer_names (
  name TEXT COLLATE "C" NOT NULL,
  customer BIGINT NOT NULL,
  PRIMARY KEY (name, customer)
) CLUSTERED;

CREATE TABLE products (
  id BIGINT PRIMARY KEY,
  ref TEXT COLLATE "C" NOT NULL UNIQUE,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
) HEAP;

-- Which product a variant is of.
CREATE TABLE variants (
  sku TEXT COLLATE "C" NOT NULL,
  product BIGINT NOT NULL,
  PRIMARY KEY (sku, product)
) CLUSTERED;
CREATE INDEX variants_of ON variants (product);

-- The folded words by which products are found.
CREATE TABLE product_words (
  word TEXT COLLATE "C" NOT NULL,
  product BIGINT NOT NULL,
  PRIMARY KEY (word, product)
) CLUSTERED;
CREATE INDEX product_words_of ON product_words (product, word);

CREATE TABLE orders (
  id BIGINT PRIMARY KEY,
  ref TEXT COLLATE "C" NOT NULL UNIQUE,
  folded_ref TEXT COLLATE "C" NOT NULL,
  customer BIGINT NOT NULL REFERENCES customers,
  placed_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
) HEAP;
CREATE INDEX orders_folded ON orders (folded_ref);
CREATE INDEX orders_of ON orders (customer, placed_at, id);

CREATE TABLE contacts (
  id BIGINT PRIMARY KEY,
  ref TEXT COLLATE "C" NOT NULL UNIQUE,
  customer BIGINT REFERENCES customers,
  state TEXT COLLATE "C" NOT NULL,
  agent TEXT COLLATE "C" NOT NULL,
  channel TEXT COLLATE "C" NOT NULL,
  queue TEXT COLLATE "C" NOT NULL,
  priority BIGINT NOT NULL,
  origin TEXT COLLATE "C" NOT NULL,
  arrived_at BIGINT NOT NULL,
  answered_at BIGINT,
  closed_at BIGINT,
  wait_seconds BIGINT NOT NULL,
  handled_seconds BIGINT NOT NULL,
  resolved BIGINT,
  outage TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
) HEAP;
CREATE INDEX contacts_of ON contacts (customer, arrived_at, id);
CREATE INDEX contacts_from ON contacts (origin, arrived_at) WHERE customer IS NULL AND origin <> '';
CREATE INDEX contacts_waiting ON contacts (priority, arrived_at, id) WHERE state = 'waiting';
CREATE INDEX contacts_on_desk ON contacts (agent, answered_at, id) WHERE state IN ('open', 'held', 'wrapping');
CREATE INDEX contacts_arrived ON contacts (arrived_at, id);
CREATE INDEX contacts_closed ON contacts (agent, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX contacts_about ON contacts (outage) WHERE outage <> '';
-- Found by its reference however it is written: without `#`, case and blanks.
CREATE INDEX contacts_named ON contacts (lower(replace(replace(ref, '#', ''), ' ', '')));

CREATE TABLE callbacks (
  id BIGINT PRIMARY KEY,
  ref TEXT COLLATE "C" NOT NULL UNIQUE,
  customer BIGINT REFERENCES customers,
  contact BIGINT REFERENCES contacts,
  due_at BIGINT NOT NULL,
  agent TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
) HEAP;
CREATE INDEX callbacks_due ON callbacks (due_at, id) WHERE state = 'open';
CREATE INDEX callbacks_of ON callbacks (customer, due_at);
CREATE INDEX callbacks_named ON callbacks (lower(replace(replace(ref, '#', ''), ' ', '')));

CREATE TABLE cases (
  id BIGINT PRIMARY KEY,
  ref TEXT COLLATE "C" NOT NULL UNIQUE,
  folded_ref TEXT COLLATE "C" NOT NULL,
  customer BIGINT NOT NULL REFERENCES customers,
  status TEXT COLLATE "C" NOT NULL,
  agent TEXT COLLATE "C" NOT NULL,
  addressee TEXT COLLATE "C" NOT NULL,
  opened_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
) HEAP;
CREATE INDEX cases_folded ON cases (folded_ref);
CREATE INDEX cases_of ON cases (customer, opened_at, id);
CREATE INDEX cases_open ON cases (status, due_at, id) WHERE status <> 'closed';

-- What is above somebody's authority, until somebody who may says yes or no.
CREATE TABLE approvals (
  id BIGINT PRIMARY KEY,
  ref TEXT COLLATE "C" NOT NULL UNIQUE,
  folded_ref TEXT COLLATE "C" NOT NULL,
  customer BIGINT REFERENCES customers,
  verdict TEXT COLLATE "C" NOT NULL,
  asked_by TEXT COLLATE "C" NOT NULL,
  asked_at BIGINT NOT NULL,
  decided_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
) HEAP;
CREATE INDEX approvals_folded ON approvals (folded_ref);
CREATE INDEX approvals_of ON approvals (customer, asked_at, id);
CREATE INDEX approvals_waiting ON approvals (asked_at, id) WHERE verdict = 'waiting';
CREATE INDEX approvals_asked ON approvals (asked_by, decided_at);

CREATE TABLE accounts (
  id BIGINT PRIMARY KEY,
  ref TEXT COLLATE "C" NOT NULL UNIQUE,
  folded_ref TEXT COLLATE "C" NOT NULL,
  customer BIGINT NOT NULL REFERENCES customers,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
) HEAP;
CREATE INDEX accounts_folded ON accounts (folded_ref);
CREATE INDEX accounts_of ON accounts (customer, id);

-- The movements of money on accounts. `owed` is what one adds to what is owed; no balance is kept anywhere.
CREATE TABLE entries (
  id BIGINT PRIMARY KEY,
  ref TEXT COLLATE "C" NOT NULL UNIQUE,
  folded_ref TEXT COLLATE "C" NOT NULL,
  account BIGINT NOT NULL REFERENCES accounts,
  at BIGINT NOT NULL,
  owed BIGINT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
) HEAP;
CREATE INDEX entries_folded ON entries (folded_ref);
CREATE INDEX entries_of ON entries (account, at, id);

CREATE TABLE outages (
  id BIGINT PRIMARY KEY,
  ref TEXT COLLATE "C" NOT NULL UNIQUE,
  folded_ref TEXT COLLATE "C" NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
) HEAP;
CREATE INDEX outages_folded ON outages (folded_ref);
CREATE INDEX outages_running ON outages (started_at, id) WHERE ended_at IS NULL;
CREATE INDEX outages_ended ON outages (ended_at, id) WHERE ended_at IS NOT NULL;

CREATE TABLE answers (
  id BIGINT PRIMARY KEY,
  ref TEXT COLLATE "C" NOT NULL UNIQUE,
  version BIGINT NOT NULL,
  digest BIGINT NOT NULL,
  uses BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  called TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  taught BIGINT NOT NULL,
  body TEXT NOT NULL
) HEAP;
-- What tells whether an answer is still as it was, without reading any.
CREATE INDEX answers_briefly ON answers (id, digest, version, uses);
CREATE INDEX answers_taken ON answers (used_at);
-- By what an answer is called in a text: its reference and its key, folded.
CREATE INDEX answers_called ON answers (called);
CREATE INDEX answers_key ON answers (key) WHERE key <> '';

-- The answers that an agent wants at hand.
CREATE TABLE favourites (
  agent TEXT COLLATE "C" NOT NULL,
  answer BIGINT NOT NULL REFERENCES answers,
  at BIGINT NOT NULL,
  PRIMARY KEY (agent, answer)
) CLUSTERED;
-- Where a team lead pinned something, or let something be forgotten.
CREATE INDEX answers_taught ON answers (id) WHERE taught = 1;

-- What was typed and what was then taken. Of what was taken without a search the query is empty.
CREATE TABLE picks (
  id BIGINT PRIMARY KEY,
  query TEXT NOT NULL,
  answer BIGINT NOT NULL REFERENCES answers,
  agent TEXT COLLATE "C" NOT NULL,
  contact BIGINT,
  queue TEXT COLLATE "C" NOT NULL,
  guide TEXT COLLATE "C" NOT NULL,
  tier TEXT NOT NULL,
  at BIGINT NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL UNIQUE
) HEAP;
CREATE INDEX picks_at ON picks (at, id);
CREATE INDEX picks_of ON picks (answer, contact);

-- What was typed in vain: a row for the same words of an agent and a queue, with what was typed last and how often.
CREATE TABLE misses (
  digest TEXT COLLATE "C" PRIMARY KEY,
  query TEXT NOT NULL,
  queue TEXT COLLATE "C" NOT NULL,
  agent TEXT COLLATE "C" NOT NULL,
  why TEXT COLLATE "C" NOT NULL,
  times BIGINT NOT NULL,
  at BIGINT NOT NULL
) CLUSTERED;
CREATE INDEX misses_at ON misses (at);

CREATE TABLE journal (
  id BIGINT PRIMARY KEY,
  key TEXT COLLATE "C" UNIQUE,
  at BIGINT NOT NULL,
  agent TEXT COLLATE "C" NOT NULL,
  contact BIGINT,
  customer BIGINT,
  undone_by BIGINT,
  answer BIGINT,
  approved_by TEXT COLLATE "C" NOT NULL,
  action TEXT NOT NULL,
  changes TEXT NOT NULL
) HEAP;
CREATE INDEX journal_of ON journal (customer, at, id);
CREATE INDEX journal_of_answer ON journal (answer, id) WHERE answer IS NOT NULL;
CREATE INDEX journal_at ON journal (at, id);

-- Words that stand in no dictionary and are right all the same.
CREATE TABLE learned_words (
  word TEXT COLLATE "C" PRIMARY KEY,
  agent TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL
) CLUSTERED;

-- Every text that is being written, by the record it belongs to.
CREATE TABLE drafts (
  agent TEXT COLLATE "C" NOT NULL,
  record TEXT COLLATE "C" NOT NULL,
  field TEXT COLLATE "C" NOT NULL,
  body TEXT NOT NULL,
  caret BIGINT NOT NULL,
  written_at BIGINT NOT NULL,
  PRIMARY KEY (agent, record, field)
) CLUSTERED;

CREATE TABLE agent_states (
  id BIGINT PRIMARY KEY,
  agent TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  reason TEXT NOT NULL,
  set_by TEXT COLLATE "C" NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT
) HEAP;
CREATE INDEX agent_states_of ON agent_states (agent, started_at);
CREATE UNIQUE INDEX agent_states_running ON agent_states (agent) WHERE ended_at IS NULL;
