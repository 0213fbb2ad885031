CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE cases (
    id INTEGER NOT NULL,
    hour VARCHAR(13) NOT NULL,
    steps JSON NOT NULL,
    back JSON NOT NULL,
    outcome VARCHAR(60),
    CONSTRAINT pk_cases PRIMARY KEY (id)
);

CREATE INDEX ix_cases_hour ON cases (hour);

CREATE TABLE case_counts (
    month VARCHAR(7) NOT NULL,
    path VARCHAR(64) NOT NULL,
    steps JSON NOT NULL,
    outcome VARCHAR(60),
    cases INTEGER NOT NULL,
    back JSON NOT NULL,
    CONSTRAINT pk_case_counts PRIMARY KEY (month, path)
);

CREATE TABLE remarks (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    revision VARCHAR(12) NOT NULL,
    step VARCHAR(60) NOT NULL,
    doubt VARCHAR(20) NOT NULL,
    text TEXT NOT NULL,
    state VARCHAR(12) DEFAULT 'open' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    changed_by VARCHAR(80) DEFAULT '' NOT NULL,
    changed_at DATETIME,
    CONSTRAINT pk_remarks PRIMARY KEY (id)
);

CREATE INDEX ix_remarks_step ON remarks (step);

CREATE INDEX ix_remarks_at ON remarks (at);

CREATE TABLE refused_remarks (
    day VARCHAR(10) NOT NULL,
    times INTEGER NOT NULL,
    CONSTRAINT pk_refused_remarks PRIMARY KEY (day)
);

CREATE TABLE votes (
    workshop VARCHAR(32) NOT NULL,
    question VARCHAR(200) NOT NULL,
    voter VARCHAR(32) NOT NULL,
    option VARCHAR(60) NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_votes PRIMARY KEY (workshop, question, voter)
);

CREATE INDEX ix_votes_at ON votes (at);

CREATE TABLE notices (
    id INTEGER NOT NULL,
    text TEXT NOT NULL,
    start DATETIME NOT NULL,
    "end" DATETIME NOT NULL,
    situation INTEGER,
    CONSTRAINT pk_notices PRIMARY KEY (id)
);

CREATE INDEX ix_notices_end ON notices ("end");

CREATE TABLE revisions (
    id INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    digest VARCHAR(12) NOT NULL,
    content TEXT NOT NULL,
    author VARCHAR(80) NOT NULL,
    message TEXT NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_revisions PRIMARY KEY (id),
    CONSTRAINT uq_revisions_parent UNIQUE (parent)
);

CREATE TABLE drafts (
    author VARCHAR(80) NOT NULL,
    base INTEGER NOT NULL,
    place INTEGER NOT NULL,
    mark VARCHAR(32) NOT NULL,
    CONSTRAINT pk_drafts PRIMARY KEY (author),
    CONSTRAINT fk_drafts_base_revisions FOREIGN KEY(base) REFERENCES revisions (id)
);

CREATE TABLE draft_values (
    author VARCHAR(80) NOT NULL,
    place INTEGER NOT NULL,
    done TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_draft_values PRIMARY KEY (author, place),
    CONSTRAINT fk_draft_values_author_drafts FOREIGN KEY(author) REFERENCES drafts (author) ON DELETE CASCADE
);

CREATE TRIGGER revisions_stay_update BEFORE UPDATE ON revisions
       BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;

CREATE TRIGGER revisions_stay_delete BEFORE DELETE ON revisions
       BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;

INSERT INTO alembic_version VALUES ('0001_schema');
