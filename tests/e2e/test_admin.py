"""The consoles of the three administrators in a browser: each does the own work and no other's."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import As, Town
from tests.e2e.desk import SIZE, Desk
from tests.e2e.sight import faults, scrolling

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

expect.set_options(timeout=20_000)
OWN = "Rain-Over-Shantou-26"


@pytest.fixture
def desk(browser: Browser, town: Town) -> Iterator[Callable[[str], Desk]]:
    """Desks by account; each leaves no request to a foreign host behind."""
    desks: list[Desk] = []

    def opened(username: str) -> Desk:
        desks.append(Desk(browser, town, username))
        return desks[-1]

    yield opened
    for each in desks:
        assert each.foreign == []
        each.close()


@pytest.fixture
def stranger(browser: Browser, town: Town) -> Iterator[Page]:
    """A browser in which nobody is signed in."""
    context = browser.new_context(locale="zh-CN", base_url=town.address, viewport=SIZE)
    yield context.new_page()
    context.close()


def signed_in(page: Page, username: str, password: str) -> None:
    """Sign in with a password that is not among those of the demo."""
    page.goto("/sign-in")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


def created(desk: Desk, username: str, name: str, post: str) -> str:
    """Create an account with one post by the form; return its one-time password."""
    desk.open("/admin/accounts")
    page = desk.page
    expect(page.get_by_role("grid")).to_be_visible()
    desk.press("n")
    form = page.get_by_role("dialog")
    form.get_by_label("账号", exact=True).fill(username)
    form.get_by_label("姓名").fill(name)
    form.get_by_role("checkbox", name=post).first.check()
    desk.press("Control+Enter")
    secret = page.get_by_role("dialog").locator("code")
    expect(secret).to_be_visible()
    password = secret.inner_text()
    page.get_by_role("button", name="已记下，关闭").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    return password


def test_an_account_from_its_making_to_the_audit(
    desk: Callable[[str], Desk], stranger: Page
) -> None:
    """Security makes it, the person sets an own password and works, the auditor sees it all."""
    security = desk("secadmin")
    password = created(security, "li.new", "李新", "接警员")
    row = security.page.get_by_role("row").filter(has_text="li.new")
    expect(row).to_contain_text("待改口令")

    signed_in(stranger, "li.new", password)
    expect(stranger.get_by_role("heading", name="我的账号")).to_be_visible()
    stranger.goto("/intake")
    expect(stranger).to_have_url(re.compile("/account"))
    stranger.locator("input[name=current]").fill(password)
    stranger.locator("input[name=new]").fill("short")
    stranger.locator("input[name=again]").fill("short")
    stranger.get_by_role("button", name="修改口令").click()
    expect(stranger.get_by_text("至少 8 个字符")).to_be_visible()
    for field in ("new", "again"):
        stranger.locator(f"input[name={field}]").fill(OWN)
    stranger.get_by_role("button", name="修改口令").click()
    expect(stranger).to_have_url(re.compile("/intake$"))
    expect(stranger.get_by_role("link", name="接报")).to_be_visible()
    expect(stranger.get_by_role("link", name="管理", exact=True)).to_have_count(0)

    audit = desk("auditor")
    audit.open("/admin")
    expect(audit.page).to_have_url(re.compile("/admin/audit"))
    audit.page.get_by_label("事项").select_option("account")
    made = audit.page.get_by_role("row").filter(has_text="账号 建立").filter(has_text="li.new")
    expect(made).to_contain_text("安全管理员")
    made.click()
    expect(audit.page.get_by_role("region", name="账号 建立")).to_contain_text("李新")
    with audit.page.expect_download() as waited:
        audit.page.get_by_role("button", name="CSV").click()
    assert "li.new" in waited.value.path().read_text(encoding="utf-8-sig")
    audit.page.get_by_label("事项").select_option("journal")
    expect(audit.page.get_by_role("row").filter(has_text="日志 导出")).to_be_visible()
    audit.open("/admin/journal")
    expect(audit.page.get_by_role("button", name="开始校验")).to_be_visible()
    audit.press("v")
    expect(audit.page.get_by_text("日志完整")).to_be_visible()


def test_whoever_is_disabled_is_out_at_once(desk: Callable[[str], Desk], stranger: Page) -> None:
    """Asked before, done at once, taken back."""
    security = desk("secadmin")
    password = created(security, "wang.gone", "王停用", "接警员")
    signed_in(stranger, "wang.gone", password)
    page = security.page
    detail = page.get_by_role("region", name="王停用")
    detail.get_by_role("button", name="停用").click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("停用“王停用”？")
    asked.get_by_role("button", name="停用").click()
    expect(detail).to_contain_text("已停用")
    stranger.goto("/")
    expect(stranger).to_have_url(re.compile("/sign-in"))
    detail.get_by_role("button", name="恢复使用").click()
    page.get_by_role("dialog").get_by_role("button", name="恢复").click()
    expect(detail).to_contain_text("待改口令")


def test_refusals_stand_at_their_field(desk: Callable[[str], Desk]) -> None:
    """A name that is taken is said at the name; posts that exclude each other at the posts."""
    security = desk("secadmin")
    security.open("/admin/accounts")
    page = security.page
    expect(page.get_by_role("grid")).to_be_visible()
    security.press("n")
    form = page.get_by_role("dialog")
    form.get_by_label("账号", exact=True).fill("operator")
    form.get_by_label("姓名").fill("重名")
    security.press("Control+Enter")
    expect(form.get_by_text("已被使用，请换一个")).to_be_visible()
    expect(form.get_by_label("账号", exact=True)).to_have_attribute("aria-invalid", "true")
    for post in ("审计管理员", "安全管理员"):
        form.get_by_role("checkbox", name=post).first.check()
    expect(form.get_by_text("三员分立")).to_be_visible()
    expect(form.get_by_role("button", name="建立账号")).to_be_disabled()


def test_the_tree_grows_and_merges_by_fields(desk: Callable[[str], Desk], as_: As) -> None:
    """A new town by keyboard, no desk is thrown out by it; two people edit it at once."""
    commander = desk("commander")
    commander.open("/board")
    expect(commander.page.get_by_text("全部来源")).to_be_visible()
    system = desk("sysadmin")
    system.open("/admin")
    page = system.page
    page.get_by_role("searchbox", name="名称、编码、拼音").fill("金平区应急")
    page.get_by_role("treeitem").filter(has_text="金平区应急指挥中心").click()
    system.press("n")
    form = page.get_by_role("dialog")
    form.get_by_label("编码").fill("newtown")
    form.get_by_label("类别").select_option("town")
    form.get_by_label("中文名称").fill("新立镇")
    form.get_by_label("英文名称").fill("New Town")
    system.press("Control+Enter")
    expect(page.get_by_role("region", name="新立镇")).to_be_visible()

    system.press("e")
    expect(form.get_by_label("中文名称")).to_have_value("新立镇")
    api = as_("sysadmin")
    listed = api.get("/api/organisations", params={"q": "newtown"}).json()["items"]
    path = f"/api/organisations/{listed[0]['id']}"
    version = api.get(path).json()["version"]
    body = {"zh": "他人起的名", "phone": "0754-88990000"}
    api.patch(path, json=body, headers={"If-Match": f'"{version}"'}).raise_for_status()
    form.get_by_label("中文名称").fill("我起的名")
    system.press("Control+Enter")
    expect(form.get_by_text("他人起的名")).to_be_visible()
    expect(form.get_by_label("值班电话")).to_have_value("0754-88990000")
    form.get_by_role("button", name="保留我的").click()
    system.press("Control+Enter")
    expect(page.get_by_role("region", name="我起的名")).to_contain_text("0754-88990000")
    # The sight of whoever sees the whole city has grown: their screens begin anew, nobody signs in.
    expect(commander.page.get_by_text("全部来源")).to_be_visible()
    expect(commander.page.get_by_role("dialog")).to_have_count(0)


def test_nobody_does_anothers_work(desk: Callable[[str], Desk]) -> None:
    """Each console is shown to its administrator; whoever has business sees none."""
    shown = {
        "sysadmin": ["组织机构", "运行状态"],
        "secadmin": ["组织机构", "账号", "岗位", "角色", "令牌"],
        "auditor": ["组织机构", "账号", "岗位", "角色", "令牌", "审计日志", "日志校验"],
    }
    for username, sections in shown.items():
        each = desk(username)
        each.open("/admin")
        links = each.page.get_by_role("navigation", name="管理").get_by_role("link")
        expect(links).to_have_count(len(sections))
        for section in sections:
            expect(links.filter(has_text=section)).to_have_count(1)
    auditor = desk("auditor")
    auditor.open("/admin/accounts")
    auditor.page.get_by_role("row").filter(has_text="dispatcher").click()
    expect(auditor.page.get_by_role("region", name="许涛")).to_be_visible()
    expect(auditor.page.get_by_role("button", name="停用")).to_have_count(0)
    operator = desk("operator")
    operator.open("/admin/accounts")
    expect(operator.page.get_by_text("没有查看权限")).to_be_visible()
    expect(operator.page.get_by_role("navigation", name="主导航")).not_to_contain_text("管理")


PAGES = {
    "sysadmin": {"organisations": "treeitem", "health": "listitem"},
    "secadmin": {"accounts": "row", "posts": "row", "roles": "row", "tokens": "grid"},
    "auditor": {"audit": "row", "journal": "button"},
}


@pytest.mark.parametrize("size", [(1920, 1080), (390, 844)], ids=lambda size: f"{size[0]}")
@pytest.mark.parametrize("username", PAGES)
def test_nothing_sticks_out_and_axe_finds_no_grave_fault(
    desk: Callable[[str], Desk], username: str, size: tuple[int, int]
) -> None:
    """Every console by night and by day, at a desk and on a phone."""
    each = desk(username)
    each.page.set_viewport_size({"width": size[0], "height": size[1]})
    # A colour on its way from night to day is neither.
    each.page.emulate_media(reduced_motion="reduce")
    for name, role in PAGES[username].items():
        each.open(f"/admin/{name}")
        expect(each.page.locator("main").get_by_role(role).last).to_be_visible()
        for _ in ("night", "day"):
            assert scrolling(each.page) == [], name
            assert faults(each.page) == [], name
            each.press("Alt+t")
