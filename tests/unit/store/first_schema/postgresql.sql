CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE cases (
    id SERIAL NOT NULL,
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
    id SERIAL NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    revision VARCHAR(12) NOT NULL,
    step VARCHAR(60) NOT NULL,
    doubt VARCHAR(20) NOT NULL,
    text TEXT NOT NULL,
    state VARCHAR(12) DEFAULT 'open' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    changed_by VARCHAR(80) DEFAULT '' NOT NULL,
    changed_at TIMESTAMP WITHOUT TIME ZONE,
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
    at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_votes PRIMARY KEY (workshop, question, voter)
);

CREATE INDEX ix_votes_at ON votes (at);

CREATE TABLE notices (
    id SERIAL NOT NULL,
    text TEXT NOT NULL,
    start TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    "end" TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    situation INTEGER,
    CONSTRAINT pk_notices PRIMARY KEY (id)
);

CREATE INDEX ix_notices_end ON notices ("end");

CREATE TABLE revisions (
    id SERIAL NOT NULL,
    parent INTEGER NOT NULL,
    digest VARCHAR(12) NOT NULL,
    content TEXT NOT NULL,
    author VARCHAR(80) NOT NULL,
    message TEXT NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
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
    content BYTEA NOT NULL,
    CONSTRAINT pk_draft_values PRIMARY KEY (author, place),
    CONSTRAINT fk_draft_values_author_drafts FOREIGN KEY(author) REFERENCES drafts (author) ON DELETE CASCADE
);

CREATE FUNCTION revisions_stay() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
         IF TG_OP = 'UPDATE' AND current_setting('ehbi.redacts', true) = 'yes' THEN
           RETURN NEW;
         END IF;
         RAISE EXCEPTION 'a revision is never changed';
       END $$;

CREATE TRIGGER revisions_stay BEFORE UPDATE OR DELETE ON revisions
       FOR EACH ROW EXECUTE FUNCTION revisions_stay();

CREATE FUNCTION only_publishers() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
         IF current_setting('ehbi.publishes', true) IS DISTINCT FROM 'yes' THEN
           RAISE EXCEPTION 'not allowed to publish';
         END IF;
         RETURN COALESCE(NEW, OLD);
       END $$;

CREATE TRIGGER only_publishers BEFORE INSERT OR UPDATE OR DELETE ON revisions
            FOR EACH ROW EXECUTE FUNCTION only_publishers();

CREATE TRIGGER only_publishers BEFORE INSERT OR UPDATE OR DELETE ON drafts
            FOR EACH ROW EXECUTE FUNCTION only_publishers();

CREATE TRIGGER only_publishers BEFORE INSERT OR UPDATE OR DELETE ON draft_values
            FOR EACH ROW EXECUTE FUNCTION only_publishers();

CREATE TRIGGER only_publishers BEFORE INSERT OR UPDATE OR DELETE ON notices
            FOR EACH ROW EXECUTE FUNCTION only_publishers();

CREATE TRIGGER only_publishers BEFORE UPDATE ON remarks
       FOR EACH ROW EXECUTE FUNCTION only_publishers();

CREATE FUNCTION only_forgetters() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
         IF current_setting('ehbi.publishes', true) IS DISTINCT FROM 'yes'
            AND current_setting('ehbi.forgets', true) IS DISTINCT FROM 'yes' THEN
           RAISE EXCEPTION 'not allowed to forget';
         END IF;
         RETURN OLD;
       END $$;

CREATE TRIGGER only_forgetters BEFORE DELETE ON remarks
       FOR EACH ROW EXECUTE FUNCTION only_forgetters();

INSERT INTO alembic_version VALUES ('0001_schema');
