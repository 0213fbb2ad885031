"""Whatever a password looks like and wherever it stands in an address, nothing that people read has it."""

from __future__ import annotations

import traceback
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ehbi.store import Store, StoreError, backup
from ehbi.store.address import Address
from tests.examples import share
from tests.postgresql import database

MARK = "Zq7xWv"
"""What each piece of a password is made of: nothing else says it."""

signs = st.text("@:/?#&=%+ ;[]\"'\\é\x00\n", max_size=3)
passwords = st.lists(signs, min_size=1, max_size=4).map(
    lambda between: MARK + MARK.join([*between, ""]) + MARK
)
NOWHERE = "127.0.0.1:1"
"""Where nothing listens."""
SPELLINGS = {
    "before the host": "postgresql://jan:{}@" + NOWHERE + "/ehbi",
    "with a driver": "postgresql+psycopg://jan:{}@" + NOWHERE + "/ehbi",
    "without a database": "postgresql://jan:{}@" + NOWHERE,
    "without a user": "postgresql://:{}@" + NOWHERE + "/ehbi",
    "without a host": "postgresql://jan:{}/ehbi",
    "as an option": "postgresql://" + NOWHERE + "/ehbi?password={}",
    "of a certificate": "postgresql://" + NOWHERE + "/ehbi?sslpassword={}&sslmode=require",
    "in a file": "postgresql://" + NOWHERE + "/ehbi?passfile={}",
    "in the wrong option": "postgresql://" + NOWHERE + "/ehbi?sslmode={}",
    "as an unknown option": "postgresql://" + NOWHERE + "/ehbi?{}=1",
    "twice": "postgresql://jan:{0}@" + NOWHERE + "/ehbi?password={0}",
    "of an unknown kind": "nonsens://jan:{}@ergens/iets",
    "of a driver that is not there": "mysql://jan:{}@ergens/iets",
    "of a file": "sqlite://:{}@/iets",
    "as an option of a file": "sqlite:////dev/null/map/ehbi.sqlite?password={}",
    "without a scheme": "jan:{}@ergens/iets",
    "with a scheme that is none": "postgresql:/jan:{}@ergens/iets",
    "with a port that is none": "postgresql://jan:{}@ergens:poort/iets",
}


def typed(password, spelling):
    """Without a host, a password with an @ is a password and a host: nobody can tell."""
    return password if "@" in spelling or "?" in spelling else password.replace("@", ":")


def said(address, act):
    """Return all that somebody could read of it."""
    with pytest.raises(Exception) as caught:  # noqa: PT011  # a traceback of any kind would tell
        act(address)
    assert isinstance(caught.value, StoreError | backup.BackupError), "".join(
        traceback.format_exception(caught.value)
    )
    found = caught.value
    return f"{found} {found!r} {vars(found)}"


@share(1 / 3)
@given(password=passwords)
@example(password=f"{MARK}@{MARK}")
@example(password=f"{MARK}@{MARK}:{MARK}/{MARK}?{MARK}@{MARK}")
@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_a_password_is_never_told_however_it_is_spelled(spelling, password):
    for spelled in (typed(password, spelling), quote(password, safe="")):
        address = spelling.format(spelled)
        assert MARK not in said(address, Store.open)


@share(1)
@given(password=passwords, spelling=st.sampled_from([*SPELLINGS.values()]))
def test_an_address_that_is_shown_has_no_password(spelling, password):
    for spelled in (typed(password, spelling), quote(password, safe="")):
        try:
            address = Address.of(spelling.format(spelled))
        except StoreError as error:
            told = str(error)
            assert MARK not in told  # most addresses are some
        else:
            told = address.scrubbed(
                f"no such thing: {address.url.host} {address.url.password} {address.url.query}"
            )
            assert MARK not in f"{address!r} {address.shown} {address.without_driver} {told}"


def test_an_address_of_a_file_that_is_refused_leaves_none(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError):
        Store.open("sqlite://:geheim@/iets")
    assert [*tmp_path.iterdir()] == []


def test_an_address_without_secrets_is_shown_as_it_is():
    for text in ("postgresql://jan@db.example:5432/ehbi", "sqlite:////srv/jan@werk/ehbi.sqlite", "sqlite://"):
        assert Address.of(text).shown == text


def test_what_a_server_says_is_told_when_there_is_nothing_secret_in_it():
    why = "connection refused"
    for password in ("geheim", "ge@heim"):
        assert Address.of(f"postgresql://jan:{password}@db/ehbi").scrubbed(why) == why


def test_a_password_with_a_sign_that_was_not_escaped_is_told_how_to_write():
    told = Address.of("postgresql://jan:ge@heim@db/ehbi").scrubbed('no such host: "heim@db"')
    assert "heim" not in told
    assert "%40 voor @" in told


def test_a_store_does_not_tell_its_password_either(postgresql):
    plain = database(postgresql, "vertelt_niets")
    store = Store.open(f"{plain}&password={MARK}" if "?" in plain else f"{plain}?password={MARK}")
    assert MARK not in f"{store!r} {store.where}"
    store.close()
