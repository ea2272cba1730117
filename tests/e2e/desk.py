"""A desk in the hall: a browser of one person at 1920 × 1080, used by keyboard."""

from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from tests.e2e.conftest import Town

SIZE = {"width": 1920, "height": 1080}
# A screen of ten pictures a second: a map drawn in software while its tiles come, sixty times each
# second, is half of what browser tests cost.
TEN_A_SECOND = """(() => {
  const draw = window.requestAnimationFrame.bind(window)
  let waiting = new Map(), number = 0
  const all = (now) => {
    const those = waiting
    waiting = new Map()
    for (const callback of those.values()) callback(now)
  }
  window.requestAnimationFrame = (callback) => {
    if (!waiting.size) setTimeout(() => draw(all), 100)
    waiting.set(++number, callback)
    return number
  }
  window.cancelAnimationFrame = (id) => void waiting.delete(id)
})()"""


class Desk:
    """One page, signed in unless it is nobody's; `press` and `type` are the whole keyboard."""

    def __init__(self, browser: Browser, town: Town, username: str | None, **context: Any) -> None:
        self._town = town
        self.username = username
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.context = browser.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            base_url=town.address,
            **{"viewport": SIZE, "reduced_motion": "reduce"} | context,
        )
        self.context.add_init_script(TEN_A_SECOND)
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        if username is not None:
            self.sign_in(username)

    def _note(self, url: str) -> None:
        if not url.startswith((self._town.address, "blob:", "data:", "ws:")):
            self.foreign.append(url)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} {message.location.get('url', '')}")

    def sign_in(self, username: str) -> None:
        """Sign in at the door, past the page."""
        body = {"username": username, "password": self._town.password(username)}
        answer = self.context.request.post("/api/session", data=body)
        assert answer.ok, answer.text()

    def fill_in(self, form: Locator) -> None:
        """Fill in and send a sign-in form."""
        assert self.username is not None
        form.locator("input[name=username]").fill(self.username)
        form.locator("input[name=password]").fill(self._town.password(self.username))
        self.page.keyboard.press("Enter")

    def open(self, path: str) -> None:
        """Go to a screen."""
        self.page.goto(path)

    def press(self, *combinations: str) -> None:
        """Press keys, one combination after another."""
        for combination in combinations:
            self.page.keyboard.press(combination)

    def type(self, text: str) -> None:
        """Put text where the cursor is, as an input method does."""
        self.page.keyboard.insert_text(text)

    def close(self) -> None:
        """Leave the desk."""
        self.context.close()
