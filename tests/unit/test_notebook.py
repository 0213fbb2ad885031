"""A notebook drafts or publishes a handbook, and overwrites what others wrote only when told to."""

from __future__ import annotations

import shutil

import pytest

import ehbi
from ehbi import cli, places
from ehbi.apps.editor.sign_in import AuthorError
from ehbi.cli.database import NoDatabaseError
from ehbi.notebook import DONE, OpenToAllError, OverwriteError
from ehbi.publishing import revisions as publishing
from ehbi.store import Store, drafts, revisions
from ehbi.store.revisions import BrokenHandbookError

PACKAGED = ehbi.load()


@pytest.fixture(autouse=True)
def proven(monkeypatch):
    """Have every handbook count as proven: a proof takes seconds, and has tests of its own."""
    asked = []
    monkeypatch.setattr(publishing, "prove", lambda handbook, _tell: asked.append(handbook))
    return asked


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    file = tmp_path_factory.mktemp("empty") / "ehbi.sqlite"
    Store.open(f"sqlite:///{file}", publishes=True).close()
    return file


@pytest.fixture
def database(tmp_path, empty, monkeypatch):
    """A database of this user, with the first revision."""
    address = f"sqlite:///{shutil.copy(empty, tmp_path / 'ehbi.sqlite')}"
    monkeypatch.setenv(places.DATABASE, address)
    return address


def drafted(address, author="Noor"):
    with Store.open(address) as store:
        return drafts.of(store, author)


def titled(handbook, title, step="mail-zoeken"):
    return handbook.with_step(step, title=title)


def published_by_another(title, step="mail-zoeken"):
    ehbi.publish(titled(ehbi.published(), title, step), "Een ander", "Sam")


def test_a_change_is_in_the_draft_where_it_can_be_undone(database):
    draft = ehbi.draft(titled(ehbi.published(), "Zoek de mail"), "Noor")
    assert (draft.author, draft.base, draft.done) == ("Noor", 1, DONE)
    assert draft == drafted(database)
    assert draft.handbook == titled(PACKAGED, "Zoek de mail")
    with Store.open(database, publishes=True) as store:
        assert drafts.undo(store, draft).handbook == PACKAGED


def test_what_is_in_the_draft_stays_and_a_cell_may_be_run_again(database):
    ehbi.draft(titled(ehbi.published(), "Toegang!", "toegang"), "Noor")
    ehbi.draft(titled(ehbi.published(), "Zoek"), "Noor")
    both = ehbi.draft(titled(ehbi.published(), "Zoek de mail"), "Noor")
    assert both.handbook == titled(titled(PACKAGED, "Toegang!", "toegang"), "Zoek de mail")
    assert ehbi.draft(titled(ehbi.published(), "Zoek de mail"), "Noor").mark == both.mark
    assert drafted(database, "Sam") is None


def test_a_draft_in_which_nothing_changed_begins_at_the_newest(database):
    with Store.open(database, publishes=True) as store:
        drafts.begin(store, "Noor")
    published_by_another("Zoek samen")
    draft = ehbi.draft(titled(ehbi.published(), "Toegang!", "toegang"), "Noor")
    assert draft.base == 2
    assert draft.handbook.step("mail-zoeken").title == "Zoek samen"


def test_a_draft_of_an_older_revision_gets_what_the_notebook_changed_and_no_more(database):
    ehbi.draft(titled(ehbi.published(), "Toegang!", "toegang"), "Noor")
    published_by_another("Zoek samen")
    draft = ehbi.draft(titled(ehbi.published(), "Stuur opnieuw", "mail-opnieuw"), "Noor")
    expected = titled(titled(PACKAGED, "Toegang!", "toegang"), "Stuur opnieuw", "mail-opnieuw")
    assert (draft.base, draft.handbook) == (1, expected)
    assert drafted(database) == draft


def test_of_what_nobody_knows_the_base_the_draft_is_replaced_only_when_told_to(database):
    own = titled(PACKAGED, "Zoek de mail")
    assert ehbi.draft(own, "Noor").handbook == own  # nothing was in it
    other = titled(PACKAGED, "Zoek ver")
    with pytest.raises(OverwriteError, match=r"concept van Noor staan al wijzigingen.*replace=True"):
        ehbi.draft(other, "Noor")
    assert drafted(database).handbook == own
    assert ehbi.draft(other, "Noor", replace=True).handbook == other


def test_a_handbook_with_errors_may_be_a_draft_and_is_not_published(database, proven):
    broken = titled(ehbi.published(), "")
    ehbi.draft(broken, "Noor")
    with pytest.raises(BrokenHandbookError, match="- Stap ‘mail-zoeken’, Titel: Deze tekst is leeg"):
        ehbi.publish(broken, "Leeg", "Noor")
    assert ehbi.published(database).revision == PACKAGED.revision
    assert proven == []


def test_what_is_published_is_proven_first_and_then_what_everybody_has(database, proven):
    made = ehbi.publish(titled(ehbi.published(), "Zoek de mail"), "Korter", "Noor")
    assert (made.number, made.author, made.message) == (2, "Noor", "Korter")
    assert proven == [titled(PACKAGED, "Zoek de mail")]
    assert ehbi.published(database).step("mail-zoeken").title == "Zoek de mail"


def test_what_is_published_already_is_not_published_again(database, proven):
    made = ehbi.publish(ehbi.published(), "Nog eens", "Noor", database=database)
    assert (made.number, proven) == (1, [])


def test_what_others_published_meanwhile_stays(database):
    before = ehbi.published()
    published_by_another("Toegang!", "toegang")
    ehbi.publish(titled(before, "Zoek de mail"), "Korter", "Noor")
    now = ehbi.published(database)
    assert (now.step("mail-zoeken").title, now.step("toegang").title) == ("Zoek de mail", "Toegang!")


def test_where_others_changed_the_same_nothing_is_published_until_told_to(database):
    before = ehbi.published()
    published_by_another("Zoek samen")
    with pytest.raises(OverwriteError) as caught:
        ehbi.publish(titled(before, "Zoek de mail"), "Korter", "Noor")
    assert str(caught.value).startswith("Intussen heeft Sam versie 2 gepubliceerd")
    assert "stap ‘Zoek samen’: de titel" in str(caught.value)
    made = ehbi.publish(titled(before, "Zoek de mail"), "Korter", "Noor", replace=True)
    assert made.number == 3
    assert ehbi.published(database).step("mail-zoeken").title == "Zoek de mail"


def test_of_what_nobody_knows_the_base_all_is_replaced_only_when_told_to(database):
    ehbi.publish(titled(PACKAGED, "Zoek de mail"), "Korter", "Noor")  # nobody had published anything
    with pytest.raises(OverwriteError, match=r"zou alles vervangen wat er in versie 2 staat"):
        ehbi.publish(PACKAGED, "Terug", "Noor")
    assert ehbi.publish(PACKAGED, "Terug", "Noor", replace=True).number == 3
    assert ehbi.published(database).revision == PACKAGED.revision


def test_a_graph_that_was_made_of_what_is_published_knows_that(database):
    handbook = ehbi.published()
    published_by_another("Toegang!", "toegang")
    graph = ehbi.to_networkx(handbook)
    graph.nodes["mail-zoeken"]["title"] = "Zoek de mail"
    ehbi.publish(ehbi.from_networkx(graph, base=handbook), "Korter", "Noor")
    assert ehbi.published(database).step("toegang").title == "Toegang!"


def test_whose_it_is_follows_from_the_machine_and_is_a_name(database, monkeypatch):
    monkeypatch.setattr(places, "user", lambda: "noor")
    assert ehbi.draft(titled(ehbi.published(), "Zoek"), database=database).author == "noor"
    monkeypatch.setattr(places, "user", lambda: "")
    with pytest.raises(AuthorError):
        ehbi.draft(ehbi.published())
    with pytest.raises(AuthorError):
        ehbi.publish(ehbi.published(), "Korter", "een\nregel")


@pytest.mark.parametrize("name", ["VOILA_PREHEAT", "VOILA_KERNEL_ID"])
def test_where_anybody_can_open_the_notebook_nothing_is_kept_or_published(database, monkeypatch, name):
    monkeypatch.setenv(name, "1")
    for act in (ehbi.draft, lambda book: ehbi.publish(book, "Korter")):
        with pytest.raises(OpenToAllError):
            act(titled(ehbi.published(), "Zoek"))
    with Store.open(database) as store:
        assert len(revisions.history(store)) == 1


def test_a_database_that_is_not_there_is_not_made_by_mistake(tmp_path, monkeypatch):
    monkeypatch.delenv(places.CREATE, raising=False)
    with pytest.raises(NoDatabaseError, match="ehbi serve --create"):
        ehbi.draft(PACKAGED, "Noor", database=f"sqlite:///{tmp_path}/nergens.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_handbook_is_refused():
    with pytest.raises(TypeError, match=r"draft\(handbook\): hier hoort een handboek, geen str"):
        ehbi.draft("handboek.yaml")
    with pytest.raises(TypeError, match=r"publish\(handbook, message\): hier hoort een handboek, geen int"):
        ehbi.publish(1, "Korter")


def test_what_was_published_here_is_what_the_commands_list(database, capsys):
    ehbi.publish(titled(ehbi.published(), "Zoek de mail"), "Korter", "Noor")
    assert cli.main(["history", "--database", database]) == 0
    assert "Noor: Korter" in capsys.readouterr().out
