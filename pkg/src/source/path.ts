/** Paths of files, with slashes. */

/** The folder of a path, without a slash at its end. */
export function folderOf(path: string): string {
  const clean = joined("", path);
  return clean.includes("/") ? clean.slice(0, clean.lastIndexOf("/")) : "";
}

/** A path below a folder, without `.` and `..`. */
export function joined(folder: string, path: string): string {
  const out: string[] = folder === "" ? [] : folder.split("/");
  for (const step of path.split(/[\\/]/)) {
    if (step === "..") {
      if (out.length > 0 && out.at(-1) !== "..") out.pop();
      else out.push(step);
    } else if (step !== "." && step !== "") out.push(step);
  }
  return out.join("/");
}
