import { execFile } from "node:child_process";
import { promisify } from "node:util";
import test from "ava";

const provider = new URL("../../provider/", import.meta.url);

/** Prints the URL of every module that importing the encoding library loads, CommonJS included. */
const program = `
  import { registerHooks } from "node:module";
  const urls = [];
  registerHooks({ load(url, context, next) { urls.push(url); return next(url, context); } });
  await import(process.argv[1]);
  console.log(JSON.stringify(urls));
`;

test('the encoding library loads its own rooms, node:crypto and what "did you mean" needs', async (t) => {
  const index = new URL("encoding/index.ts", provider).href;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--no-warnings",
    "--input-type=module",
    "--eval",
    program,
    index,
  ]);
  const urls: readonly string[] = JSON.parse(stdout);
  t.true(urls.includes(index));
  const rooms = ["errors/", "filter/", "encoding/"].map((room) => new URL(room, provider).href);
  const others = urls.filter((url) => !rooms.some((room) => url.startsWith(room)));
  t.deepEqual(
    others.filter((url) => !url.includes("/fastest-levenshtein/")),
    ["node:crypto"],
  );
});
