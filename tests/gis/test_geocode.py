"""Addresses taken apart and coordinates in every notation, against real addresses and points."""

import csv
from pathlib import Path

import pytest

from gis.geocode import addressed
from gis.geocode.divisions import Divisions, divisions
from gis.geocode.index import Gazetteer
from gis.geocode.notations import parse
from gis.geocode.written import AddressBook
from gis.geodesy import distance_m
from gis.load import GAZETTEER, gazetteer_rows, place_from

CITY = Path("data/cities/shantou")
VECTORS = Path("tests/data/addresses/china.csv")


@pytest.fixture(scope="module")
def country() -> Divisions:
    return divisions()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(place_from(row) for row in gazetteer_rows(CITY / GAZETTEER))


@pytest.fixture(scope="module")
def book(country: Divisions, gazetteer: Gazetteer) -> AddressBook:
    return AddressBook(country, gazetteer.places)


def vectors() -> list[dict[str, str]]:
    return list(csv.DictReader(VECTORS.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("row", vectors(), ids=lambda row: row["address"])
def test_divisions_of_the_country_are_found(country: Divisions, row: dict[str, str]) -> None:
    found = country.parse(row["address"])
    names = [part.zh if part else "" for part in (found.province, found.city, found.county)]
    assert names == [row["province"], row["city"], row["county"]]
    assert found.code == row["adcode"]
    assert row["address"][found.end :] == row["rest"]


# Business addresses as they were typed, from the same source, and our own.
@pytest.mark.parametrize(
    ("address", "district", "town", "village", "road", "number"),
    [
        ("广东省汕头市潮阳区东山工贸大厦5楼", "440513", None, None, "", ""),
        ("公司总部地址：汕头市龙湖区长江路23号新一城", "440507", None, None, "长江路", "23"),
        ("广东省汕头市濠江区三联工业区万安工业园", "440512", None, None, "", ""),
        ("广东省汕头市潮阳区谷饶镇东星工业区", "440513", "谷饶镇", "东星村委会", "", ""),
        ("汕头市金平区新厦路5号新大众金园店内", "440511", None, None, "新厦路", "5"),
        ("广东省汕头市潮南区司马浦仙港乡金港工业大厦", "440514", "司马浦镇", "仙港村委会", "", ""),
        ("潮南区峡山桃溪金光南路北工业区", "440514", "峡山街道", "桃溪居委会", "金光南路", ""),
        ("广东省汕头市潮阳区谷饶镇华光工业区", "440513", "谷饶镇", "华光居委会", "", ""),
        ("广东省汕头市泰山路83号", None, None, None, "泰山路", "83"),
        ("汕头市潮南区司马浦仙港乡金港实业", "440514", "司马浦镇", "仙港村委会", "", ""),
        ("澄海东里镇樟林村5号", "440515", "东里镇", None, "", ""),
        ("金霞街道金谷居委会", "440507", "金霞街道", "金谷居委会", "", ""),
        ("谷饶镇华光村", "440513", "谷饶镇", "华光居委会", "", ""),
        ("东厦中路12号3楼", None, None, None, "东厦中路", "12"),
        ("金平区 岐山街道， 岐山北街5号", "440511", "岐山街道", None, "岐山北街", "5"),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart(
    book: AddressBook,
    address: str,
    district: str | None,
    town: str | None,
    village: str | None,
    road: str,
    number: str,
) -> None:
    written = book.parse(address)
    assert not written.elsewhere
    assert written.county == district
    assert (written.town.zh if written.town else None) == town
    assert (written.village.zh if written.village else None) == village
    assert (written.road, written.number) == (road, number)


@pytest.mark.parametrize(
    "address",
    [
        "北京市海淀区北西环西路66号",
        "广州国际采购中心1401",
        "上海徐汇区天钥桥路408号",
        "潮州市湘桥区",
    ],
)
def test_an_address_elsewhere_finds_nothing_here(
    book: AddressBook, gazetteer: Gazetteer, address: str
) -> None:
    assert book.parse(address).elsewhere
    assert addressed.search(gazetteer, book, address, near=None, limit=8) == []


@pytest.mark.parametrize(
    "text", ["北京路5号", "汕头大学", "上海大厦门口", "着火了", "1", "", "号号号"]
)
def test_a_name_of_elsewhere_in_a_street_is_no_other_city(book: AddressBook, text: str) -> None:
    assert not book.parse(text).elsewhere


def test_the_named_town_decides_between_equal_names(
    book: AddressBook, gazetteer: Gazetteer
) -> None:
    villages = [place for place in gazetteer.places if place.kind == "village" and place.town]
    twins: dict[str, list[str]] = {}
    for place in villages:
        twins.setdefault(place.zh, []).append(place.town or "")
    towns = {place.town: place for place in gazetteer.places if place.kind == "town"}
    several = {zh: found for zh, found in twins.items() if len(set(found)) > 1}
    assert len(several) >= 20
    for zh, found in several.items():
        for town in set(found):
            best = addressed.search(gazetteer, book, f"{towns[town].zh}{zh}", near=None, limit=3)[0]
            assert (best.place.zh, best.place.town) == (zh, town)


@pytest.mark.parametrize(
    "text",
    [
        "23.35,116.68",
        "geo:23.35,116.68",
        "geo:23.35,116.68,12;crs=wgs84;u=35",
        "+23.35+116.68/",
        "+2321+11640.8/",
        "+232100+1164048/",
        "WGS84: 23.35, 116.68",
        "50Q ML 67290 82301",
        "50QML6729082301",
        "50Q 467291 2582302",
        "39467278,2583335",
        "X=2583335.06 Y=39467277.87",
        "2583335 39467278",
        "12988758.2 2674400.5",
        "高德 116.684463,23.347338",
        "GCJ-02: 23.347338,116.684463",
        "BD09 116.691004,23.353096",
    ],
)
def test_every_notation_means_the_same_point(text: str) -> None:
    found = parse(text)
    assert found is not None
    assert distance_m(found, (116.68, 23.35)) < 15


@pytest.mark.parametrize(
    "text",
    ["50Q MM 672", "50QMM6320082500", "61Q 467299 2582249", "geo:", "+23.35", "+2361+11640/",
     "99999999 99999999", "13800138000 13800138000", "440507 440511", "2026-11-22 10:00"],
)  # fmt: skip
def test_numbers_that_are_no_point_are_none(text: str) -> None:
    found = parse(text)
    assert found is None
