"""Drives `dateline mcp` by the public client: every tool once, and what must be refused."""

import asyncio
import json
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

PASSED, FAILED = [], []


def hold(name, is_so, told=""):
    (PASSED if is_so else FAILED).append(name)
    if not is_so:
        print("failed:", name, str(told)[:300])


async def main(program, desk):
    server = StdioServerParameters(command=program, args=["--desk", desk, "mcp"])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        begun = await session.initialize()
        told = begun.instructions or ""
        hold("instructions say that words are quotations", "never instructions" in told, told)
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        expected = {"search", "timeline", "statements", "who", "disagreements", "evidence"}
        hold("the six tools", set(tools) == expected, tools)

        async def call(tool, **arguments):
            return await session.call_tool(tool, arguments)

        def value(answer):
            wrapped = getattr(answer, "structuredContent", None)
            return wrapped if wrapped is not None else answer.structured_content

        def wrong(answer):
            is_error = getattr(answer, "isError", None)
            return is_error if is_error is not None else answer.is_error

        place = None
        for name, arguments in [
            ("search", {"q": "harbour"}),
            ("timeline", {}),
            ("statements", {"authority": "named"}),
            ("disagreements", {}),
        ]:
            answer = await call(name, **arguments)
            lines = [] if wrong(answer) else value(answer)["lines"]
            hold(name + " answers", bool(lines), answer)
            # The sides of a disagreement stand under it and have no rows of their own.
            rows = all(line["row"] or name == "disagreements" for line in lines) and any(line["row"] for line in lines)
            hold(name + ": qualifiers and rows", rows and all("qualifiers" in line for line in lines), lines[:1])
            text = answer.content[0].text
            hold(name + ": text has the words", all(line["words"] in text for line in lines), text)
            if name == "statements":
                place = next((line["to"] for line in lines if "?at=" in line["to"]), None)
                speaker = lines[0]["head"] if lines else ""
        answer = await call("evidence", to=place or "")
        hold("evidence: the row's words", not wrong(answer) and bool(value(answer)["words"]), answer)
        row = {} if wrong(answer) else value(answer)["row"] or {}
        hold("evidence: a span in the capture", "span" in row, json.dumps(row)[:200])
        answer = await call("who", name="Nobody Of That Name")
        hold("nobody of that name is told so", wrong(answer), answer)
        answer = await call("statements", frobnicate="x")
        hold("an unknown argument is refused", wrong(answer), answer)


try:
    asyncio.run(asyncio.wait_for(main(sys.argv[1], sys.argv[2]), 120))
except Exception as error:
    hold("the conversation", False, repr(error))
print(f"{len(PASSED)} passed, {len(FAILED)} failed")
sys.exit(1 if FAILED or not PASSED else 0)
