/**
 * Durations as people say them ("2 min", "120", "1 h 30 m", "2 часа", "PT2M") and as the service wants them
 * (ISO 8601). What cannot be read stays as it was typed: the checker explains it.
 * Must not know fields, kinds or the DOM.
 */

const UNIT_SECONDS = { day: 86_400, hour: 3_600, minute: 60, second: 1 } as const;

const UNIT_WORDS: [RegExp, number][] = [
  [/^(d(ays?)?|д(н|н[ейя]+|ень)?|сут(ки|ок)?)$/, UNIT_SECONDS.day],
  [/^(h((ou)?rs?)?|ч(ас(а|ов)?)?)$/, UNIT_SECONDS.hour],
  [/^(m(in(ute)?s?)?|м(ин(ут[аы]?)?)?)$/, UNIT_SECONDS.minute],
  [/^(s(ec(ond)?s?)?|с(ек(унд[аы]?)?)?)$/, UNIT_SECONDS.second],
];

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

/** @returns seconds */
export function secondsOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return safe(Number(trimmed));
  return secondsOfIso(trimmed) ?? secondsOfWords(trimmed.toLowerCase());
}

/**
 * The ISO 8601 form of what was said, or undefined if it cannot be read as a duration.
 * An ISO text keeps its own units: PT120S is not turned into PT2M.
 */
export function isoOf(text: string): string | undefined {
  const trimmed = text.trim();
  if (secondsOfIso(trimmed) !== undefined) return trimmed.toUpperCase();
  const seconds = secondsOf(trimmed);
  if (seconds === undefined) return undefined;
  const { day, hour, minute, second } = partsOf(seconds);
  const date = day ? `${day}D` : "";
  const time = [hour && `${hour}H`, minute && `${minute}M`, second && `${second}S`]
    .filter(Boolean)
    .join("");
  if (!date && !time) return "PT0S";
  return `P${date}${time ? `T${time}` : ""}`;
}

/**
 * "2 minutes", in the words of the locale.
 * @param text ISO 8601 or as people say it
 */
export function spoken(
  text: string,
  locale?: string,
  width: "long" | "short" = "long",
): string | undefined {
  const seconds = secondsOf(text);
  if (seconds === undefined) return undefined;
  const parts = Object.entries(partsOf(seconds)).filter(([, amount]) => amount > 0);
  const shown = parts.length > 0 ? parts : [["second", 0]];
  return shown
    .map(([unit, amount]) => unitFormat(String(unit), locale, width).format(Number(amount)))
    .join(" ");
}

function unitFormat(unit: string, locale: string | undefined, width: "long" | "short") {
  const options = { style: "unit", unit, unitDisplay: width } as const;
  return new Intl.NumberFormat(locale || undefined, options);
}

function partsOf(seconds: number) {
  const day = Math.floor(seconds / UNIT_SECONDS.day);
  const hour = Math.floor((seconds % UNIT_SECONDS.day) / UNIT_SECONDS.hour);
  const minute = Math.floor((seconds % UNIT_SECONDS.hour) / UNIT_SECONDS.minute);
  return { day, hour, minute, second: seconds % UNIT_SECONDS.minute };
}

function secondsOfIso(text: string) {
  const match = ISO.exec(text);
  if (!match?.slice(1).some((part) => part !== undefined)) return undefined;
  if (/T$/i.test(text)) return undefined;
  const [day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => (part === undefined ? 0 : Number(part)));
  return safe(
    day * UNIT_SECONDS.day + hour * UNIT_SECONDS.hour + minute * UNIT_SECONDS.minute + second,
  );
}

function secondsOfWords(text: string) {
  const pattern = /(\d+(?:[.,]\d+)?)\s*(\p{L}+)\.?[\s,]*(?:(?:and|и)\s+)?/uy;
  let total = 0;
  let read = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, amount = "", word = ""] = match;
    const unit = UNIT_WORDS.find(([form]) => form.test(word));
    if (!unit) return undefined;
    total += Number(amount.replace(",", ".")) * unit[1];
    read = pattern.lastIndex;
  }
  if (read === 0 || read !== text.length) return undefined;
  return safe(Math.round(total));
}

function safe(seconds: number) {
  return Number.isSafeInteger(seconds) || (seconds >= 0 && seconds < 1e9) ? seconds : undefined;
}
