"""Holds every export of a desk against a reader of its format that is not ours. Arguments: the program, a desk, a folder to write to."""

import collections
import io
import json
import pathlib
import re
import socket
import subprocess
import sys

program, desk, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
passed, failed = 0, []


def refuse(*_):
    raise OSError("an export must be read without the network")


# Whatever a format names, no validator may load it.
socket.socket.connect = refuse
socket.getaddrinfo = refuse


def export(*arguments):
    command = [program, "--desk", desk, "export", *arguments]
    done = subprocess.run(command, capture_output=True, check=True)
    again = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout == again.stdout, "the same desk gave other bytes"
    assert done.stdout, "nothing was written"
    return done.stdout


def rows(*arguments):
    return [json.loads(line) for line in export(*arguments).decode().splitlines()]


def graph(what):
    import networkx

    read = networkx.read_graphml(io.BytesIO(export(what, "--format", "graphml")), force_multigraph=True)
    assert read.is_directed() and read.number_of_nodes() > 10 and read.number_of_edges() > 10
    return read


def network():
    read = graph("network")
    statements = {row["id"]: row for row in rows("statements")}
    for _, _, edge in read.edges(data=True):
        assert edge["text"] and edge["capture"] and edge["end"] > edge["start"] >= 0
        if edge["kind"] == "says of":
            row = statements[edge["statement"]]
            assert (edge["authority"], edge["denied"], edge["hedged"]) == (row["authority"], row["denied"], row["hedged"])
            assert row["said"] is None or edge["said_precision"] == row["said"]["precision"]
    return f"networkx: {read.number_of_nodes()} nodes, {read.number_of_edges()} edges"


def desk_graph():
    read = graph("desk")
    sorts = {node["sort"] for _, node in read.nodes(data=True)}
    assert sorts == {"entity", "document", "event"}, sorts
    assert all(edge["text"] for _, _, edge in read.edges(data=True) if edge["kind"] != "replies to")
    events = {row["id"]: row for row in rows("events")}
    for name, node in read.nodes(data=True):
        if node["sort"] == "event":
            row = events[name.removeprefix("event:")]
            assert node["modality"] == row["modality"] and node["origins"] == row["origins"]
    return f"networkx: {read.number_of_nodes()} nodes, {read.number_of_edges()} edges"


def follow_the_money():
    from followthemoney import model

    entities, schemata = {}, collections.Counter()
    for line in rows("desk", "--format", "ftm"):
        assert line["id"] not in entities, line["id"]
        proxy = model.get_proxy(line, cleaned=False)
        proxy.schema.validate({"properties": line["properties"]})
        for name, values in line["properties"].items():
            prop = proxy.schema.get(name)
            assert prop is not None, f"{line['schema']} has no {name}"
            for value in values:
                assert prop.type.clean(value) is not None, f"{line['schema']}.{name}: {value!r}"
        entities[line["id"]] = proxy
        schemata[line["schema"]] += 1
    for proxy in entities.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in entities, f"{proxy.id}.{prop.name} leads out of the export"
                other = entities[value].schema
                assert prop.range is None or other.is_a(prop.range), f"{proxy.id}.{prop.name} is a {other.name}"
    return "followthemoney: " + ", ".join(f"{count} {name}" for name, count in schemata.most_common())


def json_ld():
    from pyld import jsonld
    from rdflib import Graph, URIRef

    text = export("desk", "--format", "json-ld").decode()

    def nothing_is_loaded(url, _):
        raise AssertionError(f"{url} is not in the file")

    expanded = jsonld.expand(json.loads(text), {"documentLoader": nothing_is_loaded})
    known = Graph().parse(data=text, format="json-ld")
    kind = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    schema = "https://schema.org/"
    kinds = collections.Counter(str(own).removeprefix(schema) for own in known.objects(None, kind))
    assert kinds["NewsArticle"] and kinds["Claim"] and kinds["Quotation"] and kinds["Event"], kinds
    modality = URIRef("urn:dateline:term:modality")
    real = {"happened", "ongoing", "historical", "planned"}
    for event in known.subjects(kind, URIRef(schema + "Event")):
        assert str(known.value(event, modality)) in real, event
    for said in list(known.subjects(kind, URIRef(schema + "Quotation"))):
        assert known.value(said, URIRef("urn:dateline:term:authority")), said
    return f"PyLD: {len(expanded)} nodes; rdflib: {len(known)} triples"


def archive():
    from warcio.archiveiterator import ArchiveIterator

    written = folder / "desk.warc"
    subprocess.run([program, "--desk", desk, "export", "captures", "--out", written], check=True)
    kinds, addresses = collections.Counter(), set()
    with open(written, "rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            record.content_stream().read()
            kinds[record.rec_type] += 1
            assert record.digest_checker.passed is True, record.rec_headers
            assert record.rec_headers.get_header("WARC-Record-ID") not in addresses
            addresses.add(record.rec_headers.get_header("WARC-Record-ID"))
    assert kinds["warcinfo"] == 1 and kinds["resource"] == kinds["metadata"] > 10 and kinds["conversion"], kinds
    again = folder / "again"
    subprocess.run([program, "--desk", again, "read", written], check=True, capture_output=True)

    def documents(of):
        out = subprocess.run([program, "--desk", of, "export", "documents"], check=True, capture_output=True).stdout
        told = [json.loads(line) for line in out.splitlines()]
        same = ("kind", "title", "text", "outlet", "section", "published", "captured", "truncated")
        by = lambda row: [(by["name"], by["role"]) for by in row["byline"]]
        return sorted(json.dumps([row[name] for name in same] + [by(row)]) for row in told)

    one, other = documents(desk), documents(again)
    assert one == other, f"{len(set(one) - set(other))} of {len(one)} documents are not the same when the archive is read"
    return f"warcio: {kinds['resource']} captures, digests checked; read again: the same {len(one)} documents"


def ninjs():
    import jsonschema

    schema = json.loads((pathlib.Path(__file__).parent / "ninjs.json").read_text())
    items = json.loads(export("documents", "--format", "ninjs"))
    checker = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    for item in items:
        wrong = [error.message for error in checker.iter_errors(item)]
        assert not wrong, wrong[0]
    return f"jsonschema: {len(items)} news objects"


def plover():
    events = {row["id"]: row for row in rows("events")}
    records = rows("events", "--format", "plover")
    categories = set(
        "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
    )
    contexts = {"planned": ["future"], "denied": ["negation"], "hypothetical": ["hypothetical"], "historical": ["historical"]}
    for record in records:
        row = events[record["id"].removeprefix("dateline-")]
        assert set(record["event"]) <= categories and record["source"], record["id"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", record["date"]) and record["date"] == row["when"]["earliest"]
        assert record.get("context") == contexts.get(row["modality"]), record["id"]
        assert record["dateline"]["modality"] == row["modality"] in record["comment"]
        for actor in record["source"] + record.get("recipient", []):
            assert re.fullmatch(r"[A-Z]{3}", actor.get("code", "XXX")) and re.fullmatch(r"[A-Z]{3}", actor.get("sector", "XXX"))
    return f"our check by the manual: {len(records)} records of {len(events)} events"


def calendar():
    import icalendar

    read = icalendar.Calendar.from_ical(export("announcements", "--format", "ics"))
    events = read.walk("VEVENT")
    assert events and not any(event.errors for event in events), [event.errors for event in events]
    assert all(event["UID"] and event.decoded("DTSTART") and "Date: " in event["DESCRIPTION"] for event in events)
    return f"icalendar: {len(events)} events"


def opml():
    import listparser

    read = listparser.parse(export("sources", "--format", "opml").decode())
    assert not read.bozo, read.get("bozo_exception")
    assert read.feeds and all(feed.url.startswith("http") and feed.title for feed in read.feeds)
    return f"listparser: {len(read.feeds)} feeds"


def feeds():
    import feedparser

    read = feedparser.parse(export("changes", "--format", "rss"))
    assert not read.bozo and read.version == "rss20" and read.entries, read.get("bozo_exception")
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    items = json.loads(export("changes", "--format", "json-feed"))
    assert items["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in items["items"]] == [entry.id for entry in read.entries]
    return f"feedparser: {len(read.entries)} entries"


def table():
    import csv

    for what in ("statements", "events", "documents", "disagreements"):
        told = list(csv.DictReader(io.StringIO(export(what, "--format", "csv").decode(), newline="")))
        own = rows(what)
        assert [row["id"] for row in told] == [row["id"] for row in own] and list(told[0]) == list(own[0])
    return "csv: every column of 4 kinds of rows"


def report():
    from html.parser import HTMLParser

    class Page(HTMLParser):
        """Open elements, ids, where links lead, text."""

        VOID = {"meta", "br", "link", "img", "input", "hr"}

        def __init__(self):
            super().__init__()
            self.open, self.ids, self.links, self.seen, self.empty = [], set(), [], collections.Counter(), 0
            self.words = ""

        def handle_starttag(self, tag, attributes):
            known = dict(attributes)
            self.seen[tag] += 1
            assert tag not in {"script", "iframe", "img", "link", "object", "embed", "form"}, tag
            assert not any(name.startswith("on") or name in {"src", "style"} for name in known), known
            if "id" in known:
                assert known["id"] not in self.ids, known["id"]
                self.ids.add(known["id"])
            self.links.extend([known["href"]] if "href" in known else [])
            if tag not in self.VOID:
                self.open.append(tag)

        def handle_endtag(self, tag):
            assert self.open.pop() == tag, tag
            self.empty += tag == "blockquote" and not self.words.strip()
            self.words = ""

        def handle_data(self, data):
            self.words += data

    def read(*more):
        page = Page()
        page.feed(export("report", *more).decode())
        assert not page.open and all(link.startswith("#") and link[1:] in page.ids for link in page.links)
        return page

    whole = read()
    assert sum(name.startswith("s-") for name in whole.ids) == len(rows("statements")) and whole.empty == 0
    story = read("--story", rows("stories")[0]["id"])
    assert 0 < len(story.ids) < len(whole.ids)
    return f"html.parser: {whole.seen['blockquote']} quotations, of a story {story.seen['blockquote']}"


for check in (network, desk_graph, follow_the_money, json_ld, archive, ninjs, plover, calendar, opml, feeds, table, report):
    try:
        print(f"{check.__name__.replace('_', ' ')}: {check()}")
        passed += 1
    except Exception as error:  # One bad format must not hide the others.
        failed.append(check.__name__)
        print(f"{check.__name__.replace('_', ' ')}: FAILED: {type(error).__name__}: {str(error)[:600]}")
print(f"{passed} passed, {len(failed)} failed")
sys.exit(1 if failed else 0)
