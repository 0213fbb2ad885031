"""The code on the slides says the address; and stands only where a phone can come."""

import segno

import ehbi
from ehbi.slides import Served, deck, slides_page
from ehbi.slides.page import QUIET, code

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
