/** Writes files back: whole or not at all, through links, with the mode and the owner that they had. */
import { createHash, randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";

/** The files beside others in which new texts are prepared; the name tells who prepares, in case it was ended. */
const PREFIX = `.azureml-compute-${createHash("sha256").update(hostname()).digest("hex").slice(0, 8)}-`;
const SUFFIX = ".tmp";

/** Writes a text in the place of `before`, which was read from that file; throws why it cannot be done. */
export function store(name: string, before: Uint8Array, text: string): void {
  const file = realpathSync(name);
  const stats = statSync(file);
  if (!stats.isFile()) throw new Error("this is not a regular file");
  // Who may do everything may write here as well; the owner did not want it.
  if ((stats.mode & 0o222) === 0) throw new Error("the file is read-only");
  accessSync(file, constants.W_OK);
  if (!readFileSync(file).equals(before)) throw new Error("the file was changed while it was checked");
  const bytes = Buffer.from(text, "utf8");
  sweep(dirname(file));
  if (stats.nlink > 1 || !replaced(file, stats, bytes)) overwrite(file, bytes);
}

/** In one step: a reader sees the old text or the new one. `false` where the new file could not be like the old. */
function replaced(file: string, stats: Stats, bytes: Uint8Array): boolean {
  const beside = join(dirname(file), `${PREFIX}${process.pid}-${randomBytes(8).toString("hex")}${SUFFIX}`);
  let opened: number;
  try {
    opened = openSync(beside, "wx", 0o600);
  } catch {
    return false; // A folder in which nothing can be made.
  }
  try {
    try {
      if (!owned(opened, stats)) return false;
      fchmodSync(opened, stats.mode & 0o7777);
      write(opened, bytes);
    } finally {
      closeSync(opened);
    }
    renameSync(beside, file);
    return true;
  } finally {
    // Gone already if all went well.
    try {
      unlinkSync(beside);
    } catch {}
  }
}

function owned(opened: number, { uid, gid }: Stats): boolean {
  const own = fstatSync(opened);
  if (own.uid === uid && own.gid === gid) return true;
  try {
    fchownSync(opened, uid, gid);
    return true;
  } catch {
    return false;
  }
}

/** For a file that has several names, or an owner that cannot be given: only so it stays the same file. */
function overwrite(file: string, bytes: Uint8Array): void {
  const opened = openSync(file, "r+");
  try {
    write(opened, bytes);
    ftruncateSync(opened, bytes.length);
  } finally {
    closeSync(opened);
  }
}

function write(opened: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(opened, bytes, at, bytes.length - at, at);
}

const swept = new Set<string>();

/** Takes away what a run left that was ended in the middle. */
function sweep(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  for (const name of namesIn(folder)) {
    if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) continue;
    const owner = Number.parseInt(name.slice(PREFIX.length), 10);
    try {
      if (!isRunning(owner) && lstatSync(join(folder, name)).isFile()) unlinkSync(join(folder, name));
    } catch {} // Somebody else was faster, or it is theirs.
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
