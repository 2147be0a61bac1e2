import assert from "node:assert/strict";
import test from "node:test";
import { isoOf, spoken } from "../src/element/shared/duration.js";

test("durations are read as people say them", () => {
  const said = {
    "2 min": "PT2M",
    120: "PT2M",
    "90 s": "PT1M30S",
    "1h 30m": "PT1H30M",
    "1 hour and 30 minutes": "PT1H30M",
    "1.5 hours": "PT1H30M",
    "2 days": "P2D",
    "2 часа": "PT2H",
    "1 ч 30 мин": "PT1H30M",
    "3 дня": "P3D",
    0: "PT0S",
    " 5 minutes ": "PT5M",
  };
  for (const [text, iso] of Object.entries(said)) assert.equal(isoOf(text), iso, text);
});

test("an ISO duration keeps its own units", () => {
  assert.equal(isoOf("PT120S"), "PT120S");
  assert.equal(isoOf("pt2m"), "PT2M");
});

test("what is no duration is not guessed at", () => {
  for (const text of ["", "soon", "4x", "2 min 3", "-5 min", "P", "PT", "P1DT", "1 month"]) {
    assert.equal(isoOf(text), undefined, text);
  }
});

test("a duration is said in the locale's words", () => {
  assert.equal(spoken("PT90S", "en"), "1 minute 30 seconds");
  assert.equal(spoken("PT120S", "en", "short"), "2 min");
  assert.match(spoken("PT2M", "ru") ?? "", /минуты/);
});

test("what is said of a duration is read back as the same", () => {
  for (const iso of ["PT2M", "PT1H30M", "P1DT1S", "PT0S"]) {
    assert.equal(isoOf(spoken(iso, "en", "short") ?? ""), iso);
  }
});
