"""Looks at every page in a real browser, by WebDriver. Arguments: the program, a folder to work in, captures, browser, its driver."""

import pathlib
import subprocess
import sys
import time

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

program, folder, samples = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
browser_path, driver_path = sys.argv[4], sys.argv[5]
passed, failed = 0, []

# Captures that try to be more than text.
HOSTILE = """<html><head><title>Quay <script>window.hacked = 1</script>&lt;img src=x onerror=hacked=1&gt;</title></head>
<body onload="hacked=1"><article><h1>Quay &lt;script&gt;hacked=1&lt;/script&gt; \u202ednE\u202c</h1>
<p style="position:fixed;inset:0" onmouseover="hacked=1">Harbour master &lt;b onclick=hacked=1&gt;Ana Vell&lt;/b&gt; said on 14 May 2031 that
“&lt;script&gt;window.hacked=1&lt;/script&gt; the quay is closed to everybody until the storm is over”.</p>
<p><a href="javascript:hacked=1">A link</a> and <svg onload=hacked=1></svg><iframe src="https://evil.example/"></iframe> the council of Turvik
agreed with \u202eher words\u202c on Tuesday, 13 May 2031.</p><style>body{display:none}</style></article></body></html>"""
LONG = "<html><head><title>" + "Quay " * 2_000_000 + "</title></head><body><article><p>The quay of Turvik was closed on 14 May 2031, said Ana Vell.</p></article></body></html>"

PAGES = ["/", "/timeline", "/stories", "/events", "/statements", "/disagreements", "/entities", "/network", "/documents",
         "/sources", "/judgements", "/audit", "/accounts", "/search?q=said", "/search"]

# What an accessible page has, and what no page of ours may have.
AUDIT = """
const wrong = [];
const text = (e) => (e.getAttribute('aria-label') || e.textContent || e.value || '').trim();
if (!document.documentElement.lang) wrong.push('no language');
if (!document.title) wrong.push('no title');
if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
for (const name of ['main', 'nav', 'header', 'footer']) if (!document.querySelector(name)) wrong.push('no ' + name);
const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
ids.filter((id, at) => ids.indexOf(id) !== at).slice(0, 3).forEach((id) => wrong.push('id twice: ' + id));
for (const e of document.querySelectorAll('input:not([type=hidden]), select')) if (!e.labels.length && !e.getAttribute('aria-label')) wrong.push('no label: ' + e.name);
for (const e of document.querySelectorAll('a[href], button, summary')) if (!text(e) && e.className !== 'place') wrong.push('says nothing: ' + e.outerHTML.slice(0, 90));
for (const e of document.querySelectorAll('a[href]')) if (!/^(\\/|#|\\?|https?:)/.test(e.getAttribute('href'))) wrong.push('leads to ' + e.getAttribute('href'));
let level = 0;
for (const e of document.querySelectorAll('h1, h2, h3, h4')) { const own = +e.tagName[1]; if (own > level + 1) wrong.push('heading jumps: ' + text(e)); level = own; }
if (document.querySelector('main [style], main style, main script, iframe, object, embed')) wrong.push('markup of a capture');
if (window.hacked !== undefined) wrong.push('a script of a capture ran');
const far = performance.getEntriesByType('resource').filter((e) => !e.name.startsWith(location.origin));
far.forEach((e) => wrong.push('loaded from elsewhere: ' + e.name));
if (document.documentElement.scrollWidth > window.innerWidth + 1) wrong.push('wider than the window: ' + document.documentElement.scrollWidth);
const channel = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const parse = (words) => words.match(/[\\d.]+/g).map(Number);
const back = (e) => { for (; e; e = e.parentElement) { const own = parse(getComputedStyle(e).backgroundColor); if (own.length < 4 || own[3] > 0.5) return own; } return [255, 255, 255]; };
const seen = new Set();
for (const e of document.querySelectorAll('body *')) {
  if (![...e.childNodes].some((own) => own.nodeType === 3 && own.textContent.trim()) || !e.offsetParent || e.closest('svg')) continue;
  const style = getComputedStyle(e), [a, b] = [light(parse(style.color)), light(back(e))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05), name = e.tagName + '.' + e.className;
  if (ratio < 4.5 && !seen.has(name)) { seen.add(name); wrong.push('contrast ' + ratio.toFixed(2) + ': ' + name); }
}
return wrong;
"""


def check(name, wrong):
    global passed
    if wrong:
        failed.append(f"{name}: {wrong if isinstance(wrong, str) else '; '.join(map(str, wrong[:6]))}")
    else:
        passed += 1


def start(*captures):
    desk = str(folder / "desk")
    subprocess.run([program, "--desk", desk, "read", *captures], check=True, capture_output=True)
    server = subprocess.Popen([program, "--desk", desk, "serve", "--address", "127.0.0.1:0", "--open", "no"], stdout=subprocess.PIPE, text=True)
    return server, server.stdout.readline().strip().rstrip("/")


(folder / "hostile.html").write_text(HOSTILE)
(folder / "long.html").write_text(LONG)
server, home = start(samples, str(folder / "hostile.html"), str(folder / "long.html"))
options = webdriver.ChromeOptions()
options.binary_location = browser_path
for flag in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,900"]:
    options.add_argument(flag)
options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver_path))
browser.set_page_load_timeout(60)


def go(path):
    browser.get(home + path)


def ways(path, start):
    go(path)
    found = [a.get_attribute("href") for a in browser.find_elements(By.CSS_SELECTOR, f"main a[href^='{start}']")]
    return [way.removeprefix(home) for way in found]


def wait(words, condition):
    try:
        WebDriverWait(browser, 20).until(condition)
    except Exception:
        return f"{words} did not come about at {browser.current_url}"


def key(*keys):
    for own in keys:
        webdriver.ActionChains(browser).send_keys(own).perform()


def active():
    return browser.switch_to.active_element


def keyboard():
    go("/statements")
    key("/")
    if active().get_attribute("id") != "search":
        return "/ does not lead to the search"
    key(Keys.ESCAPE)
    key("j", "j")
    line = active().find_element(By.XPATH, "ancestor::li")
    lines = browser.find_elements(By.CSS_SELECTOR, ".line")
    if line != lines[1] and line != lines[0]:
        return "j does not lead down the lines"
    outline = active().value_of_css_property("outline-style")
    if outline == "none":
        return "the focus is not seen"
    key(Keys.ENTER)
    wrong = wait("a document", lambda own: "/document/" in own.current_url)
    if wrong:
        return wrong
    key("g", "t")
    wrong = wait("the timeline", lambda own: own.current_url == home + "/timeline")
    if wrong:
        return wrong
    key("?")
    if "open" not in browser.find_element(By.ID, "keys").get_attribute("class"):
        return "? does not show the keys"
    # Every way and field is reached by Tab alone, the first of all leads past the head.
    go("/events")
    key(Keys.TAB)
    if "To the page" not in active().text:
        return "the first stop does not lead past the head"


def words():
    """From a search to the exact words."""
    go("/search?q=said")
    link = browser.find_element(By.CSS_SELECTOR, ".line a.words[href*='at=']")
    said = link.text.strip("“” …")[:40]
    link.click()
    wrong = wait("the document", lambda own: "/document/" in own.current_url)
    if wrong:
        return wrong
    marks = browser.find_elements(By.CSS_SELECTOR, ".paper .at")
    if not marks:
        return "no words are marked"
    if said[:20] not in browser.find_element(By.CSS_SELECTOR, ".paper").text.replace("\n", " "):
        return f"{said} is not in the document"
    seen = browser.execute_script("const b = arguments[0].getBoundingClientRect(); return b.top >= -5 && b.top < innerHeight;", marks[0])
    if not seen:
        return "the marked words are not in sight"


def judgement():
    go("/sources")
    row = browser.find_element(By.CSS_SELECTOR, ".line form.choice")
    browser.find_element(By.CSS_SELECTOR, ".line summary").click()
    row.find_element(By.CSS_SELECTOR, "select").send_keys("C")
    row.find_element(By.NAME, "reason").send_keys("looked at")
    row.find_element(By.CSS_SELECTOR, "button").click()
    wrong = wait("the judgement", lambda own: "judged=" in own.current_url)
    if wrong or "grade C" not in browser.page_source:
        return wrong or "the grade is not shown"
    browser.find_element(By.CSS_SELECTOR, ".decided button").click()
    wrong = wait("the undoing", lambda own: "judged=2" in own.current_url)
    if wrong or "grade C" in browser.page_source:
        return wrong or "the grade is still shown"
    go("/judgements")
    if "UNDONE" not in browser.page_source:
        return "the judgement is not listed as undone"


def searches():
    """A search is kept under a name, found again, and dropped."""
    go("/search?q=quay")
    field = browser.find_element(By.CSS_SELECTOR, ".keep input[name=name]")
    field.clear()
    field.send_keys("the quay", Keys.ENTER)
    wrong = wait("the kept search", lambda own: "Kept searches" in own.page_source)
    if wrong:
        return wrong
    go("/search")
    browser.find_element(By.LINK_TEXT, "the quay").click()
    wrong = wait("the search again", lambda own: "q=quay" in own.current_url)
    if wrong:
        return wrong
    browser.find_element(By.CSS_SELECTOR, ".searches li form button").click()
    return wait("the dropping", lambda own: "Kept searches" not in own.page_source)


def news():
    """What comes while a page is looked at is told on it."""
    go("/statements")
    told = browser.find_element(By.ID, "news")
    if told.is_displayed():
        return "something is new before anything came"
    (folder / "late.txt").write_text("The pilot said on Tuesday that the light of Turvik was out again.\n")
    subprocess.run([program, "--desk", str(folder / "desk"), "read", str(folder / "late.txt")], check=True, capture_output=True)
    wrong = wait("the news", lambda own: told.is_displayed())
    if wrong:
        return wrong
    told.find_element(By.TAG_NAME, "button").click()
    wrong = wait("the new page", lambda own: not own.find_element(By.ID, "news").is_displayed())
    if wrong:
        return wrong
    # What the page brings about itself is nothing new.
    time.sleep(3)
    if browser.find_element(By.ID, "news").is_displayed():
        return "what was loaded is told as new again"


def entrance():
    """With accounts nobody comes in but by name and password, and out again."""
    desk, password = str(folder / "desk"), "seven grey herons stood"
    subprocess.run([program, "--desk", desk, "accounts", "add", "rask"], input=password + "\n", text=True, check=True, capture_output=True)
    closed = subprocess.Popen([program, "--desk", desk, "serve", "--address", "127.0.0.1:0", "--host", "desk.example"], stdout=subprocess.PIPE, text=True)
    try:
        own = closed.stdout.readline().strip().rstrip("/")
        browser.get(own + "/statements?class=deny")
        wrong = [one for one in browser.execute_script(AUDIT) if one != "no nav"]
        for typed, said in [("seven grey herons sat", "no account has this name and password"), (password, "Statements")]:
            name = browser.find_element(By.NAME, "name")
            name.clear()
            name.send_keys("rask", Keys.TAB, typed, Keys.ENTER)
            wrong.append(wait(said, lambda seen: said in seen.find_element(By.TAG_NAME, "main").text))
        if not browser.current_url.endswith("/statements?class=deny"):
            wrong.append("it does not lead back: " + browser.current_url)
        wrong += browser.execute_script(AUDIT)
        if browser.find_elements(By.CSS_SELECTOR, "form.choice") or browser.execute_script("return document.cookie"):
            wrong.append("a reader can judge, or a script reads the cookie")
        browser.find_element(By.CSS_SELECTOR, "form.leave button").click()
        wrong.append(wait("the way out", lambda seen: "/login" in seen.current_url))
        browser.get(own + "/statements")
        wrong.append("" if "/login" in browser.current_url else "still in")
        return [one for one in wrong if one]
    finally:
        closed.terminate()


def hostile():
    wrong = []
    go("/documents")
    for way in ways("/documents", "/document/"):
        go(way)
        wrong += [f"{way}: {own}" for own in browser.execute_script(AUDIT) if "script" in own or "markup" in own or "leads" in own]
        text = browser.find_element(By.TAG_NAME, "body").text
        if "\u202e" in text:
            wrong.append(f"{way}: turned writing")
    go("/search?q=quay")
    if "<script>" not in browser.find_element(By.TAG_NAME, "body").text:
        wrong.append("the script is not shown as text")
    return wrong


try:
    for path in PAGES:
        go(path)
        check(path, browser.execute_script(AUDIT))
    for path, start_of in [("/stories", "/story/"), ("/events", "/event/"), ("/entities", "/entity/"), ("/documents", "/document/")]:
        found = [way for way in ways(path, start_of)][:1]
        check(f"a way from {path}", "" if found else "none")
        for way in found:
            go(way)
            check(way, browser.execute_script(AUDIT))
    for name, scheme in [("dark", "dark"), ("light", "light")]:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        for path in ["/", "/events", "/sources", ways("/statements", "/document/")[0]]:
            go(path)
            check(f"{name} {path}", browser.execute_script(AUDIT))
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": True})
    for path in PAGES:
        go(path)
        check(f"400 px {path}", browser.execute_script(AUDIT))
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    for name, act in [("keyboard", keyboard), ("search to words", words), ("judgement", judgement), ("searches", searches), ("news", news), ("hostile captures", hostile)]:
        try:
            check(name, act())
        except Exception as error:
            check(name, f"{type(error).__name__}: {str(error).splitlines()[0]}")
    errors = [own["message"] for own in browser.get_log("browser") if own["level"] == "SEVERE" and "favicon" not in own["message"]]
    check("the browser's console", errors)
    try:
        check("entrance", entrance())
    except Exception as error:
        check("entrance", f"{type(error).__name__}: {str(error).splitlines()[0]}")
finally:
    browser.quit()
    server.terminate()
for own in failed:
    print(own)
print(f"{passed} passed, {len(failed)} failed")
sys.exit(1 if failed or not passed else 0)
