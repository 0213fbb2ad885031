"""The code on the slides says the address; and stands only where a phone can come."""

import re

import segno

import ehbi
from ehbi.slides import Served, deck, slides_page
from ehbi.slides.page import QUIET, code, lines

ADDRESS = "http://192.0.2.7:8870/stem"


def test_the_code_has_its_quiet_zone_and_is_black_on_white():
    size = segno.make(ADDRESS, micro=False, error="m", boost_error=False).symbol_size(border=QUIET)[0]
    assert f'viewBox="0 0 {size} {size}"' in code(ADDRESS)
    assert "#fff" in code(ADDRESS)
    assert "#000" in code(ADDRESS)


def test_slides_have_the_address_only_where_phones_can_come():
    handbook = ehbi.load()
    assert 'id="meedoen"' not in slides_page(handbook)
    served = slides_page(handbook, Served(lambda name: f"/{name}.js", (), "/weg", ADDRESS))
    assert 'id="meedoen"' in served
    assert ADDRESS.removeprefix("http://") in served
    assert len(deck(handbook, phones=True)) == len(deck(handbook)) + 1


def test_an_address_goes_on_a_next_line_before_a_dot_its_port_or_its_path():
    assert lines("werk.example:8870/stem") == "werk<wbr>.example<wbr>:8870<wbr>/stem"
    assert lines("[2001:db8::7]:8870/stem") == "[2001:db8::7]<wbr>:8870<wbr>/stem"
    assert "<b>" not in lines("<b>.example")


def test_what_somebody_can_and_a_note_about_it_are_words_apart_for_who_hears_them():
    page = slides_page(ehbi.load())
    before = re.findall(r'(.)<span class="ehbi-note">', page, re.DOTALL)
    assert before
    assert all(one.isspace() for one in before)
