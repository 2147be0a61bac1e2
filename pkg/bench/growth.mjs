/** How the cost of a check grows with the size of the body: what a kilobyte of it costs, from 1 KB to 1 MB. */
import { validate } from "../dist/esm/node.js";
import { clean } from "./body.mjs";
import { compare } from "./measure.mjs";

/** Sizes of bodies, in KB of 1,000 bytes. The largest is just below the limit of a document. */
const SIZES = [1.5, 4, 16, 64, 256, 1000];
/** KB in a round, whatever the size. */
const AMOUNT = 2000;
const ROUNDS = 7;

/** The rows of this file: the time of each is that of 1 KB. */
export async function growth() {
  const candidates = SIZES.map((size, at) => {
    const text = bodyOf(size * 1000);
    const times = Math.ceil(AMOUNT / size);
    return {
      name: `a body of ${(text.length / 1000).toFixed(1)} KB`,
      isPeer: at === 0,
      run() {
        for (let time = 0; time < times; time += 1) {
          if (!validate(text).valid) throw new Error("the large body is not valid");
        }
      },
    };
  });
  const rows = await compare(candidates, { rounds: ROUNDS, amount: AMOUNT });
  return { group: "1 KB of a body, by the size of the body", against: "the smallest body", rows };
}

/** The clean body with as many identities as make it so long: each is an id that is read and judged. */
function bodyOf(length) {
  const body = structuredClone(clean);
  const identities = body.identity.userAssignedIdentities;
  const [first] = Object.keys(identities);
  let left = length - JSON.stringify(body).length;
  for (let count = 0; left > 0; count += 1) {
    const id = `${first}${count}`;
    identities[id] = {};
    left -= id.length + 6;
  }
  return JSON.stringify(body);
}
