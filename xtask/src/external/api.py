"""Asks every path of the API and holds each row against the API's own description. Arguments: the program, a desk."""

import json
import subprocess
import sys
import urllib.error
import urllib.request

import jsonschema
from openapi_spec_validator import validate

program, desk = sys.argv[1:3]
served = subprocess.Popen([program, "--desk", desk, "serve", "--address", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)


def get(path):
    with urllib.request.urlopen(home + path.lstrip("/")) as answer:
        return json.load(answer)


def rows(path):
    while path:
        answer = get(path)
        yield from answer["rows"]
        path = answer["next"]


try:
    home = served.stdout.readline().strip()
    api = get("/api/openapi.json")
    validate(api)
    schema = {"$ref": "#/components/schemas/Row", "components": api["components"]}
    checker = jsonschema.Draft202012Validator(schema)
    bad, seen, paths = [], 0, 0
    ids = {}
    for path in sorted(api["paths"], key=lambda path: "{id}" in path):
        if path in ("/api/changes/stream", "/api/openapi.json"):
            continue
        # Lists first: their ids are asked for one by one.
        lists = {"story": "stories", "event": "events", "entity": "entities", "document": "documents"}
        if "{id}" in path:
            of = ids["/api/" + lists[path.split("/")[2]]]
            asked = [path.replace("{id}", one) for one in of[:25]]
        else:
            asked = [path + "?q=port"] if path == "/api/search" else [path]
        for one in asked:
            for row in rows(one):
                seen += 1
                ids.setdefault(path, []).append(row.get("id"))
                bad += [(one, error.message[:200]) for error in checker.iter_errors(row)]
        paths += 1
    for path, kept in (("/api/nowhere", 404), ("/api/statements?speaker=x", 400), ("/api/document/ffff", 404)):
        try:
            get(path)
            bad.append((path, "was answered"))
        except urllib.error.HTTPError as error:
            problem = json.load(error)
            if error.code != kept or error.headers["content-type"] != "application/problem+json" or problem["status"] != kept:
                bad.append((path, f"{error.code} {problem}"))
    for path, message in bad[:9]:
        print(path, message)
    print(f"openapi-spec-validator: sound; jsonschema: {seen} rows of {paths} paths, {len(bad)} wrong")
finally:
    served.kill()
sys.exit(1 if bad else 0)
